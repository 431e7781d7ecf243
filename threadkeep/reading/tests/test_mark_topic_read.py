import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.reading.actions.mark_topic_read import mark_topic_read
from threadkeep.reading.models import TopicRead


def test_a_topic_marked_read_is_read_to_its_end(cast, beginner, unread_ids):
    topic_id, other = cast.topic("yusuf"), cast.topic("yusuf")
    cast.reply("yusuf", topic_id)
    assert mark_topic_read(actor=beginner, topic_id=topic_id, now=cast.now) == topic_id
    assert unread_ids(beginner) == {other}
    cast.reply("yusuf", topic_id)
    assert unread_ids(beginner) == {topic_id, other}


def test_guests_are_told_that_members_have_marks(cast):
    topic_id = cast.topic("yusuf")
    with pytest.raises(Refused, match="Sign in"):
        mark_topic_read(actor=cast.viewer("guest"), topic_id=topic_id, now=cast.now)
    assert not TopicRead.objects.exists()


def test_a_hidden_topic_is_not_there(cast, beginner):
    secret = cast.topic("moderator", board=cast.staff_board)
    with pytest.raises(NotThere):
        mark_topic_read(actor=beginner, topic_id=secret, now=cast.now)
