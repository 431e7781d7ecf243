"""What the actions on polls do alike, and what starting a topic does, inside their transactions."""

from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.refused import NotThere
from threadkeep.members.viewer import Viewer
from threadkeep.polls.models import Ballot, Option, Poll, Vote
from threadkeep.polls.plan import PollPlan
from threadkeep.topics.steps import topic_for_change


def poll_for_change(topic_id: int) -> Poll:
    """The poll that stands on a topic (else the newest deleted one), with the topic's row locked: who votes does so
    one after the other. NotThere if there is none.
    """
    topic = topic_for_change(topic_id)
    polls = Poll.objects.filter(topic=topic).order_by("-id")
    poll = polls.filter(deleted_at__isnull=True).first() or polls.first()
    if poll is None:
        raise NotThere
    poll.topic = topic
    return poll


def deleted_poll_for_change(topic_id: int) -> Poll:
    """The poll of a topic that was deleted last, with the topic's row locked; NotThere if none was."""
    topic = topic_for_change(topic_id)
    poll = Poll.objects.filter(topic=topic, deleted_at__isnull=False).order_by("-deleted_at", "-id").first()
    if poll is None:
        raise NotThere
    poll.topic = topic
    return poll


def put_poll(topic_id: int, actor: Viewer, plan: PollPlan, now: datetime) -> int:
    """Give a topic its poll; the plan has been checked. Returns the poll's id."""
    poll = Poll.objects.create(
        topic_id=topic_id,
        question=plan.question,
        made_by_id=actor.id,
        made_at=now,
        max_choices=plan.max_choices,
        may_change=plan.may_change,
        results=plan.results,
        is_secret=plan.is_secret,
        closes_at=plan.closes_at,
    )
    add_options(poll, plan.options)
    return poll.pk


def add_options(poll: Poll, texts: tuple[str, ...]) -> None:
    """Put these options below those the poll has."""
    first = poll.options.count()
    Option.objects.bulk_create(
        Option(poll=poll, position=position, text=text) for position, text in enumerate(texts, start=first)
    )


def write_votes(poll: Poll, ballot: Ballot, chosen: set[int]) -> None:
    """Make the ballot say this and nothing else, and count again what that changes."""
    before = set(ballot.votes.values_list("option_id", flat=True))
    ballot.votes.filter(option_id__in=before - chosen).delete()
    Vote.objects.bulk_create(Vote(ballot=ballot, option_id=option_id) for option_id in sorted(chosen - before))
    count_again(poll, before ^ chosen)


def count_again(poll: Poll, option_ids: set[int]) -> None:
    """Write how many votes these options have, and how many voted."""
    for option_id in sorted(option_ids):
        Option.objects.filter(pk=option_id).update(vote_count=Vote.objects.filter(option_id=option_id).count())
    Poll.objects.filter(pk=poll.pk).update(voter_count=Ballot.objects.filter(poll=poll).count())
