from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.members.viewer import Viewer
from threadkeep.reading import marks
from threadkeep.reading.rules import check_has_marks
from threadkeep.reading.steps import set_mark
from threadkeep.topics.rules import get_topic


@action
def mark_topic_read(*, actor: Viewer, topic_id: int, now: datetime) -> int:
    """Say that the actor has read a topic to its end. Returns the topic's id.

    Refused: guests, and topics the actor may not see.
    """
    member = check_has_marks(actor)
    topic = get_topic(actor, topic_id)
    marks.forget(member.pk, [topic.pk])
    set_mark(member.pk, topic.pk, topic.last_number)
    return topic.pk
