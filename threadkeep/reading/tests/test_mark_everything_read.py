import pytest

from threadkeep.kernel.refused import Refused
from threadkeep.reading import marks
from threadkeep.reading.actions.mark_board_read import mark_board_read
from threadkeep.reading.actions.mark_everything_read import mark_everything_read
from threadkeep.reading.actions.mark_unread_from import mark_unread_from
from threadkeep.reading.chores import write_read_marks
from threadkeep.reading.models import Floor, TopicRead


def test_everything_marked_read_is_one_number(cast, beginner, unread_ids):
    topic_id = cast.topic("yusuf")
    last = cast.reply("yusuf", topic_id)
    mark_board_read(actor=beginner, board_id=cast.members_board.pk, now=cast.now)
    mark_unread_from(actor=beginner, post_id=last, now=cast.now)
    marks.saw(beginner, topic_id, 1)
    mark_everything_read(actor=beginner, now=cast.now)
    write_read_marks(cast.now)
    assert unread_ids(beginner) == set()
    assert not TopicRead.objects.exists()
    assert [(floor.board_id, floor.post_id) for floor in Floor.objects.all()] == [(None, last)]

    fresh = cast.topic("yusuf")
    assert unread_ids(beginner) == {fresh}


def test_guests_have_nothing_to_mark(cast):
    with pytest.raises(Refused, match="Sign in"):
        mark_everything_read(actor=cast.viewer("guest"), now=cast.now)
    assert not Floor.objects.exists()
