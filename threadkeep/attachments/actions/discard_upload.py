from __future__ import annotations

from datetime import datetime

from threadkeep.attachments.events import UploadDiscarded
from threadkeep.attachments.rules import check_own_draft
from threadkeep.attachments.steps import file_for_change
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def discard_upload(*, actor: Viewer, attachment_id: int, now: datetime) -> None:
    """Take back one's own upload that is on no post. NotThere for anything else."""
    attachment = file_for_change(attachment_id)
    check_own_draft(actor, attachment)
    attachment.delete()
    tell(UploadDiscarded(blob_id=attachment.blob_id, actor_id=actor.id or 0))
