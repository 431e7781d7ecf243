from __future__ import annotations

from datetime import datetime

from threadkeep.boards.events import BoardsOrdered
from threadkeep.boards.models import Board
from threadkeep.boards.rules import check_administer
from threadkeep.boards.steps import board_for_change, raise_version, shift, siblings, write_positions
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def order_boards(*, actor: Viewer, board_id: int, places: int, now: datetime) -> None:
    """Move a board up (`places` below 0) or down among its neighbours; at the ends it stays where it is."""
    check_administer(actor)
    raise_version()
    board = board_for_change(board_id)
    ids = list(siblings(board).values_list("pk", flat=True))
    write_positions(Board, shift(ids, board.pk, places))
    tell(BoardsOrdered(board_id=board.pk, actor_id=actor.id or 0))
