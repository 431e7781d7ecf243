"""Starting a topic."""

import pytest

from threadkeep.attachments.steps import FileNote
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.sources.models import Source
from threadkeep.sources.steps import SourceNote
from threadkeep.topics.actions.start_topic import start_topic
from threadkeep.topics.models import Topic
from threadkeep.topics.tests.told import last_fact, told
from threadkeep.topics.writing import prepare


def start(cast, who="marta", board=None, title="Where do the swifts sleep?", **more):
    board_id = (board or cast.open_board).pk
    writing = more.pop("writing", None) or prepare(text="In the air, I read.", syntax="markdown")
    return start_topic(actor=cast.viewer(who), board_id=board_id, title=title, writing=writing, now=cast.now, **more)


def test_a_topic_has_its_first_post_with_number_one(cast):
    topic = Topic.objects.get(pk=start(cast))

    assert (topic.title, topic.starter_name, topic.last_number, topic.reply_count) == (
        "Where do the swifts sleep?",
        "Marta",
        1,
        0,
    )
    post = topic.posts.get()
    assert (post.number, post.source, post.author_id) == (1, "In the air, I read.", cast.marta.pk)
    assert (topic.last_post_id, topic.last_post_at, topic.last_author_name) == (post.pk, cast.now, "Marta")


def test_the_fact_names_board_topic_post_and_actor(cast):
    topic = Topic.objects.get(pk=start(cast))

    assert last_fact() == (
        "TopicStarted",
        {
            "board_id": cast.open_board.pk,
            "topic_id": topic.pk,
            "post_id": topic.last_post_id,
            "actor_id": cast.marta.pk,
        },
    )


def test_the_title_loses_spaces_at_its_ends_and_doubled_ones(cast):
    assert Topic.objects.get(pk=start(cast, title="  Two   boats \n one anchor ")).title == "Two boats one anchor"


@pytest.mark.parametrize("title", ["", "   ", "\0"])
def test_a_title_must_say_something(cast, title):
    with pytest.raises(Refused) as refusal:
        start(cast, title=title)

    assert refusal.value.field == "title"
    assert not Topic.objects.exists()


def test_a_title_of_200_characters_fits_and_one_more_is_refused_not_cut(cast):
    assert len(Topic.objects.get(pk=start(cast, title="ü" * 200)).title) == 200

    with pytest.raises(Refused) as refusal:
        start(cast, title="ü" * 201)

    assert refusal.value.field == "title"
    assert "201" in str(refusal.value)


def test_a_guest_is_asked_to_sign_in(cast):
    with pytest.raises(Refused) as refusal:
        start(cast, "guest")

    assert "sign in" in str(refusal.value)


def test_a_member_without_the_right_may_read_but_not_start(cast):
    board = cast.board("Announcements", "read_only")

    with pytest.raises(Refused):
        start(cast, "marta", board)
    assert start(cast, "moderator", board)


def test_a_board_that_is_hidden_does_not_exist(cast):
    with pytest.raises(NotThere):
        start(cast, "marta", cast.staff_board)
    assert start(cast, "moderator", cast.staff_board)


def test_a_link_board_holds_no_topics(cast):
    with pytest.raises(Refused):
        start(cast, "moderator", cast.link_board)


def test_only_those_who_may_pin_start_pinned_topics(cast):
    assert not Topic.objects.get(pk=start(cast, "marta", is_pinned=True)).is_pinned
    assert Topic.objects.get(pk=start(cast, "moderator", is_pinned=True)).is_pinned


def test_its_sources_are_kept_in_order(cast):
    notes = (SourceNote("https://a.example/1", publisher="A"), SourceNote("https://b.example/2", title="B"))
    writing = prepare(text="See there.", syntax="markdown", sources=notes)
    topic = Topic.objects.get(pk=start(cast, writing=writing))

    urls = Source.objects.filter(post=topic.last_post).order_by("position").values_list("url", flat=True)
    assert list(urls) == ["https://a.example/1", "https://b.example/2"]


def test_a_file_of_somebody_else_is_refused_and_nothing_is_left_behind(cast):
    writing = prepare(text="Look!", syntax="markdown", files=(FileNote(4711),))

    with pytest.raises(Refused) as refusal:
        start(cast, writing=writing)

    assert refusal.value.field == "files"
    assert not Topic.objects.exists()
    assert told() == []
