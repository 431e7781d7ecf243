"""Keep a member out."""

from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members import steps
from threadkeep.members.events import MemberBanned
from threadkeep.members.models import Member
from threadkeep.members.rules import check_ban, get_member
from threadkeep.members.viewer import Viewer


@action
def ban_member(*, actor: Viewer, member_id: int, reason: str, now: datetime) -> int:
    """Ban a member, for a reason they will read; returns the member's id. Their sessions end with this transaction.

    Administrators anybody but themselves, moderators of all boards anybody who is not staff. What they wrote stays.
    """
    member = get_member(member_id)
    check_ban(actor, member, reason)
    Member.objects.filter(pk=member_id).update(banned_at=now, ban_reason=reason.strip())
    steps.end_sessions(member_id)
    tell(MemberBanned(member_id=member_id, actor_id=actor.id or 0))
    return member_id
