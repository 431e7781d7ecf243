"""Take a member's picture away."""

from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.events import ProfileEdited
from threadkeep.members.models import Member
from threadkeep.members.rules import check_own
from threadkeep.members.viewer import Viewer


@action
def remove_avatar(*, actor: Viewer, member_id: int, now: datetime) -> int:
    """Show the letter instead of a picture; returns the member's id. The bytes go when nothing else points to them."""
    check_own(actor, member_id)
    Member.objects.filter(pk=member_id).update(avatar=None)
    tell(ProfileEdited(member_id=member_id))
    return member_id
