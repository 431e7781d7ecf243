"""Give a member a picture."""

from __future__ import annotations

from datetime import datetime

from threadkeep.attachments.models import Blob
from threadkeep.attachments.pictures import Size
from threadkeep.kernel.action import action, tell
from threadkeep.members.events import ProfileEdited
from threadkeep.members.models import Member
from threadkeep.members.rules import check_own
from threadkeep.members.viewer import Viewer


@action
def set_avatar(*, actor: Viewer, member_id: int, picture: Size, now: datetime) -> int:
    """Show this picture as the member's; returns the member's id.

    The bytes are kept and re-encoded already (members/avatars.py makes the picture of an upload, before and outside
    this transaction). Members their own, administrators everybody's.
    """
    check_own(actor, member_id)
    blob, _made = Blob.objects.update_or_create(
        sha256=picture.kept.sha256,
        defaults={"unused_since": None},
        create_defaults={
            "size": picture.kept.size,
            "mime_type": picture.mime_type,
            "width": picture.width,
            "height": picture.height,
            "stored_at": now,
        },
    )
    Member.objects.filter(pk=member_id).update(avatar=blob)
    tell(ProfileEdited(member_id=member_id))
    return member_id
