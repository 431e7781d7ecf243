import pytest

from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.reading import marks
from threadkeep.reading.actions.mark_everything_read import mark_everything_read
from threadkeep.reading.actions.mark_unread_from import mark_unread_from
from threadkeep.reading.models import TopicRead
from threadkeep.reading.queries import first_unread_number, unread_boards
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.models import Topic


def test_a_read_topic_is_unread_again_from_there_even_below_the_floor(cast, beginner, unread_ids):
    topic_id = cast.topic("yusuf")
    second = cast.reply("yusuf", topic_id)
    cast.reply("yusuf", topic_id)
    later = cast.topic("yusuf")
    mark_everything_read(actor=beginner, now=cast.now)
    marks.saw(beginner, topic_id, 3)

    assert mark_unread_from(actor=beginner, post_id=second, now=cast.now) == topic_id
    assert unread_ids(beginner) == {topic_id}
    assert first_unread_number(beginner, Topic.objects.get(pk=topic_id)) == 2
    assert unread_boards(beginner, [cast.open_board.pk]) == {cast.open_board.pk}

    mark_everything_read(actor=beginner, now=cast.now)
    assert unread_ids(beginner) == set()
    assert later not in unread_ids(beginner)


def test_hidden_and_deleted_posts_are_refused_and_guests_have_no_marks(cast, beginner):
    topic_id = cast.topic("yusuf")
    gone = cast.reply("yusuf", topic_id)
    delete_post(actor=cast.viewer("yusuf"), post_id=gone, reason="", now=cast.now)
    with pytest.raises(Gone):
        mark_unread_from(actor=beginner, post_id=gone, now=cast.now)
    secret = Topic.objects.get(pk=cast.topic("moderator", board=cast.staff_board)).last_post_id
    with pytest.raises(NotThere):
        mark_unread_from(actor=beginner, post_id=secret, now=cast.now)
    with pytest.raises(Refused, match="Sign in"):
        mark_unread_from(actor=cast.viewer("guest"), post_id=gone - 1, now=cast.now)
    assert not TopicRead.objects.exists()
