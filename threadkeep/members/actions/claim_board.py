"""Become the owner of a board that has none."""

from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members import steps
from threadkeep.members.events import MemberJoined
from threadkeep.members.models import Group, Member, OwnerLink
from threadkeep.members.names import name_key, username_key
from threadkeep.members.owner import get_link
from threadkeep.members.rules import check_username_free


@action
def claim_board(*, token: str, username: str, email: str, password_hash: str, now: datetime) -> int:
    """Use up the owner link with this token and make its user an administrator; returns the member's id.

    The address counts as confirmed: whoever holds the link runs the machine. Refused: a link that was used or is old,
    names that are not possible or not free.
    """
    link = get_link(token, now)
    # Two who open the link in the same moment: the second waits here and finds it used.
    if not OwnerLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now):
        get_link(token, now)
    username = check_username_free(username, now=now)
    key = username_key(username)
    member = Member(
        username=username,
        username_key=key,
        name=username,
        name_key=name_key(username),
        email=email.lower(),
        password=password_hash,
        joined_at=now,
    )
    steps.save_with_free_name(member)
    steps.keep_email(member, confirmed=True)
    steps.join_groups(member, [Group.ADMINISTRATORS], now)
    tell(MemberJoined(member_id=member.pk))
    return member.pk
