"""Taking a vote back."""

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.polls.actions.close_poll import close_poll
from threadkeep.polls.actions.withdraw_vote import withdraw_vote
from threadkeep.polls.models import Ballot
from threadkeep.topics.tests.told import last_fact, told


def withdraw(cast, who, topic_id):
    return withdraw_vote(actor=cast.viewer(who), topic_id=topic_id, now=cast.now)


def test_it_is_as_if_it_had_never_been_given(cast, polls, topic_id):
    polls.make("marta", topic_id, max_choices=2)
    polls.vote("marta", topic_id, "At six")
    polls.vote("yusuf", topic_id, "At six", "Never")
    withdraw(cast, "yusuf", topic_id)

    assert polls.counts(topic_id) == {"At six": 1, "At half past six": 0, "Never": 0}
    assert (polls.of(topic_id).voter_count, Ballot.objects.count()) == (1, 1)


def test_the_fact(cast, polls, poll_topic):
    poll_id = polls.vote("yusuf", poll_topic, "At six")
    withdraw(cast, "yusuf", poll_topic)

    ids = {"board_id": cast.open_board.pk, "topic_id": poll_topic, "poll_id": poll_id, "actor_id": cast.yusuf.pk}
    assert last_fact() == ("VoteWithdrawn", ids)


def test_the_fact_of_a_secret_poll_names_nobody(cast, polls, topic_id):
    polls.make("marta", topic_id, is_secret=True)
    polls.vote("yusuf", topic_id, "At six")
    withdraw(cast, "yusuf", topic_id)

    assert last_fact()[1]["actor_id"] == 0


def test_without_a_vote_nothing_happens(cast, poll_topic):
    withdraw(cast, "yusuf", poll_topic)

    assert "VoteWithdrawn" not in told()


def test_a_final_vote_stays(cast, polls, topic_id):
    polls.make("marta", topic_id, may_change=False)
    polls.vote("yusuf", topic_id, "At six")
    with pytest.raises(Refused, match="final"):
        withdraw(cast, "yusuf", topic_id)
    assert polls.counts(topic_id)["At six"] == 1


def test_what_was_given_stays_when_the_poll_is_closed(cast, polls, poll_topic):
    polls.vote("yusuf", poll_topic, "At six")
    close_poll(actor=cast.viewer("marta"), topic_id=poll_topic, now=cast.now)
    with pytest.raises(Refused, match="closed"):
        withdraw(cast, "yusuf", poll_topic)


def test_guests_have_none(cast, poll_topic):
    with pytest.raises(Refused):
        withdraw(cast, "guest", poll_topic)


def test_a_topic_without_a_poll(cast, topic_id):
    with pytest.raises(NotThere):
        withdraw(cast, "marta", topic_id)
