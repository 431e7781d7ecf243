"""Let a banned member in again."""

from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.events import BanLifted
from threadkeep.members.models import Member
from threadkeep.members.rules import check_lift_ban, get_member
from threadkeep.members.viewer import Viewer


@action
def lift_ban(*, actor: Viewer, member_id: int, now: datetime) -> int:
    """Lift a ban; returns the member's id. They have to sign in anew."""
    check_lift_ban(actor, get_member(member_id))
    Member.objects.filter(pk=member_id).update(banned_at=None, ban_reason="")
    tell(BanLifted(member_id=member_id, actor_id=actor.id or 0))
    return member_id
