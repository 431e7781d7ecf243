"""The outbox."""

from __future__ import annotations

from django.db import models


class Mail(models.Model):
    """One mail to one address, kept until it is sent and some time after."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    STATES = [(WAITING, WAITING), (SENT, SENT), (FAILED, FAILED)]

    to_address = models.CharField(max_length=320)
    subject = models.CharField(max_length=300)
    # The whole message as RFC 5322 text, as it goes to the mail server.
    message = models.TextField()
    text = models.TextField()
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    created_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_address}"
