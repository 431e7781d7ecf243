from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import TopicUnpinned
from threadkeep.topics.rules import check_pin_topic
from threadkeep.topics.steps import topic_for_change


@action
def unpin_topic(*, actor: Viewer, topic_id: int, now: datetime) -> int:
    """Let a topic stand among the others again. Returns its id. Refused: no right."""
    topic = topic_for_change(topic_id)
    check_pin_topic(actor, topic)
    topic.is_pinned = False
    topic.version += 1
    topic.save(update_fields=["is_pinned", "version"])
    tell(TopicUnpinned(board_id=topic.board_id, topic_id=topic.pk, actor_id=actor.id or 0))
    return topic.pk
