from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.polls.events import PollDeleted
from threadkeep.polls.rules import check_delete_poll
from threadkeep.polls.steps import poll_for_change
from threadkeep.topics.steps import touch
from threadkeep.topics.writing import check_reason


@action
def delete_poll(*, actor: Viewer, topic_id: int, reason: str, now: datetime) -> int:
    """Take a topic's poll away. It is kept with its votes, and a line says who deleted it and why. Returns its id.

    Refused: no reason, no right; the topic's starter once somebody has voted.
    """
    poll = poll_for_change(topic_id)
    check_delete_poll(actor, poll)
    poll.deleted_at, poll.deleted_by_id = now, actor.id
    poll.delete_reason = check_reason(reason, required=True)
    poll.save(update_fields=["deleted_at", "deleted_by", "delete_reason"])
    touch(topic_id)
    tell(PollDeleted(board_id=poll.topic.board_id, topic_id=topic_id, poll_id=poll.pk, actor_id=actor.id or 0))
    return poll.pk
