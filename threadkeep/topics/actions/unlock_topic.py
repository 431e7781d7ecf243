from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import TopicUnlocked
from threadkeep.topics.rules import check_lock_topic
from threadkeep.topics.steps import topic_for_change


@action
def unlock_topic(*, actor: Viewer, topic_id: int, now: datetime) -> int:
    """Open a topic again. Returns its id. Refused: no right."""
    topic = topic_for_change(topic_id)
    check_lock_topic(actor, topic)
    topic.is_locked = False
    topic.version += 1
    topic.save(update_fields=["is_locked", "version"])
    tell(TopicUnlocked(board_id=topic.board_id, topic_id=topic.pk, actor_id=actor.id or 0))
    return topic.pk
