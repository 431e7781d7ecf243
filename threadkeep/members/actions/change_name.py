"""Change the name others see."""

from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import NotThere
from threadkeep.members import steps
from threadkeep.members.events import MemberRenamed
from threadkeep.members.models import Member, NameChange
from threadkeep.members.names import name_key
from threadkeep.members.rules import check_name_free, check_own
from threadkeep.members.viewer import Viewer


@action
def change_name(*, actor: Viewer, member_id: int, name: str, now: datetime) -> int:
    """Give a member another name; returns the member's id. The old one's addresses still lead here; it rests 90 days.

    Members their own, administrators everybody's. Refused: a name that is not possible or not free.
    """
    check_own(actor, member_id)
    member = Member.objects.select_for_update().filter(pk=member_id).first()
    if member is None:
        raise NotThere
    name = check_name_free(name, now=now, member_id=member_id)
    if name == member.name:
        return member_id
    if name_key(name) != member.name_key:
        NameChange.objects.create(member=member, old_name=member.name, old_name_key=member.name_key, changed_at=now)
    member.name, member.name_key = name, name_key(name)
    steps.save_with_free_name(member)
    tell(MemberRenamed(member_id=member_id))
    return member_id
