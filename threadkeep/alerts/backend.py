"""Django's mail goes to the outbox first: written with what caused it, sent by a job, readable in the panel."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from threadkeep.alerts.models import Mail


class OutboxBackend(BaseEmailBackend):
    """Keeps each mail as a row, one per recipient; alerts.jobs sends them if a mail server is set up."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages. Returns how many were kept."""
        now = timezone.now()
        rows = [
            Mail(
                to_address=address,
                subject=message.subject[:300],
                message=message.message().as_string(),
                text=str(message.body),
                created_at=now,
            )
            for message in email_messages
            for address in message.recipients()
        ]
        Mail.objects.bulk_create(rows)
        return len(rows)
