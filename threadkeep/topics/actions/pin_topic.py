from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import TopicPinned
from threadkeep.topics.rules import check_pin_topic
from threadkeep.topics.steps import topic_for_change


@action
def pin_topic(*, actor: Viewer, topic_id: int, now: datetime) -> int:
    """Put a topic above the others on its board. Returns its id. Refused: no right."""
    topic = topic_for_change(topic_id)
    check_pin_topic(actor, topic)
    topic.is_pinned = True
    topic.version += 1
    topic.save(update_fields=["is_pinned", "version"])
    tell(TopicPinned(board_id=topic.board_id, topic_id=topic.pk, actor_id=actor.id or 0))
    return topic.pk
