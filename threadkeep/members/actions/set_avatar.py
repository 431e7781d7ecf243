"""Give a member a picture."""

from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.events import ProfileEdited
from threadkeep.members.models import Member
from threadkeep.members.rules import check_own
from threadkeep.members.viewer import Viewer


@action
def set_avatar(*, actor: Viewer, member_id: int, blob_id: int, now: datetime) -> int:
    """Show this blob as the member's picture; returns the member's id.

    The blob is one of ours (members/avatars.py makes it from an upload, before and outside this transaction). Members
    their own, administrators everybody's.
    """
    check_own(actor, member_id)
    Member.objects.filter(pk=member_id).update(avatar_id=blob_id)
    tell(ProfileEdited(member_id=member_id))
    return member_id
