import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.reading import marks
from threadkeep.reading.actions.mark_board_read import mark_board_read
from threadkeep.reading.chores import write_read_marks
from threadkeep.reading.models import Floor, TopicRead
from threadkeep.reading.queries import unread_boards


def test_a_board_marked_read_takes_the_boards_inside_along_and_no_other(cast, beginner, unread_ids):
    inside = cast.board("Sails", "public", parent=cast.open_board)
    here, below, elsewhere = (
        cast.topic("yusuf"),
        cast.topic("yusuf", board=inside),
        cast.topic(board=cast.members_board),
    )
    marks.saw(beginner, here, 1)
    marks.saw(beginner, elsewhere, 1)
    mark_board_read(actor=beginner, board_id=cast.open_board.pk, now=cast.now)
    assert marks.noted(cast.marta.pk) == {elsewhere: 1}
    write_read_marks(cast.now)
    assert set(TopicRead.objects.values_list("topic_id", flat=True)) == {elsewhere}
    assert unread_ids(beginner) == set()

    cast.reply("yusuf", below)
    assert unread_ids(beginner) == {below}
    assert unread_boards(beginner, [cast.open_board.pk, inside.pk]) == {inside.pk}


def test_a_board_inside_that_the_member_may_not_see_stays_unread(cast, beginner, unread_ids):
    staff_inside = cast.board("Locked cabin", "staff", parent=cast.open_board)
    secret = cast.topic("moderator", board=staff_inside)
    mark_board_read(actor=beginner, board_id=cast.open_board.pk, now=cast.now)
    assert not Floor.objects.filter(board=staff_inside).exists()
    cast.put_in_group("marta", "moderators")
    assert unread_ids(cast.viewer("marta")) == {secret}


def test_hidden_boards_are_not_there_and_guests_have_no_marks(cast, beginner):
    with pytest.raises(NotThere):
        mark_board_read(actor=beginner, board_id=cast.staff_board.pk, now=cast.now)
    with pytest.raises(Refused, match="Sign in"):
        mark_board_read(actor=cast.viewer("guest"), board_id=cast.open_board.pk, now=cast.now)
    assert Floor.objects.filter(board__isnull=False).count() == 0
