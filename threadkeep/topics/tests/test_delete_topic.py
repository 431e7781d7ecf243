"""Deleting a whole topic."""

import pytest

from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.models import Topic
from threadkeep.topics.rules import get_topic
from threadkeep.topics.tests.told import last_fact


def delete(cast, who, topic_id, reason="Advertising."):
    return delete_topic(actor=cast.viewer(who), topic_id=topic_id, reason=reason, now=cast.now)


def test_readers_are_told_why_and_moderators_still_read_it(cast):
    topic_id = cast.topic("marta")
    delete(cast, "moderator", topic_id)

    with pytest.raises(Gone) as gone:
        get_topic(cast.viewer("marta"), topic_id)
    assert "Advertising." in str(gone.value)
    assert get_topic(cast.viewer("moderator"), topic_id).deleted_by_id == cast.moderator.pk


def test_its_posts_stay_as_they_are(cast):
    topic_id = cast.topic("marta")
    cast.reply("yusuf", topic_id)
    delete(cast, "moderator", topic_id)

    topic = Topic.objects.get(pk=topic_id)
    assert topic.posts.filter(deleted_at__isnull=True).count() == 2
    assert (topic.deleted_at, topic.delete_reason) == (cast.now, "Advertising.")


def test_the_fact(cast):
    topic_id = cast.topic("marta")
    delete(cast, "moderator", topic_id)

    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "actor_id": cast.moderator.pk}
    assert last_fact() == ("TopicDeleted", ids)


def test_a_reason_is_needed(cast):
    with pytest.raises(Refused) as refusal:
        delete(cast, "moderator", cast.topic("marta"), " ")
    assert refusal.value.field == "reason"


@pytest.mark.parametrize("who", ["marta", "yusuf", "newcomer", "guest", "banned"])
def test_only_moderators_can_not_even_its_starter(cast, who):
    with pytest.raises(Refused):
        delete(cast, who, cast.topic("marta"))


def test_a_topic_of_a_hidden_board_does_not_exist(cast):
    with pytest.raises(NotThere):
        delete(cast, "marta", cast.topic("moderator", board=cast.staff_board))


def test_it_cannot_be_deleted_twice(cast):
    topic_id = cast.topic("marta")
    delete(cast, "moderator", topic_id)
    with pytest.raises(Refused):
        delete(cast, "moderator", topic_id)
