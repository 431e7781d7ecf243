"""Make an account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members import steps
from threadkeep.members.events import MemberJoined
from threadkeep.members.models import Member
from threadkeep.members.names import name_key, username_key
from threadkeep.members.rules import check_name_free, check_username_free


@action
def make_member(
    *,
    username: str,
    name: str = "",
    email: str = "",
    password_hash: str = "",
    email_confirmed: bool = False,
    group_keys: Sequence[str] = (),
    now: datetime,
) -> int:
    """Make a member who joined `now`; returns the id. `name` defaults to the login name.

    `password_hash` comes from django.contrib.auth.hashers.make_password, called before (Argon2 takes its time, and
    nobody should wait for the pen meanwhile); empty means that no password fits. `group_keys` are keys of built-in
    groups. Refused, with a field: names that are not possible or not free.
    """
    username = check_username_free(username, now=now)
    name = check_name_free(name or username, now=now) if name != username else username
    member = Member(
        username=username,
        username_key=username_key(username),
        name=name,
        name_key=name_key(name),
        email=email.lower(),
        joined_at=now,
    )
    if password_hash:
        member.password = password_hash
    else:
        member.set_unusable_password()
    steps.save_with_free_name(member)
    steps.keep_email(member, confirmed=email_confirmed)
    steps.join_groups(member, group_keys, now)
    tell(MemberJoined(member_id=member.pk))
    return member.pk
