from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.members.viewer import Viewer
from threadkeep.reading import marks
from threadkeep.reading.rules import check_has_marks
from threadkeep.reading.steps import set_mark
from threadkeep.topics.rules import get_post


@action
def mark_unread_from(*, actor: Viewer, post_id: int, now: datetime) -> int:
    """Make a post and all after it unread again, to come back to it. Returns the id of its topic.

    Refused: guests, and posts the actor may not see.
    """
    member = check_has_marks(actor)
    post = get_post(actor, post_id)
    marks.forget(member.pk, [post.topic_id])
    set_mark(member.pk, post.topic_id, post.number - 1)
    return post.topic_id
