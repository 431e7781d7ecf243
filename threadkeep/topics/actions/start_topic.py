from __future__ import annotations

from datetime import datetime

from threadkeep.boards import permissions as may_be
from threadkeep.boards.rules import may
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import TopicStarted
from threadkeep.topics.models import Topic
from threadkeep.topics.rules import check_start_topic
from threadkeep.topics.steps import write_post
from threadkeep.topics.writing import Writing, check_title


@action
def start_topic(
    *, actor: Viewer, board_id: int, title: str, writing: Writing, now: datetime, is_pinned: bool = False
) -> int:
    """Start a topic on a board with its first post. Returns the topic's id.

    Refused: no right to start topics there, a link board, a title that is empty or too long. `is_pinned` needs the
    right to pin and is ignored without it.
    """
    check_start_topic(actor, board_id)
    topic = Topic.objects.create(
        board_id=board_id,
        title=check_title(title),
        starter_id=actor.id,
        starter_name=actor.name,
        started_at=now,
        last_post_at=now,
        is_pinned=is_pinned and may(actor, may_be.PIN, board_id),
    )
    post = write_post(actor, topic, writing, now)
    tell(TopicStarted(board_id=board_id, topic_id=topic.pk, post_id=post.pk, actor_id=actor.id or 0))
    return topic.pk
