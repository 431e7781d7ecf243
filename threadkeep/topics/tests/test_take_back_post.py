"""Taking back what was just sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from threadkeep.attachments.models import Attachment, Blob
from threadkeep.kernel.derived import all_derived
from threadkeep.kernel.refused import Gone, Refused
from threadkeep.topics.actions.post_reply import post_reply
from threadkeep.topics.actions.restore_post import restore_post
from threadkeep.topics.actions.restore_topic import restore_topic
from threadkeep.topics.actions.take_back_post import take_back_post
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.queries import permanent_place, topic_page
from threadkeep.topics.rules import get_topic, visible_posts
from threadkeep.topics.tests.told import last_fact
from threadkeep.topics.writing import prepare


def take_back(cast, who, post_id, *, seconds=5):
    return take_back_post(actor=cast.viewer(who), post_id=post_id, now=cast.now + timedelta(seconds=seconds))


def numbers(cast, who, topic_id):
    page = topic_page(cast.viewer(who), topic_id, None, cast.now)
    return [post.number for post in page.posts]


@pytest.fixture
def topic_id(cast):
    return cast.topic("marta")


@pytest.fixture
def post_id(cast, topic_id):
    return cast.reply("yusuf", topic_id, "At half past six.")


def test_the_newest_reply_goes_without_a_trace_for_readers(cast, topic_id, post_id):
    take_back(cast, "yusuf", post_id)

    for who in ("guest", "marta", "yusuf"):
        assert numbers(cast, who, topic_id) == [1]
        assert not visible_posts(cast.viewer(who)).filter(pk=post_id).exists()
        with pytest.raises(Gone, match="took it back"):
            permanent_place(cast.viewer(who), post_id)


def test_those_who_may_read_deleted_posts_see_that_it_was_there(cast, topic_id, post_id):
    take_back(cast, "yusuf", post_id)
    shown = topic_page(cast.viewer("moderator"), topic_id, None, cast.now).posts[1]

    assert shown.deleted.is_taken_back
    assert shown.deleted.words_url
    assert not shown.may.restore


def test_its_number_is_never_given_again_and_the_counts_are_right(cast, topic_id, post_id):
    take_back(cast, "yusuf", post_id)
    topic = Topic.objects.get(pk=topic_id)
    assert (topic.reply_count, topic.last_number, topic.last_author_name) == (0, 2, "Marta")
    again = cast.reply("yusuf", topic_id)

    assert Post.objects.get(pk=again).number == 3
    assert [list(each.differences()) for each in all_derived() if each.name == "topics.counts"] == [[]]


def test_the_fact(cast, topic_id, post_id):
    take_back(cast, "yusuf", post_id)
    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "post_id": post_id, "actor_id": cast.yusuf.pk}

    assert last_fact() == ("PostDeleted", ids)


def test_a_reply_that_others_wrote_below_leaves_a_tombstone(cast, topic_id, post_id):
    cast.reply("marta", topic_id, "Are you sure?")
    take_back(cast, "yusuf", post_id)

    assert numbers(cast, "guest", topic_id) == [1, 2, 3]
    assert topic_page(cast.viewer("guest"), topic_id, None, cast.now).posts[1].deleted.by_name == "Yusuf"


def test_somebody_who_was_writing_meanwhile_is_not_told_of_replies_that_are_gone(cast, topic_id, post_id):
    take_back(cast, "yusuf", post_id)
    writing = prepare(text="At seven.", syntax="markdown")

    assert post_reply(actor=cast.viewer("marta"), topic_id=topic_id, writing=writing, now=cast.now, seen_number=1)


def test_its_files_are_its_authors_uploads_again(cast, post_id):
    blob = Blob.objects.create(sha256="0" * 64, size=3, mime_type="text/plain", stored_at=cast.now)
    of = {"blob": blob, "size": 3, "post_id": post_id, "uploaded_at": cast.now}
    mine = Attachment.objects.create(name="tides.txt", uploader=cast.yusuf, **of)
    removed = Attachment.objects.create(
        name="x.txt", uploader=cast.yusuf, state="removed", removed_at=cast.now, **of
    )  # fmt: skip
    take_back(cast, "yusuf", post_id)

    assert Attachment.objects.get(pk=mine.pk).post_id is None
    assert Attachment.objects.get(pk=removed.pk).post_id == post_id


def test_a_topic_is_taken_back_by_its_first_post(cast, topic_id):
    take_back(cast, "marta", Post.objects.get(topic_id=topic_id).pk)

    assert last_fact()[0] == "TopicDeleted"
    for who in ("guest", "marta"):
        with pytest.raises(Gone, match="took it back"):
            get_topic(cast.viewer(who), topic_id)
    with pytest.raises(Refused, match="took this back"):
        restore_topic(actor=cast.viewer("moderator"), topic_id=topic_id, now=cast.now)


def test_a_topic_with_replies_stays(cast, topic_id, post_id):
    with pytest.raises(Refused, match="replies already"):
        take_back(cast, "marta", Post.objects.get(topic_id=topic_id, number=1).pk)
    assert Topic.objects.get(pk=topic_id).deleted_at is None


def test_nobody_brings_back_what_was_taken_back(cast, post_id):
    take_back(cast, "yusuf", post_id)

    for who in ("yusuf", "moderator"):
        with pytest.raises(Refused, match="took this back"):
            restore_post(actor=cast.viewer(who), post_id=post_id, now=cast.now)


def test_a_click_in_the_last_second_counts_and_a_later_one_does_not(cast, topic_id, post_id):
    with pytest.raises(Refused, match="10 seconds") as refusal:
        take_back(cast, "yusuf", post_id, seconds=14)
    assert refusal.value.status == 409
    assert take_back(cast, "yusuf", post_id, seconds=12)


@pytest.mark.parametrize("who", ["marta", "moderator", "administrator", "guest"])
def test_nobody_else_takes_it_back(cast, post_id, who):
    with pytest.raises(Refused, match="Only whoever wrote"):
        take_back(cast, who, post_id)


def test_it_is_taken_back_once(cast, post_id):
    cast.reply("marta", Post.objects.get(pk=post_id).topic_id)
    take_back(cast, "yusuf", post_id)

    with pytest.raises(Gone):
        take_back(cast, "yusuf", post_id)


def test_a_board_can_do_without(cast, post_id, settings):
    settings.THREADKEEP = replace(settings.THREADKEEP, posts=replace(settings.THREADKEEP.posts, undo_seconds=0))

    with pytest.raises(Refused, match="cannot be undone"):
        take_back(cast, "yusuf", post_id, seconds=0)
