"""Reads of the outbox, for the panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from threadkeep.alerts.jobs import is_set_up
from threadkeep.alerts.models import Mail
from threadkeep.boards.rules import check_administer
from threadkeep.members.viewer import Viewer

SIZE = 50


@dataclass(frozen=True)
class MailLook:
    """One mail as an administrator sees it. `text` is None where it is nobody's business: once mail is set up."""

    id: int
    to_address: str
    subject: str
    state: str
    created_at: datetime
    sent_at: datetime | None
    last_error: str
    text: str | None
    may_send: bool


@dataclass(frozen=True)
class OutboxPage:
    """A page of the outbox, newest first. `before` is the key of the older ones; None at the end."""

    mails: Sequence[MailLook]
    is_set_up: bool
    before: int | None


def outbox_page(viewer: Viewer, before: int | None = None) -> OutboxPage:
    """The mails with an id below `before` (None: the newest). Administrators only; one query.

    A mail may hold a link that opens somebody's account. As long as there is no mail server, an administrator has to
    hand such links on, so they may read them; afterwards nobody does.
    """
    check_administer(viewer)
    mails = Mail.objects.order_by("-id").defer("message")
    if before is not None:
        mails = mails.filter(pk__lt=before)
    found = list(mails[: SIZE + 1])
    can_send = is_set_up()
    looks = [
        MailLook(
            id=mail.pk,
            to_address=mail.to_address,
            subject=mail.subject,
            state=mail.state,
            created_at=mail.created_at,
            sent_at=mail.sent_at,
            last_error=mail.last_error,
            text=None if can_send else mail.text,
            may_send=can_send and mail.state != Mail.SENT,
        )
        for mail in found[:SIZE]
    ]
    return OutboxPage(looks, can_send, looks[-1].id if len(found) > SIZE else None)
