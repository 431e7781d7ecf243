"""Deleting a poll."""

import pytest

from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.polls.actions.delete_poll import delete_poll
from threadkeep.polls.models import Ballot
from threadkeep.topics.models import Topic
from threadkeep.topics.tests.told import last_fact


def delete(cast, who, topic_id, reason="It was a slip."):
    return delete_poll(actor=cast.viewer(who), topic_id=topic_id, reason=reason, now=cast.now)


def test_it_is_kept_with_who_and_why_and_its_votes(cast, polls, poll_topic):
    polls.vote("yusuf", poll_topic, "At six")
    version = Topic.objects.get(pk=poll_topic).version
    delete(cast, "moderator", poll_topic)
    poll = polls.of(poll_topic)

    assert (poll.deleted_at, poll.deleted_by_id, poll.delete_reason) == (
        cast.now, cast.moderator.pk, "It was a slip.",
    )  # fmt: skip
    assert Ballot.objects.count() == 1
    assert Topic.objects.get(pk=poll_topic).version == version + 1


def test_the_fact(cast, poll_topic):
    poll_id = delete(cast, "marta", poll_topic)

    ids = {"board_id": cast.open_board.pk, "topic_id": poll_topic, "poll_id": poll_id, "actor_id": cast.marta.pk}
    assert last_fact() == ("PollDeleted", ids)


def test_the_starter_cannot_take_away_what_others_said(cast, polls, poll_topic):
    polls.vote("yusuf", poll_topic, "At six")
    with pytest.raises(Refused, match="only moderators"):
        delete(cast, "marta", poll_topic)


def test_a_reason_is_needed(cast, poll_topic):
    with pytest.raises(Refused) as refused:
        delete(cast, "moderator", poll_topic, " ")
    assert refused.value.field == "reason"


@pytest.mark.parametrize("who", ["yusuf", "guest"])
def test_others_cannot(cast, poll_topic, who):
    with pytest.raises(Refused):
        delete(cast, who, poll_topic)


def test_twice_is_once(cast, poll_topic):
    delete(cast, "marta", poll_topic)
    with pytest.raises(Gone):
        delete(cast, "marta", poll_topic)


def test_a_topic_without_a_poll(cast, topic_id):
    with pytest.raises(NotThere):
        delete(cast, "marta", topic_id)
