from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import PostRestored
from threadkeep.topics.rules import check_restore_post
from threadkeep.topics.steps import post_for_change, recount


@action
def restore_post(*, actor: Viewer, post_id: int, now: datetime) -> int:
    """Let a deleted reply stand again, under its number. Returns the post's id. Refused: no right, not deleted,
    taken back by its author right after sending.
    """
    post = post_for_change(post_id)
    check_restore_post(actor, post)
    post.deleted_at, post.deleted_by, post.delete_reason = None, None, ""
    post.save(update_fields=["deleted_at", "deleted_by", "delete_reason"])
    recount(post.topic, +1)
    tell(PostRestored(board_id=post.topic.board_id, topic_id=post.topic_id, post_id=post.pk, actor_id=actor.id or 0))
    return post.pk
