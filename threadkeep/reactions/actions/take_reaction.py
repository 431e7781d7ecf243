from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.reactions.events import ReactionTaken
from threadkeep.reactions.rules import check_react
from threadkeep.reactions.steps import remove_reaction
from threadkeep.topics.steps import post_for_change, touch


@action
def take_reaction(*, actor: Viewer, post_id: int, kind_id: int, now: datetime) -> int:
    """Take one's reaction to a post back. Returns the post's id. Without one nothing happens.

    Refused: a guest, no right to react, an own post, a deleted one. One that is not offered any more can be taken back.
    """
    post = post_for_change(post_id)
    check_react(actor, post)
    if not remove_reaction(post_id, kind_id, actor.id or 0):
        return post_id
    touch(post.topic_id)
    tell(
        ReactionTaken(
            board_id=post.topic.board_id,
            topic_id=post.topic_id,
            post_id=post_id,
            kind_id=kind_id,
            actor_id=actor.id or 0,
        )
    )
    return post_id
