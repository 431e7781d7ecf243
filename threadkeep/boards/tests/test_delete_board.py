"""Deleting a board that holds nothing."""

from threadkeep.boards.actions.delete_board import delete_board
from threadkeep.boards.events import BoardDeleted
from threadkeep.boards.models import Board
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves
from threadkeep.topics.actions.delete_topic import delete_topic


def test_an_empty_board_goes_with_the_office_of_its_moderators(cast):
    admin = cast.viewer("administrator")
    cast.moderates("marta", cast.open_board)
    with the_grid_moves():
        delete_board(actor=admin, board_id=cast.open_board.pk, now=cast.now)

    assert not Board.objects.filter(pk=cast.open_board.pk).exists()
    assert newest_fact() == BoardDeleted(board_id=cast.open_board.pk, actor_id=admin.id)
    assert not cast.viewer("marta").moderated_board_ids


def test_a_board_with_topics_stays_also_if_all_of_them_are_deleted(cast):
    topic_id = cast.topic("marta")
    with refused(status=409, saying="topics in “Boats and tides”"):
        delete_board(actor=cast.viewer("administrator"), board_id=cast.open_board.pk, now=cast.now)
    delete_topic(actor=cast.viewer("moderator"), topic_id=topic_id, reason="Rash.", now=cast.now)
    with refused(status=409, saying="topics in “Boats and tides”"):
        delete_board(actor=cast.viewer("administrator"), board_id=cast.open_board.pk, now=cast.now)


def test_a_board_with_boards_in_it_stays(cast):
    cast.board("Small boats", "public", parent=cast.open_board)
    with refused(status=409, saying="boards in “Boats and tides”"):
        delete_board(actor=cast.viewer("administrator"), board_id=cast.open_board.pk, now=cast.now)


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(cast, lambda actor: delete_board(actor=actor, board_id=cast.open_board.pk, now=cast.now))
