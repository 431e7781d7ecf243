from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer
from threadkeep.polls.events import VoteCast
from threadkeep.polls.models import Ballot, Poll
from threadkeep.polls.rules import check_change_vote, check_vote
from threadkeep.polls.steps import poll_for_change, write_votes
from threadkeep.topics.steps import touch


@action
def cast_vote(*, actor: Viewer, topic_id: int, option_ids: Iterable[int], now: datetime) -> int:
    """Vote for these options of a topic's poll, instead of what one voted for before. Returns the poll's id.

    Sending the same vote again changes nothing. Refused: a guest, no right, a closed poll, a locked topic, another vote
    where votes are final, no option or too many (`field` "option"), an option that is gone.
    """
    poll = poll_for_change(topic_id)
    check_vote(actor, poll, now=now)
    chosen = _check_choice(poll, set(option_ids))
    ballot = Ballot.objects.filter(poll=poll, member_id=actor.id or 0).first()
    if ballot is not None:
        if set(ballot.votes.values_list("option_id", flat=True)) == chosen:
            return poll.pk
        check_change_vote(poll)
        Ballot.objects.filter(pk=ballot.pk).update(cast_at=now)
    else:
        ballot = Ballot.objects.create(poll=poll, member_id=actor.id, cast_at=now)
    write_votes(poll, ballot, chosen)
    touch(topic_id)
    who = 0 if poll.is_secret else actor.id or 0
    tell(VoteCast(board_id=poll.topic.board_id, topic_id=topic_id, poll_id=poll.pk, actor_id=who))
    return poll.pk


def _check_choice(poll: Poll, chosen: set[int]) -> set[int]:
    if not chosen:
        raise Refused(_("Choose an option first, then vote."), field="option", status=422)
    if len(chosen) > poll.max_choices:
        raise Refused(
            ngettext(
                "In this poll you can choose %(most)d option; you chose %(count)d.",
                "In this poll you can choose up to %(most)d options; you chose %(count)d.",
                poll.max_choices,
            )
            % {"most": poll.max_choices, "count": len(chosen)},
            field="option",
            status=422,
        )
    if poll.options.filter(pk__in=chosen).count() != len(chosen):
        raise Refused(
            _("The options of this poll were changed meanwhile. Please look at them and vote again."),
            field="option",
            status=409,
        )
    return chosen
