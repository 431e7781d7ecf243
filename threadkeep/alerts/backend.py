"""Django's mail goes to the outbox first: written with what caused it, sent by a job, readable in the panel."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from threadkeep.alerts.jobs import is_set_up, send_mail
from threadkeep.alerts.models import Mail
from threadkeep.kernel import writer


class OutboxBackend(BaseEmailBackend):
    """Keeps each mail as a row, one per recipient, with the job that sends it if a mail server is set up."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages. Returns how many were kept."""
        now = timezone.now()
        rows = []
        for message in email_messages:
            _mark(message)
            text = message.message().as_string()
            rows += [
                Mail(
                    to_address=address,
                    subject=" ".join(str(message.subject).split())[:300],
                    message=text,
                    text=str(message.body),
                    created_at=now,
                )
                for address in message.recipients()
            ]
        # Inside an action the pen is held already; asking for it again would wait for ourselves.
        pen = nullcontext() if connection.in_atomic_block else writer.person()
        with pen, transaction.atomic():
            Mail.objects.bulk_create(rows)
            if is_set_up():
                for row in rows:
                    send_mail.enqueue(mail_id=row.pk)
        return len(rows)


def _mark(message: EmailMessage) -> None:
    """Say that no person wrote it (RFC 3834), and give it a name that stays the same however often it is sent."""
    message.extra_headers.setdefault("Auto-Submitted", "auto-generated")
    # Django would put this machine's own name into it.
    host = urlsplit(settings.THREADKEEP.server.public_url).hostname or "localhost"
    message.extra_headers.setdefault("Message-ID", make_msgid(domain=host.encode("idna").decode()))
