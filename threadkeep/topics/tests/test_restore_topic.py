"""Putting a deleted topic back."""

import pytest

from threadkeep.kernel.refused import Gone, Refused
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.restore_topic import restore_topic
from threadkeep.topics.rules import get_topic
from threadkeep.topics.tests.told import last_fact


@pytest.fixture
def topic_id(cast):
    topic_id = cast.topic("marta")
    delete_topic(actor=cast.viewer("moderator"), topic_id=topic_id, reason="Advertising.", now=cast.now)
    return topic_id


def restore(cast, who, topic_id):
    return restore_topic(actor=cast.viewer(who), topic_id=topic_id, now=cast.now)


def test_everybody_reads_it_again(cast, topic_id):
    restore(cast, "moderator", topic_id)
    topic = get_topic(cast.viewer("guest"), topic_id)

    assert (topic.deleted_at, topic.deleted_by_id, topic.delete_reason) == (None, None, "")


def test_the_fact(cast, topic_id):
    restore(cast, "moderator", topic_id)

    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "actor_id": cast.moderator.pk}
    assert last_fact() == ("TopicRestored", ids)


@pytest.mark.parametrize("who", ["marta", "guest"])
def test_for_others_it_is_gone(cast, topic_id, who):
    with pytest.raises(Gone):
        restore(cast, who, topic_id)


def test_a_topic_that_stands_cannot_be_restored(cast):
    with pytest.raises(Refused):
        restore(cast, "moderator", cast.topic("marta"))
