"""Unlocking a topic."""

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.actions.unlock_topic import unlock_topic
from threadkeep.topics.models import Topic
from threadkeep.topics.tests.told import last_fact


def unlock(cast, who, topic_id):
    return unlock_topic(actor=cast.viewer(who), topic_id=topic_id, now=cast.now)


@pytest.fixture
def topic_id(cast):
    topic_id = cast.topic("marta")
    lock_topic(actor=cast.viewer("moderator"), topic_id=topic_id, now=cast.now)
    return topic_id


def test_an_unlocked_topic_is_open(cast, topic_id):
    version = Topic.objects.get(pk=topic_id).version
    unlock(cast, "moderator", topic_id)
    topic = Topic.objects.get(pk=topic_id)

    assert topic.is_locked is False
    assert topic.version == version + 1


def test_the_fact(cast, topic_id):
    unlock(cast, "moderator", topic_id)

    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "actor_id": cast.moderator.pk}
    assert last_fact() == ("TopicUnlocked", ids)


def test_doing_it_twice_changes_nothing_more(cast, topic_id):
    unlock(cast, "moderator", topic_id)
    unlock(cast, "moderator", topic_id)

    assert Topic.objects.get(pk=topic_id).is_locked is False


@pytest.mark.parametrize("who", ["marta", "newcomer", "guest", "banned"])
def test_only_moderators_can(cast, topic_id, who):
    with pytest.raises(Refused):
        unlock(cast, who, topic_id)
    assert Topic.objects.get(pk=topic_id).is_locked is True


def test_a_topic_of_a_hidden_board_does_not_exist(cast):
    with pytest.raises(NotThere):
        unlock(cast, "marta", cast.topic("moderator", board=cast.staff_board))
