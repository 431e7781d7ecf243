from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.polls.events import PollReopened
from threadkeep.polls.rules import check_edit_poll, is_closed
from threadkeep.polls.steps import poll_for_change
from threadkeep.topics.steps import touch


@action
def reopen_poll(*, actor: Viewer, topic_id: int, now: datetime) -> int:
    """Take votes again. A closing time that is past goes; the poll is then closed by hand. Returns the poll's id.

    Reopening an open one changes nothing. Refused: neither the topic's starter nor a moderator, a locked topic.
    """
    poll = poll_for_change(topic_id)
    check_edit_poll(actor, poll)
    if not is_closed(poll, now):
        return poll.pk
    poll.closed_at = None
    if poll.closes_at is not None and poll.closes_at <= now:
        poll.closes_at = None
    poll.save(update_fields=["closed_at", "closes_at"])
    touch(topic_id)
    tell(PollReopened(board_id=poll.topic.board_id, topic_id=topic_id, poll_id=poll.pk, actor_id=actor.id or 0))
    return poll.pk
