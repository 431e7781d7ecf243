from __future__ import annotations

from datetime import datetime

from threadkeep.attachments.events import FileApproved
from threadkeep.attachments.models import Attachment
from threadkeep.attachments.rules import check_approve_file, post_of
from threadkeep.attachments.steps import file_for_change, touch_topic_of
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def approve_file(*, actor: Viewer, attachment_id: int, now: datetime) -> int:
    """Let everybody see a file that waited to be checked. Returns the file's id.

    Refused: no right to check files on this board, a file that does not wait.
    """
    attachment = file_for_change(attachment_id)
    check_approve_file(actor, attachment)
    post = post_of(attachment)
    attachment.state = Attachment.PRESENT
    attachment.save(update_fields=["state"])
    touch_topic_of(attachment)
    tell(
        FileApproved(
            board_id=post.topic.board_id,
            topic_id=post.topic_id,
            post_id=post.pk,
            attachment_id=attachment.pk,
            actor_id=actor.id or 0,
        )
    )
    return attachment.pk
