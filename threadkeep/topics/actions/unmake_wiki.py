from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.afterwards import check_unmake_wiki
from threadkeep.topics.events import PostUnmadeWiki
from threadkeep.topics.steps import post_for_change, touch


@action
def unmake_wiki(*, actor: Viewer, post_id: int, now: datetime) -> int:
    """Let only its author and the moderators edit a post again. Returns its id. Refused: no right, no wiki post."""
    post = post_for_change(post_id)
    check_unmake_wiki(actor, post)
    post.is_wiki = False
    post.save(update_fields=["is_wiki"])
    touch(post.topic_id)
    tell(PostUnmadeWiki(board_id=post.topic.board_id, topic_id=post.topic_id, post_id=post.pk, actor_id=actor.id or 0))
    return post.pk
