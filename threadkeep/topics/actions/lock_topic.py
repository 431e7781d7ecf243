from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import TopicLocked
from threadkeep.topics.rules import check_lock_topic
from threadkeep.topics.steps import topic_for_change


@action
def lock_topic(*, actor: Viewer, topic_id: int, now: datetime) -> int:
    """Close a topic for writing. Returns its id. Locking a locked one changes nothing. Refused: no right."""
    topic = topic_for_change(topic_id)
    check_lock_topic(actor, topic)
    topic.is_locked = True
    topic.version += 1
    topic.save(update_fields=["is_locked", "version"])
    tell(TopicLocked(board_id=topic.board_id, topic_id=topic.pk, actor_id=actor.id or 0))
    return topic.pk
