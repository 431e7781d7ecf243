from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.boards.events import BoardMoved
from threadkeep.boards.models import Board
from threadkeep.boards.rules import check_administer, check_parent
from threadkeep.boards.steps import board_for_change, category_for_change, last_place, raise_version, siblings
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer


@action
def move_board(*, actor: Viewer, board_id: int, category_id: int, parent_id: int | None, now: datetime) -> int:
    """Put a board, with every board in it, under a category, or into the board `parent_id`. Returns the board's id.

    It comes to stand behind its new neighbours (`order_boards` moves it among them). With a `parent_id` the category is
    that board's, whatever `category_id` says. Refused: a board into itself or into one that stands in it, a link board
    as parent.
    """
    check_administer(actor)
    raise_version()
    board = board_for_change(board_id)
    inside = _inside(board.pk)
    if parent_id is not None:
        if parent_id in inside:
            raise Refused(_("A board cannot stand in itself. Choose another place for it."), field="place", status=422)
        parent = board_for_change(parent_id)
        check_parent(parent)
        category_id = parent.category_id
    if (board.category_id, board.parent_id) != (category_id, parent_id):
        board.category_id, board.parent_id = category_for_change(category_id).pk, parent_id
        board.position = last_place(siblings(board).exclude(pk=board.pk))
        board.save(update_fields=["category", "parent", "position"])
        Board.objects.filter(pk__in=inside).update(category_id=category_id)
        tell(BoardMoved(board_id=board.pk, actor_id=actor.id or 0))
    return board.pk


def _inside(board_id: int) -> set[int]:
    """The ids of the board and of every board in it, read from the rows as they are in this transaction."""
    parents = dict(Board.objects.values_list("pk", "parent_id"))
    inside = {board_id}
    while more := {pk for pk, parent_id in parents.items() if parent_id in inside} - inside:
        inside |= more
    return inside
