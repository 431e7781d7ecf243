"""Writing to accounts inside somebody else's transaction: joining a group, ending sessions. Tells no facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from threadkeep.kernel.refused import Refused
from threadkeep.members.models import Group, Member, Membership


def join_groups(member: Member, keys: Iterable[str], now: datetime) -> None:
    """Put the member into built-in groups, which are made if the board has none yet."""
    for key in keys:
        group, _made = Group.objects.get_or_create(key=key, defaults={"position": Group.BUILT_IN.index(key)})
        Membership.objects.get_or_create(member=member, group=group, defaults={"added_at": now})


def keep_email(member: Member, *, confirmed: bool) -> None:
    """Write the member's address where allauth looks for it."""
    if member.email:
        EmailAddress.objects.update_or_create(
            user=member, email=member.email, defaults={"primary": True, "verified": confirmed}
        )


def end_sessions(member_id: int, *, but: str | None = None) -> int:
    """End the member's sessions, all but the one with this key. Returns how many ended."""
    mine = UserSession.objects.filter(user_id=member_id).exclude(session_key=but or "")
    keys = list(mine.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    mine.delete()
    return len(keys)


def save_with_free_name(member: Member) -> None:
    """Save; two people who chose one name in the same moment are told so, not shown a database's complaint."""
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError as error:
        raise Refused(_("Somebody took this name a moment ago. Please choose another."), field="name") from error
