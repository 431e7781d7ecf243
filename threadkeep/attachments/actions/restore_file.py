from __future__ import annotations

from datetime import datetime

from threadkeep.attachments.events import FileRestored
from threadkeep.attachments.models import Attachment, Blob
from threadkeep.attachments.rules import check_restore_file, post_of
from threadkeep.attachments.steps import file_for_change, touch_topic_of
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def restore_file(*, actor: Viewer, attachment_id: int, now: datetime) -> int:
    """Put a removed file back, in the state it had: one that waited to be checked waits again. Returns the file's id.

    Refused: neither a moderator nor the author who removed it, not removed, the bytes gone after the grace time (410).
    """
    attachment = file_for_change(attachment_id)
    # Locked and read anew: the chore that throws bytes away holds this row while it does.
    attachment.blob = Blob.objects.select_for_update(of=("self",)).get(pk=attachment.blob_id)
    check_restore_file(actor, attachment)
    post = post_of(attachment)
    attachment.state = attachment.state_before or Attachment.PRESENT
    attachment.removed_at = attachment.removed_by = None
    attachment.removed_by_name = attachment.remove_reason = attachment.state_before = ""
    attachment.save()
    attachment.blob.unused_since = None
    attachment.blob.save(update_fields=["unused_since"])
    touch_topic_of(attachment)
    tell(
        FileRestored(
            board_id=post.topic.board_id,
            topic_id=post.topic_id,
            post_id=post.pk,
            attachment_id=attachment.pk,
            blob_id=attachment.blob_id,
            actor_id=actor.id or 0,
        )
    )
    return attachment.pk
