from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import PostDeleted
from threadkeep.topics.rules import check_delete_post
from threadkeep.topics.steps import post_for_change, recount
from threadkeep.topics.writing import check_reason


@action
def delete_post(*, actor: Viewer, post_id: int, reason: str, now: datetime) -> int:
    """Put a tombstone where a reply stood; its words are kept and can be restored. Returns the post's id.

    A moderator must give a reason; for one's own post it may be empty. Refused: no right, the first post, deleted
    already, topic locked.
    """
    post = post_for_change(post_id)
    check_delete_post(actor, post)
    post.delete_reason = check_reason(reason, required=post.author_id != actor.id)
    post.deleted_at, post.deleted_by_id = now, actor.id
    post.save(update_fields=["deleted_at", "deleted_by", "delete_reason"])
    recount(post.topic, -1)
    tell(PostDeleted(board_id=post.topic.board_id, topic_id=post.topic_id, post_id=post.pk, actor_id=actor.id or 0))
    return post.pk
