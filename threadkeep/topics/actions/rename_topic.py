from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.tags.events import TopicLabelled
from threadkeep.tags.steps import NO_LABELS, Labels, write_labels
from threadkeep.topics.events import TopicRenamed
from threadkeep.topics.models import TitleChange
from threadkeep.topics.rules import check_rename_topic
from threadkeep.topics.steps import topic_for_change
from threadkeep.topics.writing import check_title


@action
def rename_topic(*, actor: Viewer, topic_id: int, title: str, now: datetime, labels: Labels = NO_LABELS) -> int:
    """Give a topic another title, prefix or tags; the old title is kept in its history. Returns its id.

    What stays as it was changes nothing. Refused: no right, locked, a title that is empty or too long (never cut),
    prefix or tags that the board does not take (see `write_labels`).
    """
    topic = topic_for_change(topic_id)
    check_rename_topic(actor, topic)
    title = check_title(title)
    is_renamed = title != topic.title
    tag_ids = write_labels(topic, topic.board, labels, is_new=False)
    if not is_renamed and tag_ids is None:
        return topic.pk
    if is_renamed:
        TitleChange.objects.create(topic=topic, old_title=topic.title, changed_at=now, changed_by_id=actor.id)
        topic.title = title
        tell(TopicRenamed(board_id=topic.board_id, topic_id=topic.pk, actor_id=actor.id or 0))
    if tag_ids is not None:
        tell(TopicLabelled(board_id=topic.board_id, topic_id=topic.pk, tag_ids=tag_ids, actor_id=actor.id or 0))
    topic.version += 1
    topic.save(update_fields=["title", "version"])
    return topic.pk
