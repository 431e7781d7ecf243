from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.polls.events import PollRestored
from threadkeep.polls.rules import check_restore_poll
from threadkeep.polls.steps import deleted_poll_for_change
from threadkeep.topics.steps import touch


@action
def restore_poll(*, actor: Viewer, topic_id: int, now: datetime) -> int:
    """Put back the poll of a topic that was deleted last, with its votes. Returns its id.

    Refused: neither a moderator nor who deleted it, another poll stands on the topic, a locked topic.
    """
    poll = deleted_poll_for_change(topic_id)
    check_restore_poll(actor, poll)
    poll.deleted_at, poll.deleted_by, poll.delete_reason = None, None, ""
    poll.save(update_fields=["deleted_at", "deleted_by", "delete_reason"])
    touch(topic_id)
    tell(PollRestored(board_id=poll.topic.board_id, topic_id=topic_id, poll_id=poll.pk, actor_id=actor.id or 0))
    return poll.pk
