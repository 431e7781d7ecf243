"""Moving a board up and down among its neighbours."""

import pytest

from threadkeep.boards.actions.order_boards import order_boards
from threadkeep.boards.events import BoardsOrdered
from threadkeep.boards.models import Board
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, the_grid_moves


def names_inside(board):
    return "".join(child.name for child in board.children.all())


@pytest.mark.parametrize(("places", "order"), [(-1, "bac"), (1, "acb"), (-9, "bac"), (9, "acb")])
def test_a_board_changes_places_among_its_neighbours_and_stops_at_the_ends(cast, places, order):
    admin = cast.viewer("administrator")
    _first, middle, _last = [cast.board(name, "public", parent=cast.open_board) for name in "abc"]
    outside = list(Board.objects.filter(parent=None))
    with the_grid_moves():
        order_boards(actor=admin, board_id=middle.pk, places=places, now=cast.now)

    assert names_inside(cast.open_board) == order
    assert list(Board.objects.filter(parent=None)) == outside
    assert newest_fact() == BoardsOrdered(board_id=middle.pk, actor_id=admin.id)


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(
        cast, lambda actor: order_boards(actor=actor, board_id=cast.open_board.pk, places=1, now=cast.now)
    )
