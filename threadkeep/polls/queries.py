"""What pages show of polls. A topic page makes one query if the topic has no poll, and two if it has."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Value
from django.utils.translation import gettext as _

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.viewer import Viewer
from threadkeep.polls import rules
from threadkeep.polls.look import OptionLook, PollLook, PollMay, VoterLook, VotesPage
from threadkeep.polls.models import Ballot, Option, Poll, Vote
from threadkeep.polls.plan import PollPlan
from threadkeep.topics.models import Topic
from threadkeep.topics.rights import passes
from threadkeep.topics.rules import get_topic

VOTERS_ON_A_PAGE = 50


def on_topic(viewer: Viewer, topic: Topic, now: datetime) -> PollLook | None:
    """The poll of a topic this viewer reads, or the note that it was deleted; None if there is or was none."""
    # The one that stands comes first: there is one at most, and those before it are deleted.
    polls = Poll.objects.filter(topic=topic).select_related("deleted_by")
    poll = polls.order_by(F("deleted_at").desc(nulls_first=True), "-id").first()
    if poll is None:
        return None
    poll.topic = topic
    return _deleted(viewer, poll) if poll.deleted_at is not None else _standing(viewer, poll, now)


def may_make(viewer: Viewer, topic: Topic, poll: PollLook | None) -> bool:
    """Whether this viewer may add a poll to a topic whose poll was read."""
    has_one = poll is not None and not poll.deleted_by
    return viewer.is_member and passes(rules.check_make_poll, viewer, topic, has_one=has_one)


def _standing(viewer: Viewer, poll: Poll, now: datetime) -> PollLook:
    options = _options(viewer, poll)
    has_voted = any(option.voted for option in options)  # type: ignore[attr-defined]
    is_closed = rules.is_closed(poll, now)
    shown = rules.may_see_results(poll, has_voted=has_voted, now=now)
    return PollLook(
        topic_id=poll.topic_id,
        topic_url=addresses.topic(poll.topic_id, poll.topic.title),
        question=poll.question,
        options=[_option(poll, option, shown) for option in options],
        max_choices=poll.max_choices,
        may_change=poll.may_change,
        is_secret=poll.is_secret,
        results=poll.results,
        shows_results=shown,
        has_voted=has_voted,
        voter_count=poll.voter_count,
        is_closed=is_closed,
        closes_at=poll.closes_at,
        closed_at=poll.closed_at or (poll.closes_at if is_closed else None),
        is_locked=poll.topic.is_locked,
        may=_may(viewer, poll, has_voted, shown, now),
    )


def _options(viewer: Viewer, poll: Poll) -> list[Option]:
    """The options in order, each with `voted`: whether this viewer chose it."""
    mine = Vote.objects.filter(option=OuterRef("pk"), ballot__member_id=viewer.id or 0)
    return list(poll.options.annotate(voted=Exists(mine) if viewer.is_member else Value(False)))


def _option(poll: Poll, option: Option, shown: bool) -> OptionLook:
    voted: bool = option.voted  # type: ignore[attr-defined]
    count = option.vote_count if shown else None
    return OptionLook(option.pk, option.text, count, poll.voter_count, is_mine=voted, is_ticked=voted)


def _may(viewer: Viewer, poll: Poll, has_voted: bool, shown: bool, now: datetime) -> PollMay:
    vote = passes(rules.check_vote, viewer, poll, now=now) and (poll.may_change or not has_voted)
    looks_after = passes(rules.check_edit_poll, viewer, poll)
    is_closed = rules.is_closed(poll, now)
    return PollMay(
        vote=vote,
        withdraw=vote and has_voted,
        edit=looks_after,
        close=looks_after and not is_closed,
        reopen=looks_after and is_closed,
        delete=passes(rules.check_delete_poll, viewer, poll),
        see_votes=shown and not poll.is_secret and poll.voter_count > 0,
    )


def _deleted(viewer: Viewer, poll: Poll) -> PollLook:
    return PollLook(
        topic_id=poll.topic_id,
        topic_url=addresses.topic(poll.topic_id, poll.topic.title),
        question="",
        options=(),
        max_choices=1,
        may_change=False,
        is_secret=poll.is_secret,
        results=poll.results,
        shows_results=False,
        has_voted=False,
        voter_count=0,
        is_closed=True,
        closes_at=None,
        closed_at=None,
        is_locked=poll.topic.is_locked,
        may=PollMay(restore=passes(rules.check_restore_poll, viewer, poll)),
        deleted_by=poll.deleted_by.name if poll.deleted_by else _("Somebody"),
        deleted_at=poll.deleted_at,
        delete_reason=poll.delete_reason,
    )


def poll_page(viewer: Viewer, topic_id: int, now: datetime) -> PollLook:
    """The poll of a topic on its own page. NotThere or Gone as `rules.get_poll`."""
    return _standing(viewer, rules.get_poll(viewer, topic_id), now)


def place_of_poll(viewer: Viewer, topic_id: int) -> str:
    """Where a topic's poll stands."""
    topic = get_topic(viewer, topic_id)
    return addresses.topic(topic.pk, topic.title) + "#poll"


def plan_of(poll: Poll) -> PollPlan:
    """A poll as the plan it was made of, to be changed."""
    options = tuple(poll.options.values_list("text", flat=True))
    return PollPlan(
        poll.question, options, poll.max_choices, poll.may_change, poll.results, poll.is_secret, poll.closes_at
    )


def votes_page(viewer: Viewer, topic_id: int, *, option: str, before: str, now: datetime) -> VotesPage:
    """Who voted for what, newest first, at most 50. `option` and `before` come from the address and may be "".

    Refused while the results are hidden, and always in a secret poll; NotThere for an option of another poll.
    """
    poll = rules.get_poll(viewer, topic_id)
    look = _standing(viewer, poll, now)
    rules.check_see_votes(poll, has_voted=look.has_voted, now=now)
    chosen = next((one for one in look.options if str(one.id) == option), None)
    if (option and chosen is None) or (before and not _is_id(before)):
        raise NotThere
    ballots = Ballot.objects.filter(poll=poll).select_related("member").order_by("-id")
    if chosen is not None:
        ballots = ballots.filter(votes__option_id=chosen.id)
    if before:
        ballots = ballots.filter(pk__lt=int(before))
    shown = list(ballots.prefetch_related("votes")[: VOTERS_ON_A_PAGE + 1])
    older = ""
    if len(shown) > VOTERS_ON_A_PAGE:
        shown.pop()
        older = look.url("votes") + "?" + urlencode({"before": shown[-1].pk} | ({"option": option} if chosen else {}))
    texts = {one.id: one.text for one in look.options}
    return VotesPage(look, [_voter(ballot, texts) for ballot in shown], chosen, older)


def _voter(ballot: Ballot, texts: dict[int, str]) -> VoterLook:
    ticked = {vote.option_id for vote in ballot.votes.all()}
    who = ballot.member
    return VoterLook(
        name=who.name if who else _("Somebody"),
        url=addresses.member(who.pk, who.name) if who else None,
        options=[text for pk, text in texts.items() if pk in ticked],
        cast_at=ballot.cast_at,
    )


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18
