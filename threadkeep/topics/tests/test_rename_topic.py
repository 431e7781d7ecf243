"""Giving a topic another title."""

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.actions.rename_topic import rename_topic
from threadkeep.topics.history import titles_page
from threadkeep.topics.models import TitleChange, Topic
from threadkeep.topics.tests.told import last_fact, told


@pytest.fixture
def topic_id(cast):
    return cast.topic("marta", "When does the tide turn?")


def rename(cast, who, topic_id, title="When the tide turns"):
    return rename_topic(actor=cast.viewer(who), topic_id=topic_id, title=title, now=cast.now)


def test_the_old_title_is_kept_with_who_and_when(cast, topic_id):
    rename(cast, "moderator", topic_id)
    change = TitleChange.objects.get(topic_id=topic_id)

    assert Topic.objects.get(pk=topic_id).title == "When the tide turns"
    assert (change.old_title, change.changed_by_id, change.changed_at) == (
        "When does the tide turn?",
        cast.moderator.pk,
        cast.now,
    )


def test_the_history_names_each_title_with_who_gave_it(cast, topic_id):
    rename(cast, "moderator", topic_id)
    rename(cast, "marta", topic_id, "Tides")

    titles = [(line.title, line.by_name) for line in titles_page(cast.viewer("guest"), topic_id).titles]
    assert titles == [("Tides", "Marta"), ("When the tide turns", "Moderator"), ("When does the tide turn?", "Marta")]


def test_the_fact(cast, topic_id):
    rename(cast, "marta", topic_id)

    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "actor_id": cast.marta.pk}
    assert last_fact() == ("TopicRenamed", ids)


def test_the_same_title_changes_nothing_and_tells_nothing(cast, topic_id):
    rename(cast, "marta", topic_id, " When does  the tide turn? ")

    assert not TitleChange.objects.exists()
    assert "TopicRenamed" not in told()


@pytest.mark.parametrize("title", ["", "x" * 201])
def test_a_title_that_does_not_fit_is_refused_not_cut(cast, topic_id, title):
    with pytest.raises(Refused) as refusal:
        rename(cast, "marta", topic_id, title)

    assert refusal.value.field == "title"
    assert Topic.objects.get(pk=topic_id).title == "When does the tide turn?"


@pytest.mark.parametrize("who", ["yusuf", "newcomer", "guest", "banned"])
def test_others_cannot(cast, topic_id, who):
    with pytest.raises(Refused):
        rename(cast, who, topic_id)


def test_in_a_locked_topic_its_starter_cannot(cast, topic_id):
    lock_topic(actor=cast.viewer("moderator"), topic_id=topic_id, now=cast.now)
    with pytest.raises(Refused):
        rename(cast, "marta", topic_id)
    assert rename(cast, "moderator", topic_id)


def test_a_topic_of_a_hidden_board_does_not_exist(cast):
    with pytest.raises(NotThere):
        rename(cast, "marta", cast.topic("moderator", board=cast.staff_board))
