from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import TopicRenamed
from threadkeep.topics.models import TitleChange
from threadkeep.topics.rules import check_rename_topic
from threadkeep.topics.steps import topic_for_change
from threadkeep.topics.writing import check_title


@action
def rename_topic(*, actor: Viewer, topic_id: int, title: str, now: datetime) -> int:
    """Give a topic another title and keep the old one in its history. Returns its id.

    The same title changes nothing. Refused: no right, locked, a title that is empty or too long (never cut).
    """
    topic = topic_for_change(topic_id)
    check_rename_topic(actor, topic)
    title = check_title(title)
    if title == topic.title:
        return topic.pk
    TitleChange.objects.create(topic=topic, old_title=topic.title, changed_at=now, changed_by_id=actor.id)
    topic.title = title
    topic.version += 1
    topic.save(update_fields=["title", "version"])
    tell(TopicRenamed(board_id=topic.board_id, topic_id=topic.pk, actor_id=actor.id or 0))
    return topic.pk
