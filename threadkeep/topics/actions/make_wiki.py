from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.afterwards import check_make_wiki
from threadkeep.topics.events import PostMadeWiki
from threadkeep.topics.steps import post_for_change, touch


@action
def make_wiki(*, actor: Viewer, post_id: int, now: datetime) -> int:
    """Let all who may edit wiki posts edit this post too. Returns its id. Refused: no right, deleted, one already."""
    post = post_for_change(post_id)
    check_make_wiki(actor, post)
    post.is_wiki = True
    post.save(update_fields=["is_wiki"])
    touch(post.topic_id)
    tell(PostMadeWiki(board_id=post.topic.board_id, topic_id=post.topic_id, post_id=post.pk, actor_id=actor.id or 0))
    return post.pk
