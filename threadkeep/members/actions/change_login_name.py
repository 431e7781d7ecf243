"""Change the name that is typed to sign in."""

from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.kernel.refused import NotThere
from threadkeep.members import steps
from threadkeep.members.models import Member
from threadkeep.members.names import username_key
from threadkeep.members.rules import check_own, check_username_free
from threadkeep.members.viewer import Viewer


@action
def change_login_name(*, actor: Viewer, member_id: int, username: str, now: datetime) -> int:
    """Give a member another login name; returns the member's id. Nobody but them sees it, so no fact is told.

    Members their own, administrators everybody's. Refused: a login name that is not possible or not free.
    """
    check_own(actor, member_id)
    member = Member.objects.select_for_update().filter(pk=member_id).first()
    if member is None:
        raise NotThere
    member.username = check_username_free(username, now=now, member_id=member_id)
    member.username_key = username_key(member.username)
    steps.save_with_free_name(member)
    return member_id
