from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import Conflict
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import ReplyPosted
from threadkeep.topics.rules import check_reply
from threadkeep.topics.steps import topic_for_change, write_post
from threadkeep.topics.writing import Writing


class RepliesMeanwhile(Conflict):
    """Others replied while this was being written; the writer should see that before it is posted."""


@action
def post_reply(*, actor: Viewer, topic_id: int, writing: Writing, now: datetime, seen_number: int | None = None) -> int:
    """Post a reply. Returns the post's id.

    `seen_number` is the highest post number the writer had on the page; if there are newer ones this refuses with
    RepliesMeanwhile, so that they can be shown first. None posts whatever came meanwhile.
    Refused also: no right to reply, a locked or deleted topic.
    """
    topic = topic_for_change(topic_id)
    check_reply(actor, topic)
    if seen_number is not None and topic.posts.filter(number__gt=seen_number, is_taken_back=False).exists():
        raise RepliesMeanwhile(
            _("There are new replies since you began to write. Have a look at them, then send yours.")
        )
    post = write_post(actor, topic, writing, now)
    tell(ReplyPosted(board_id=topic.board_id, topic_id=topic.pk, post_id=post.pk, actor_id=actor.id or 0))
    return post.pk
