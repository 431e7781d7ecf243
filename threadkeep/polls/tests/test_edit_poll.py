"""Changing a poll: anything before the first vote, hardly anything after it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.polls.actions.delete_poll import delete_poll
from threadkeep.polls.actions.edit_poll import edit_poll
from threadkeep.polls.actions.withdraw_vote import withdraw_vote
from threadkeep.polls.rules import is_closed
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.tests.told import last_fact


def edit(cast, polls, who, topic_id, *, at=None, **changes):
    plan = replace(polls.plan(), **changes)
    return edit_poll(actor=cast.viewer(who), topic_id=topic_id, plan=plan, now=at or cast.now)


def test_before_the_first_vote_everything_can_change(cast, polls, poll_topic):
    changes = {"question": "Does it turn?", "options": ("Yes", "No"), "max_choices": 2, "is_secret": True}
    edit(cast, polls, "marta", poll_topic, **changes, results="closed", may_change=False)
    poll = polls.of(poll_topic)

    assert (poll.question, poll.max_choices, poll.is_secret, poll.results, poll.may_change) == (
        "Does it turn?", 2, True, "closed", False,
    )  # fmt: skip
    assert list(poll.options.values_list("text", flat=True)) == ["Yes", "No"]


def test_the_fact(cast, polls, poll_topic):
    poll_id = edit(cast, polls, "marta", poll_topic, question="Does it?")

    ids = {"board_id": cast.open_board.pk, "topic_id": poll_topic, "poll_id": poll_id, "actor_id": cast.marta.pk}
    assert last_fact() == ("PollEdited", ids)


def test_after_the_first_vote_options_can_be_added_and_votes_stay(cast, polls, poll_topic):
    polls.vote("yusuf", poll_topic, "At six")
    edit(cast, polls, "marta", poll_topic, options=(*polls.plan().options, "At noon"))

    assert polls.counts(poll_topic) == {"At six": 1, "At half past six": 0, "Never": 0, "At noon": 0}
    assert polls.of(poll_topic).options.last().text == "At noon"


@pytest.mark.parametrize(
    "changes",
    [
        {"question": "Another one?"},
        {"options": ("At seven", "At half past six", "Never")},
        {"options": ("At six", "Never")},
        {"max_choices": 2},
        {"is_secret": True},
        {"results": "closed"},
        {"may_change": False},
    ],
)
def test_after_the_first_vote_nothing_else_changes(cast, polls, poll_topic, changes):
    polls.vote("yusuf", poll_topic, "At six")
    with pytest.raises(Refused, match="goes on meaning") as refused:
        edit(cast, polls, "moderator", poll_topic, **changes)
    assert refused.value.status == 409


def test_when_the_last_vote_is_taken_back_everything_can_change_again(cast, polls, poll_topic):
    polls.vote("yusuf", poll_topic, "At six")
    withdraw_vote(actor=cast.viewer("yusuf"), topic_id=poll_topic, now=cast.now)
    edit(cast, polls, "marta", poll_topic, question="Another one?")

    assert polls.of(poll_topic).question == "Another one?"


def test_a_later_closing_time_opens_a_poll_that_had_closed_by_its_time(cast, polls, topic_id):
    polls.make("marta", topic_id, closes_at=cast.now + timedelta(hours=1))
    polls.vote("yusuf", topic_id, "At six")
    later = cast.now + timedelta(hours=2)
    assert is_closed(polls.of(topic_id), later)
    edit(cast, polls, "marta", topic_id, closes_at=later + timedelta(hours=1), at=later)

    assert not is_closed(polls.of(topic_id), later)


def test_a_closing_time_that_is_past_may_stay_but_not_be_chosen(cast, polls, topic_id):
    closes_at = cast.now + timedelta(hours=1)
    polls.make("marta", topic_id, closes_at=closes_at)
    later = cast.now + timedelta(hours=2)
    edit(cast, polls, "marta", topic_id, closes_at=closes_at, at=later)
    with pytest.raises(Refused) as refused:
        edit(cast, polls, "marta", topic_id, closes_at=closes_at + timedelta(minutes=1), at=later)
    assert refused.value.field == "poll_closes"


@pytest.mark.parametrize("who", ["yusuf", "guest"])
def test_others_cannot(cast, polls, poll_topic, who):
    with pytest.raises(Refused):
        edit(cast, polls, who, poll_topic)


def test_not_in_a_locked_topic(cast, polls, poll_topic):
    lock_topic(actor=cast.viewer("moderator"), topic_id=poll_topic, now=cast.now)
    with pytest.raises(Refused, match="locked"):
        edit(cast, polls, "marta", poll_topic)
    edit(cast, polls, "moderator", poll_topic)


def test_no_poll_and_a_deleted_one(cast, polls, topic_id):
    with pytest.raises(NotThere):
        edit(cast, polls, "marta", topic_id)
    polls.make("marta", topic_id)
    delete_poll(actor=cast.viewer("marta"), topic_id=topic_id, reason="A slip.", now=cast.now)
    with pytest.raises(Gone):
        edit(cast, polls, "marta", topic_id)
