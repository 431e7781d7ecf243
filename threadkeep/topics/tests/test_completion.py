"""What completes "@" and "#" while somebody writes, and topics that are like the title being typed."""

import pytest

from threadkeep.kernel import addresses, effect, worker
from threadkeep.topics.models import Topic
from threadkeep.topics.similar import similar_topics


@pytest.fixture(autouse=True)
def listening(cast):
    effect.start_cursors()


def members(cast, who, typed, topic_id=0):
    answer = cast.browser(who).get(addresses.complete_members(typed, topic_id))
    return [one["name"] for one in answer.json()["members"]]


def topics(cast, who, typed, board=None):
    worker.drain()
    answer = cast.browser(who).get(addresses.complete_topics(typed, board.pk if board else 0))
    return [one["title"] for one in answer.json()["topics"]]


def test_names_begin_with_what_was_typed_and_those_in_the_topic_come_first(cast):
    busy = cast.member("Yuri", post_count=900)
    topic_id = cast.topic("marta")
    cast.reply("yusuf", topic_id)

    assert members(cast, "marta", "yu", topic_id) == ["Yusuf", "Yuri"]
    assert members(cast, "marta", "YU") == [busy.name, "Yusuf"]
    assert members(cast, "marta", "", topic_id) == ["Yusuf"]
    assert members(cast, "marta", "") == []


def test_names_with_spaces_are_found_by_their_beginning_and_nobody_finds_themselves_or_the_banned(cast):
    cast.member("Marta Berg")
    assert members(cast, "yusuf", "marta b") == ["Marta Berg"]
    assert members(cast, "marta", "marta") == ["Marta Berg"]
    assert members(cast, "marta", "ban") == []


def test_who_wrote_in_a_hidden_topic_is_not_told(cast):
    topic_id = cast.topic("moderator", board=cast.staff_board)
    assert members(cast, "marta", "", topic_id) == []
    assert members(cast, "administrator", "", topic_id) == ["Moderator"]


def test_topics_are_found_by_any_of_their_words_the_last_one_perhaps_begun(cast):
    cast.topic("marta", "How to mend a sail")
    cast.topic("marta", "Sail or oar?", board=cast.members_board)
    assert topics(cast, "marta", "sai") == ["Sail or oar?", "How to mend a sail"]
    assert topics(cast, "marta", "sai", cast.open_board) == ["How to mend a sail", "Sail or oar?"]
    assert topics(cast, "marta", "mend sai") == ["How to mend a sail"]
    assert topics(cast, "marta", "sail men") == ["How to mend a sail"]
    assert topics(cast, "marta", "sai ") == []


def test_topics_are_found_by_their_number_and_by_their_new_title_alone(cast):
    topic_id = cast.topic("marta", "Old words")
    from threadkeep.topics.actions.rename_topic import rename_topic

    rename_topic(actor=cast.viewer("moderator"), topic_id=topic_id, title="Fresh name", now=cast.now)
    assert topics(cast, "yusuf", str(topic_id)) == ["Fresh name"]
    assert topics(cast, "yusuf", "fresh") == ["Fresh name"]
    assert topics(cast, "yusuf", "old") == []


def test_hidden_and_deleted_topics_complete_nothing(cast):
    cast.topic("moderator", "Secret harbour", board=cast.staff_board)
    gone = cast.topic("marta", "Secret beach")
    Topic.objects.filter(pk=gone).update(deleted_at=cast.now)
    assert topics(cast, "marta", "secret") == []
    assert topics(cast, "moderator", "secret") == ["Secret harbour"]


@pytest.mark.parametrize("address", [addresses.complete_members("m"), addresses.complete_topics("m")])
def test_guests_are_refused_and_too_many_questions_are(cast, address, monkeypatch):
    monkeypatch.setattr("threadkeep.topics.views.complete.PER_MINUTE", 1)
    monkeypatch.setattr("threadkeep.topics.views.complete.BURST", 2)
    assert cast.browser("guest").get(address).status_code == 403
    browser = cast.browser("marta")
    assert [browser.get(address).status_code for _ in range(3)] == [200, 200, 429]


def test_similar_topics_share_what_the_title_says_and_those_of_the_board_come_first(cast):
    here = cast.topic("marta", "Which paint keeps barnacles away?")
    there = cast.topic("marta", "Barnacles: paint or scrape, which one?", board=cast.members_board)
    cast.topic("marta", "Which way to the harbour")
    cast.topic("moderator", "Paint for barnacles, which", board=cast.staff_board)
    worker.drain()

    found = similar_topics(cast.viewer("yusuf"), cast.open_board.pk, "Which PAINT against barnacles")
    assert [one.id for one in found] == [here, there]
    assert similar_topics(cast.viewer("guest"), cast.open_board.pk, "which paint against barnacles")[0].id == here
    assert similar_topics(cast.viewer("yusuf"), cast.open_board.pk, "  ") == []


@pytest.mark.parametrize(
    ("title", "like_it"),
    [("潮の満ち引きについて", "潮の満ち引き"), ("Ветер и паруса", "ПАРУСА, ветер"), ("مد وجزر البحر", "البحر مد")],
)
def test_titles_are_compared_in_any_script(cast, title, like_it):
    topic_id = cast.topic("marta", title)
    worker.drain()
    assert [one.id for one in similar_topics(cast.viewer("yusuf"), cast.open_board.pk, like_it)] == [topic_id]


def test_the_number_of_queries_does_not_grow_with_the_topics(cast, django_assert_max_num_queries):
    for number in range(30):
        cast.topic("marta", f"The tide turns again, number {number}")
    worker.drain()
    viewer = cast.viewer("yusuf")
    with django_assert_max_num_queries(2 * 4 + 3):
        assert len(similar_topics(viewer, cast.open_board.pk, "the tide turns again")) == 5
