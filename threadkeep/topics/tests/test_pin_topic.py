"""Pinning a topic."""

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.topics.actions.pin_topic import pin_topic
from threadkeep.topics.models import Topic
from threadkeep.topics.tests.told import last_fact


def pin(cast, who, topic_id):
    return pin_topic(actor=cast.viewer(who), topic_id=topic_id, now=cast.now)


@pytest.fixture
def topic_id(cast):
    return cast.topic("marta")


def test_a_pinned_topic_says_so(cast, topic_id):
    version = Topic.objects.get(pk=topic_id).version
    pin(cast, "moderator", topic_id)
    topic = Topic.objects.get(pk=topic_id)

    assert topic.is_pinned is True
    assert topic.version == version + 1


def test_the_fact(cast, topic_id):
    pin(cast, "moderator", topic_id)

    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "actor_id": cast.moderator.pk}
    assert last_fact() == ("TopicPinned", ids)


def test_doing_it_twice_changes_nothing_more(cast, topic_id):
    pin(cast, "moderator", topic_id)
    pin(cast, "moderator", topic_id)

    assert Topic.objects.get(pk=topic_id).is_pinned is True


@pytest.mark.parametrize("who", ["marta", "newcomer", "guest", "banned"])
def test_only_moderators_can(cast, topic_id, who):
    with pytest.raises(Refused):
        pin(cast, who, topic_id)
    assert Topic.objects.get(pk=topic_id).is_pinned is False


def test_a_topic_of_a_hidden_board_does_not_exist(cast):
    with pytest.raises(NotThere):
        pin(cast, "marta", cast.topic("moderator", board=cast.staff_board))
