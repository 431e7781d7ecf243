from __future__ import annotations

from datetime import datetime

from threadkeep.attachments.events import FileRemoved
from threadkeep.attachments.models import Attachment
from threadkeep.attachments.rules import check_remove_file, post_of
from threadkeep.attachments.steps import file_for_change, touch_topic_of
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.writing import check_reason


@action
def remove_file(*, actor: Viewer, attachment_id: int, reason: str, now: datetime) -> int:
    """Put a placeholder where a post's file was, saying who, when and why. Returns the file's id.

    The text of the post is not touched, and the bytes stay for files.grace_days. Refused: neither the post's author
    nor a moderator, no reason, removed already.
    """
    attachment = file_for_change(attachment_id)
    check_remove_file(actor, attachment)
    post = post_of(attachment)
    attachment.remove_reason = check_reason(reason, required=True)
    attachment.state_before, attachment.state = attachment.state, Attachment.REMOVED
    attachment.removed_at, attachment.removed_by_id, attachment.removed_by_name = now, actor.id, actor.name
    attachment.save()
    touch_topic_of(attachment)
    tell(
        FileRemoved(
            board_id=post.topic.board_id,
            topic_id=post.topic_id,
            post_id=post.pk,
            attachment_id=attachment.pk,
            blob_id=attachment.blob_id,
            actor_id=actor.id or 0,
        )
    )
    return attachment.pk
