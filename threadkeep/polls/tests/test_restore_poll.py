"""Putting a deleted poll back."""

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.polls.actions.delete_poll import delete_poll
from threadkeep.polls.actions.restore_poll import restore_poll
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.tests.told import last_fact


def restore(cast, who, topic_id):
    return restore_poll(actor=cast.viewer(who), topic_id=topic_id, now=cast.now)


@pytest.fixture
def deleted(cast, polls, poll_topic):
    polls.vote("yusuf", poll_topic, "At six")
    delete_poll(actor=cast.viewer("moderator"), topic_id=poll_topic, reason="A slip.", now=cast.now)
    return poll_topic


def test_it_stands_again_with_its_votes(cast, polls, deleted):
    restore(cast, "moderator", deleted)
    poll = polls.of(deleted)

    assert (poll.deleted_at, poll.deleted_by, poll.delete_reason) == (None, None, "")
    assert polls.counts(deleted)["At six"] == 1


def test_the_fact(cast, deleted):
    poll_id = restore(cast, "moderator", deleted)

    ids = {"board_id": cast.open_board.pk, "topic_id": deleted, "poll_id": poll_id, "actor_id": cast.moderator.pk}
    assert last_fact() == ("PollRestored", ids)


def test_who_deleted_it_may_but_not_in_a_locked_topic(cast, poll_topic):
    delete_poll(actor=cast.viewer("marta"), topic_id=poll_topic, reason="A slip.", now=cast.now)
    lock_topic(actor=cast.viewer("moderator"), topic_id=poll_topic, now=cast.now)
    with pytest.raises(Refused, match="locked"):
        restore(cast, "marta", poll_topic)
    restore(cast, "moderator", poll_topic)


@pytest.mark.parametrize("who", ["marta", "yusuf", "guest"])
def test_others_cannot(cast, deleted, who):
    with pytest.raises(Refused):
        restore(cast, who, deleted)


def test_not_while_another_one_stands(cast, polls, deleted):
    polls.make("marta", deleted)
    with pytest.raises(Refused, match="another poll"):
        restore(cast, "moderator", deleted)


def test_one_that_was_not_deleted_is_not_there_to_be_put_back(cast, poll_topic):
    with pytest.raises(NotThere):
        restore(cast, "moderator", poll_topic)
