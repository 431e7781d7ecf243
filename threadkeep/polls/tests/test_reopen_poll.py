"""Reopening a poll."""

from datetime import timedelta

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.polls.actions.close_poll import close_poll
from threadkeep.polls.actions.reopen_poll import reopen_poll
from threadkeep.polls.rules import is_closed
from threadkeep.topics.tests.told import last_fact, told


def reopen(cast, who, topic_id, at=None):
    return reopen_poll(actor=cast.viewer(who), topic_id=topic_id, now=at or cast.now)


def test_it_takes_votes_again(cast, polls, poll_topic):
    close_poll(actor=cast.viewer("marta"), topic_id=poll_topic, now=cast.now)
    reopen(cast, "marta", poll_topic)
    polls.vote("yusuf", poll_topic, "At six")

    assert polls.counts(poll_topic)["At six"] == 1


def test_the_fact(cast, poll_topic):
    close_poll(actor=cast.viewer("marta"), topic_id=poll_topic, now=cast.now)
    poll_id = reopen(cast, "moderator", poll_topic)

    ids = {"board_id": cast.open_board.pk, "topic_id": poll_topic, "poll_id": poll_id, "actor_id": cast.moderator.pk}
    assert last_fact() == ("PollReopened", ids)


def test_a_closing_time_that_is_past_goes(cast, polls, topic_id):
    polls.make("marta", topic_id, closes_at=cast.now + timedelta(hours=1))
    later = cast.now + timedelta(hours=2)
    reopen(cast, "marta", topic_id, later)

    assert polls.of(topic_id).closes_at is None
    assert not is_closed(polls.of(topic_id), later)


def test_one_that_is_to_come_stays(cast, polls, topic_id):
    polls.make("marta", topic_id, closes_at=cast.now + timedelta(hours=1))
    close_poll(actor=cast.viewer("marta"), topic_id=topic_id, now=cast.now)
    reopen(cast, "marta", topic_id)

    assert polls.of(topic_id).closes_at == cast.now + timedelta(hours=1)


def test_an_open_one_stays_as_it_is(cast, poll_topic):
    reopen(cast, "marta", poll_topic)

    assert "PollReopened" not in told()


@pytest.mark.parametrize("who", ["yusuf", "guest"])
def test_others_cannot(cast, poll_topic, who):
    with pytest.raises(Refused):
        reopen(cast, who, poll_topic)


def test_a_topic_without_a_poll(cast, topic_id):
    with pytest.raises(NotThere):
        reopen(cast, "marta", topic_id)
