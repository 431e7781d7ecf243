"""Which boards a viewer may see, and what they may do there. Both forms side by side: this one, and which ones."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from threadkeep.boards.access import access_of
from threadkeep.boards.models import Board
from threadkeep.boards.permissions import SEE
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.viewer import Viewer


def visible_board_ids(viewer: Viewer) -> frozenset[int]:
    """The ids of all boards this viewer may see."""
    return access_of(viewer).boards_where(SEE)


def get_board(viewer: Viewer, board_id: int) -> Board:
    """The board, if this viewer may know of it; else NotThere. Its counts are loaded when first asked for."""
    if board_id not in visible_board_ids(viewer):
        raise NotThere
    return access_of(viewer).grid.boards[board_id]


def may(viewer: Viewer, permission: str, board_id: int) -> bool:
    """Whether this viewer has this permission on this board."""
    return access_of(viewer).may(permission, board_id)


def check_administer(viewer: Viewer) -> None:
    """Only administrators change the board itself; others are not told that the page exists."""
    if not viewer.is_administrator:
        raise NotThere


def check_link_board(board: Board, *, wants_topics: bool) -> None:
    """A link board holds no topics."""
    if wants_topics and board.link_url:
        raise Refused(_("This row of the index leads to another site; topics cannot be started in it."))
