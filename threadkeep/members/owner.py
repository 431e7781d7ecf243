"""The way in for whoever runs the machine: a link that works once, within a day, until the board has an owner."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils import timezone
from django.utils.translation import gettext as _

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import Gone
from threadkeep.members.models import Group, Member, OwnerLink

LINK_LIVES = timedelta(hours=24)


def has_owner() -> bool:
    """Whether an administrator can sign in. (The demo's people have no passwords, so none of them counts.)"""
    administrators = Member.objects.filter(groups__key=Group.ADMINISTRATORS, is_active=True, banned_at__isnull=True)
    return administrators.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()


def owner_link() -> str | None:
    """A fresh link, which makes earlier ones useless; None when the board has an owner."""
    from threadkeep.members.actions.make_owner_link import make_owner_link

    if has_owner():
        return None
    token = secrets.token_urlsafe(32)
    make_owner_link(token_hash=hash_of(token), now=timezone.now())
    return f"{settings.THREADKEEP.server.public_url}{addresses.owner(token)}"


def hash_of(token: str) -> str:
    """What is kept of a token. It is 256 random bits, so one round of SHA-256 cannot be turned back."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def get_link(token: str, now: datetime) -> OwnerLink:
    """The link with this token, to be used; Gone with the reason otherwise."""
    link = OwnerLink.objects.filter(token_hash=hash_of(token)).first()
    if link is None or link.used_at is not None or link.made_at < now - LINK_LIVES or has_owner():
        raise Gone(
            _(
                "This link has been used, is older than a day, or a newer one was printed since. As long as the board "
                "has no owner, `threadkeep owner-link` prints a fresh one."
            )
        )
    return link
