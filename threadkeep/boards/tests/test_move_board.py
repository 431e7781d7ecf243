"""Putting a board somewhere else, with every board in it."""

import pytest

from threadkeep.boards.actions.move_board import move_board
from threadkeep.boards.events import BoardMoved
from threadkeep.boards.models import Board, Category
from threadkeep.boards.rules import visible_board_ids
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves
from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import NotThere


@pytest.fixture
def move(cast):
    def move(board, *, category=None, parent=None):
        return move_board(
            actor=cast.viewer("administrator"),
            board_id=board.pk,
            category_id=(category or cast.category).pk,
            parent_id=parent.pk if parent else None,
            now=cast.now,
        )

    return move


def test_a_board_goes_to_another_category_with_all_boards_in_it_and_stands_last(cast, move):
    attic = Category.objects.create(name="The attic", position=5)
    there = Board.objects.create(category=attic, name="Old charts", position=3)
    inside = cast.board("Small boats", "public", parent=cast.open_board)
    deep = cast.board("Tiny boats", "public", parent=inside)
    with the_grid_moves():
        move(cast.open_board, category=attic)

    assert list(Board.objects.filter(category=attic, parent=None)) == [there, cast.open_board]
    assert {Board.objects.get(pk=each.pk).category_id for each in (inside, deep)} == {attic.pk}
    assert newest_fact() == BoardMoved(board_id=cast.open_board.pk, actor_id=cast.administrator.pk)


def test_a_board_put_below_a_hidden_one_is_hidden(cast, move):
    assert cast.open_board.pk in visible_board_ids(cast.viewer("marta"))
    move(cast.open_board, parent=cast.staff_board)
    assert cast.open_board.pk not in visible_board_ids(cast.viewer("marta"))


def test_a_board_where_it_stands_already_keeps_its_place_and_nothing_is_told(cast, move):
    before = [board.pk for board in Board.objects.all()], Event.objects.count()
    move(cast.open_board)
    assert ([board.pk for board in Board.objects.all()], Event.objects.count()) == before


def test_no_board_stands_in_itself_however_deep(cast, move):
    inside = cast.board("Small boats", "public", parent=cast.open_board)
    deep = cast.board("Tiny boats", "public", parent=inside)
    for below in (cast.open_board, inside, deep):
        with refused(status=422, field="place"):
            move(cast.open_board, parent=below)


def test_no_board_stands_in_a_link_board(cast, move):
    with refused(saying="leads to another site"):
        move(cast.open_board, parent=cast.link_board)


def test_a_place_there_is_none_of_is_not_there(cast, move):
    with pytest.raises(NotThere):
        move(cast.open_board, category=Category(pk=999))
    with pytest.raises(NotThere):
        move(cast.open_board, parent=Board(pk=999))


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(
        cast,
        lambda actor: move_board(
            actor=actor,
            board_id=cast.open_board.pk,
            category_id=cast.category.pk,
            parent_id=cast.members_board.pk,
            now=cast.now,
        ),
    )
