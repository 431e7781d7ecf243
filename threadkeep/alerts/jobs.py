"""Sending what waits in the outbox. Retried with back-off for three days by the kernel (kernel/jobs.py)."""

from __future__ import annotations

import smtplib
import ssl
from email import message_from_string, policy
from typing import Final

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from threadkeep.alerts.models import Mail
from threadkeep.kernel import writer

TIMEOUT: Final = 10.0
# What a mail server says with 5xx it will say tomorrow too (RFC 5321, 4.2.1).
PERMANENT: Final = 500


class NotSent(Exception):
    """The mail could not be sent. Says which one and why in a word, never to whom: this text goes to the log."""


def is_set_up() -> bool:
    """Whether there is a mail server to send by."""
    return bool(settings.THREADKEEP.mail.host)


@task()
def send_mail(mail_id: int) -> str:
    """Send one mail of the outbox. Returns the state it is in now.

    Raises NotSent when trying again later may help. A refusal for good ("no such address") is written on the mail and
    not tried again. Repeats safely: what was sent is not sent twice, unless this process died in between; then its
    Message-ID is the same.
    """
    mail = Mail.objects.filter(pk=mail_id).first()
    if mail is None or mail.state == Mail.SENT or not mail.message:
        return Mail.SENT
    if not is_set_up():
        return Mail.WAITING
    try:
        _hand_over(mail)
    except (smtplib.SMTPException, OSError) as error:
        code, said = _what_it_said(error)
        failed = code >= PERMANENT
        with writer.background():
            Mail.objects.filter(pk=mail_id).update(last_error=said[:500], state=Mail.FAILED if failed else Mail.WAITING)
        if failed:
            return Mail.FAILED
        # `from None`: the server's own words may hold the address.
        raise NotSent(f"mail {mail_id}: {type(error).__name__} {code or ''}".rstrip()) from None
    with writer.background():
        # What was sent is in the addressee's hands; a link in it that opens an account has no business here.
        Mail.objects.filter(pk=mail_id).update(
            state=Mail.SENT, sent_at=timezone.now(), last_error="", message="", text=""
        )
    return Mail.SENT


def _hand_over(mail: Mail) -> None:
    config = settings.THREADKEEP.mail
    encryption = ssl.create_default_context()
    if config.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(config.host, config.port, timeout=TIMEOUT, context=encryption)
    else:
        server = smtplib.SMTP(config.host, config.port, timeout=TIMEOUT)
    with server:
        if config.security == "starttls":
            server.starttls(context=encryption)
        if config.user:
            server.login(config.user, config.password)
        message = message_from_string(mail.message, policy=policy.SMTP)
        server.send_message(message, config.from_address, [_for_smtp(mail.to_address)])


def _for_smtp(address: str) -> str:
    """The address with its host as DNS knows it: "marta@bücher.example" is at "xn--bcher-kva.example"."""
    name, _at, host = address.rpartition("@")
    return f"{name}@{host.encode('idna').decode()}" if name and not host.isascii() else address


def _what_it_said(error: Exception) -> tuple[int, str]:
    """The SMTP code (0: none) and the words, for the operator's eyes."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return code, f"{code} {_text(words)}"
    # A wrong password is refused with 535; the operator can put that right, so it is tried again.
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return 0, f"{error.smtp_code} {_text(error.smtp_error)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code, f"{error.smtp_code} {_text(error.smtp_error)}"
    return 0, f"{type(error).__name__}: {error}"


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
