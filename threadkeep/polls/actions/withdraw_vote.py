from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.polls.events import VoteWithdrawn
from threadkeep.polls.models import Ballot
from threadkeep.polls.rules import check_change_vote, check_vote
from threadkeep.polls.steps import count_again, poll_for_change
from threadkeep.topics.steps import touch


@action
def withdraw_vote(*, actor: Viewer, topic_id: int, now: datetime) -> int:
    """Take one's vote back, as if it had never been given. Returns the poll's id.

    Without a vote nothing changes. Refused: where votes are final, a closed poll, a locked topic, no right.
    """
    poll = poll_for_change(topic_id)
    check_vote(actor, poll, now=now)
    ballot = Ballot.objects.filter(poll=poll, member_id=actor.id or 0).first()
    if ballot is None:
        return poll.pk
    check_change_vote(poll)
    chosen = set(ballot.votes.values_list("option_id", flat=True))
    ballot.delete()
    count_again(poll, chosen)
    touch(topic_id)
    who = 0 if poll.is_secret else actor.id or 0
    tell(VoteWithdrawn(board_id=poll.topic.board_id, topic_id=topic_id, poll_id=poll.pk, actor_id=who))
    return poll.pk
