from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import TopicRestored
from threadkeep.topics.rules import check_restore_topic
from threadkeep.topics.steps import topic_for_change


@action
def restore_topic(*, actor: Viewer, topic_id: int, now: datetime) -> int:
    """Let a deleted topic stand again, every post as it was. Returns the topic's id. Refused: no right, not deleted."""
    topic = topic_for_change(topic_id)
    check_restore_topic(actor, topic)
    topic.deleted_at, topic.deleted_by, topic.delete_reason = None, None, ""
    topic.version += 1
    topic.save(update_fields=["deleted_at", "deleted_by", "delete_reason", "version"])
    tell(TopicRestored(board_id=topic.board_id, topic_id=topic.pk, actor_id=actor.id or 0))
    return topic.pk
