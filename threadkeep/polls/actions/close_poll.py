from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.polls.events import PollClosed
from threadkeep.polls.rules import check_edit_poll, is_closed
from threadkeep.polls.steps import poll_for_change
from threadkeep.topics.steps import touch


@action
def close_poll(*, actor: Viewer, topic_id: int, now: datetime) -> int:
    """Take no more votes, and show the results to everybody who may read the topic. Returns the poll's id.

    Closing a closed one changes nothing. Refused: neither the topic's starter nor a moderator, a locked topic.
    """
    poll = poll_for_change(topic_id)
    check_edit_poll(actor, poll)
    if is_closed(poll, now):
        return poll.pk
    poll.closed_at = now
    poll.save(update_fields=["closed_at"])
    touch(topic_id)
    tell(PollClosed(board_id=poll.topic.board_id, topic_id=topic_id, poll_id=poll.pk, actor_id=actor.id or 0))
    return poll.pk
