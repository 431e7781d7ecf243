"""Read marks: noted in memory, right on the very next page, written by the flush, never by a GET."""

from datetime import timedelta

import pytest
from django.utils import timezone

from threadkeep.reading import marks
from threadkeep.reading.chores import write_read_marks
from threadkeep.reading.models import Floor, TopicRead
from threadkeep.reading.queries import first_unread_number, read_up_to, unread_boards, unread_topics
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.models import Topic


@pytest.fixture
def topic(cast):
    """A topic of four posts that Marta has not read; she has been here for long and has a floor below it."""
    Floor.objects.create(member=cast.marta, post_id=0)
    topic_id = cast.topic("yusuf")
    for _ in range(3):
        cast.reply("yusuf", topic_id)
    return Topic.objects.get(pk=topic_id)


def is_unread(viewer, topic):
    return unread_topics(viewer, [topic])[topic.pk]


def test_what_was_seen_counts_on_the_very_next_page_and_after_the_flush(cast, topic):
    marta = cast.viewer("marta")
    assert is_unread(marta, topic)
    assert unread_boards(marta, [topic.board_id]) == {topic.board_id}
    assert first_unread_number(marta, topic) == 1

    marks.saw(marta, topic.pk, 2)
    marks.saw(marta, topic.pk, 1)  # going back a page forgets nothing
    assert not TopicRead.objects.exists()
    assert read_up_to(marta, topic) == 2
    assert first_unread_number(marta, topic) == 3
    assert is_unread(marta, topic)

    marks.saw(marta, topic.pk, 4)
    assert not is_unread(marta, topic)
    assert unread_boards(marta, [topic.board_id]) == set()
    assert first_unread_number(marta, topic) is None

    write_read_marks(timezone.now())
    assert marks.is_empty()
    assert TopicRead.objects.get().number == 4
    assert not is_unread(marta, topic)
    assert unread_boards(marta, [topic.board_id]) == set()
    assert read_up_to(marta, topic) == 4


def test_a_mark_never_sinks_by_a_flush_even_if_another_process_wrote_a_higher_one(cast, topic):
    marta = cast.viewer("marta")
    marks.saw(marta, topic.pk, 2)
    TopicRead.objects.create(member=cast.marta, topic=topic, number=4)
    write_read_marks(timezone.now())
    assert TopicRead.objects.get().number == 4


def test_a_flush_that_fails_keeps_its_notes_for_the_next_one(cast, topic, monkeypatch):
    marta = cast.viewer("marta")
    marks.saw(marta, topic.pk, 3)

    def disk_is_full(_read):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("threadkeep.reading.steps.write_marks", disk_is_full)
        with pytest.raises(OSError, match="disk full"):
            write_read_marks(timezone.now())
    assert read_up_to(marta, topic) == 3
    write_read_marks(timezone.now())
    assert TopicRead.objects.get().number == 3


def test_what_is_seen_while_a_flush_is_writing_waits_for_the_next(cast, topic):
    marta = cast.viewer("marta")
    marks.saw(marta, topic.pk, 1)
    with marks.taken() as (read, _floors):
        assert read == {cast.marta.pk: {topic.pk: 1}}
        marks.saw(marta, topic.pk, 3)
    assert marks.noted(cast.marta.pk) == {topic.pk: 3}


def test_a_mark_of_a_topic_or_member_that_is_gone_stops_no_flush(cast, topic):
    marks.saw(cast.viewer("marta"), 987_654, 3)
    marks.saw(cast.viewer("marta"), topic.pk, 2)
    marks.saw(cast.viewer("newcomer"), topic.pk, 2)
    cast.newcomer.delete()
    write_read_marks(timezone.now())
    assert marks.is_empty()
    assert TopicRead.objects.get().member_id == cast.marta.pk


def test_guests_have_no_marks(cast, topic):
    guest = cast.viewer("guest")
    marks.saw(guest, topic.pk, 4)
    assert marks.is_empty()
    assert not is_unread(guest, topic)
    assert unread_boards(guest, [topic.board_id]) == set()
    assert first_unread_number(guest, topic) is None
    assert read_up_to(guest, topic) == 0


def test_a_topic_is_not_unread_because_its_newest_reply_was_deleted(cast, topic):
    marta = cast.viewer("marta")
    marks.saw(marta, topic.pk, 4)
    last = cast.reply("yusuf", topic.pk)
    topic.refresh_from_db()
    assert is_unread(marta, topic)
    delete_post(actor=cast.viewer("yusuf"), post_id=last, reason="", now=cast.now)
    topic.refresh_from_db()
    assert not is_unread(marta, topic)
    assert first_unread_number(marta, topic) is None


def test_a_newcomer_finds_what_stood_when_they_joined_read_and_what_came_after_unread(cast):
    old = Topic.objects.get(pk=cast.topic("yusuf", at=cast.now - timedelta(hours=5)))
    cast.newcomer.joined_at = cast.now - timedelta(hours=3)
    cast.newcomer.save()
    fresh = Topic.objects.get(pk=cast.topic("yusuf", at=cast.now - timedelta(hours=1)))
    newcomer = cast.viewer("newcomer")
    assert not is_unread(newcomer, old)
    assert read_up_to(newcomer, old) == 1
    assert is_unread(newcomer, fresh)
    assert not Floor.objects.exists()

    write_read_marks(timezone.now())
    floor = Floor.objects.get()
    assert (floor.member_id, floor.board_id, floor.post_id) == (cast.newcomer.pk, None, old.last_post_id)
    assert is_unread(newcomer, fresh)


def test_a_member_from_another_board_starts_with_what_comes_now(cast):
    before = Topic.objects.get(pk=cast.topic("yusuf"))
    marta = cast.viewer("marta")
    assert not is_unread(marta, before)
    after = Topic.objects.get(pk=cast.topic("yusuf"))
    assert is_unread(marta, after)


def test_reading_the_start_of_a_topic_does_not_unread_what_lies_under_the_floor(cast, topic):
    marta = cast.viewer("marta")
    Floor.objects.filter(member=cast.marta).update(post_id=topic.last_post_id)
    cast.reply("yusuf", topic.pk)
    topic.refresh_from_db()
    assert first_unread_number(marta, topic) == 5
    marks.saw(marta, topic.pk, 2)
    assert first_unread_number(marta, topic) == 5
    write_read_marks(timezone.now())
    assert first_unread_number(marta, topic) == 5


def test_there_is_no_mark_where_the_floor_says_the_same(cast, topic):
    Floor.objects.filter(member=cast.marta).update(post_id=topic.last_post_id)
    marks.saw(cast.viewer("marta"), topic.pk, 4)
    write_read_marks(timezone.now())
    assert not TopicRead.objects.exists()


def test_a_hidden_board_and_a_deleted_topic_are_never_unread(cast):
    Floor.objects.create(member=cast.marta, post_id=0)
    Floor.objects.create(member=cast.moderator, post_id=0)
    secret = Topic.objects.get(pk=cast.topic("moderator", board=cast.staff_board))
    assert unread_boards(cast.viewer("marta"), [cast.staff_board.pk]) == set()
    assert not is_unread(cast.viewer("marta"), secret)
    assert unread_boards(cast.viewer("moderator"), [cast.staff_board.pk]) == {cast.staff_board.pk}
    Topic.objects.filter(pk=secret.pk).update(deleted_at=cast.now)
    assert unread_boards(cast.viewer("moderator"), [cast.staff_board.pk]) == set()
