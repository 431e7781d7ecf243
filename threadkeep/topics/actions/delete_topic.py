from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import TopicDeleted
from threadkeep.topics.rules import check_delete_topic
from threadkeep.topics.steps import topic_for_change
from threadkeep.topics.writing import check_reason


@action
def delete_topic(*, actor: Viewer, topic_id: int, reason: str, now: datetime) -> int:
    """Delete a topic with all its posts; readers get 410 with the reason. Nothing is lost. Returns the topic's id.

    A reason is needed. Refused: no right, deleted already.
    """
    topic = topic_for_change(topic_id)
    check_delete_topic(actor, topic)
    topic.delete_reason = check_reason(reason, required=True)
    topic.deleted_at, topic.deleted_by_id = now, actor.id
    topic.version += 1
    topic.save(update_fields=["deleted_at", "deleted_by", "delete_reason", "version"])
    tell(TopicDeleted(board_id=topic.board_id, topic_id=topic.pk, actor_id=actor.id or 0))
    return topic.pk
