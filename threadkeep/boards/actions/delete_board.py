from __future__ import annotations

from datetime import datetime

from threadkeep.boards.events import BoardDeleted
from threadkeep.boards.rules import check_administer, check_delete_board
from threadkeep.boards.steps import board_for_change, raise_version
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def delete_board(*, actor: Viewer, board_id: int, now: datetime) -> None:
    """Delete a board that holds nothing. Refused: there are boards or topics in it, deleted topics included."""
    check_administer(actor)
    raise_version()
    board = board_for_change(board_id)
    check_delete_board(board)
    board.delete()
    tell(BoardDeleted(board_id=board_id, actor_id=actor.id or 0))
