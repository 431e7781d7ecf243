"""Closing a poll, by hand and by the clock."""

from datetime import timedelta

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.polls.actions.close_poll import close_poll
from threadkeep.polls.chores import close_due_polls
from threadkeep.polls.rules import is_closed
from threadkeep.topics.models import Topic
from threadkeep.topics.tests.told import last_fact, told


def close(cast, who, topic_id):
    return close_poll(actor=cast.viewer(who), topic_id=topic_id, now=cast.now)


@pytest.mark.parametrize("who", ["marta", "moderator"])
def test_a_closed_poll_says_when(cast, polls, poll_topic, who):
    version = Topic.objects.get(pk=poll_topic).version
    close(cast, who, poll_topic)

    assert polls.of(poll_topic).closed_at == cast.now
    assert is_closed(polls.of(poll_topic), cast.now)
    assert Topic.objects.get(pk=poll_topic).version == version + 1


def test_the_fact(cast, poll_topic):
    poll_id = close(cast, "marta", poll_topic)

    ids = {"board_id": cast.open_board.pk, "topic_id": poll_topic, "poll_id": poll_id, "actor_id": cast.marta.pk}
    assert last_fact() == ("PollClosed", ids)


def test_closing_twice_changes_nothing(cast, poll_topic):
    close(cast, "marta", poll_topic)
    close(cast, "moderator", poll_topic)

    assert told().count("PollClosed") == 1


@pytest.mark.parametrize("who", ["yusuf", "guest"])
def test_others_cannot(cast, poll_topic, who):
    with pytest.raises(Refused):
        close(cast, who, poll_topic)


def test_a_topic_without_a_poll(cast, topic_id):
    with pytest.raises(NotThere):
        close(cast, "marta", topic_id)


def test_what_closed_by_its_time_is_written_down_once_so_that_kept_pages_go(cast, polls, topic_id):
    closes_at = cast.now + timedelta(hours=1)
    polls.make("marta", topic_id, closes_at=closes_at)
    version = Topic.objects.get(pk=topic_id).version
    close_due_polls(closes_at - timedelta(seconds=1))
    assert polls.of(topic_id).closed_at is None
    close_due_polls(closes_at + timedelta(minutes=5))
    close_due_polls(closes_at + timedelta(minutes=6))

    assert polls.of(topic_id).closed_at == closes_at
    assert Topic.objects.get(pk=topic_id).version == version + 1
