from __future__ import annotations

from datetime import datetime

from threadkeep.boards.events import BoardMade
from threadkeep.boards.models import Board
from threadkeep.boards.rules import (
    check_administer,
    check_description,
    check_link_url,
    check_name,
    check_parent,
    check_permission_set,
    check_syntax,
)
from threadkeep.boards.steps import board_for_change, category_for_change, last_place, raise_version, siblings
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def make_board(
    *,
    actor: Viewer,
    category_id: int,
    name: str,
    now: datetime,
    parent_id: int | None = None,
    description: str = "",
    syntax: str = Board.MARKDOWN,
    link_url: str = "",
    permission_set_id: int | None = None,
) -> int:
    """Make a board below its neighbours: directly in a category, or in the board `parent_id` of that category.

    With `link_url` it is a row of the index that leads there and holds no topics. Without `permission_set_id` it takes
    the set of the board above, and at the top the default one. Returns the board's id.
    Refused: a name that is empty or longer than 100 characters, a description longer than 500, an address that is not
    http(s), a link board as parent.
    """
    check_administer(actor)
    raise_version()
    if parent_id is not None:
        parent = board_for_change(parent_id)
        check_parent(parent)
        category_id = parent.category_id
    board = Board(
        category=category_for_change(category_id),
        parent_id=parent_id,
        name=check_name(name, most=100),
        description=check_description(description, most=500),
        syntax=check_syntax(syntax),
        link_url=check_link_url(link_url),
        permission_set_id=check_permission_set(permission_set_id),
    )
    board.position = last_place(siblings(board))
    board.save(force_insert=True)
    tell(BoardMade(board_id=board.pk, actor_id=actor.id or 0))
    return board.pk
