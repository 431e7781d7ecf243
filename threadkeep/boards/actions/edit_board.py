from __future__ import annotations

from datetime import datetime

from threadkeep.boards.events import BoardEdited
from threadkeep.boards.rules import (
    check_administer,
    check_becomes_link,
    check_description,
    check_link_url,
    check_name,
    check_permission_set,
    check_syntax,
)
from threadkeep.boards.steps import board_for_change, raise_version
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def edit_board(
    *,
    actor: Viewer,
    board_id: int,
    name: str,
    description: str,
    syntax: str,
    link_url: str,
    permission_set_id: int | None,
    now: datetime,
) -> int:
    """Change what a board is called and how it works; every field as in `make_board`. Returns the board's id.

    `syntax` is what new posts begin with; posts keep the one they were written in. Refused also: a `link_url` for a
    board that holds topics or boards.
    """
    check_administer(actor)
    raise_version()
    board = board_for_change(board_id)
    board.name = check_name(name, most=100)
    board.description = check_description(description, most=500)
    board.syntax = check_syntax(syntax)
    link_url = check_link_url(link_url)
    if link_url and not board.link_url:
        check_becomes_link(board)
    board.link_url = link_url
    board.permission_set_id = check_permission_set(permission_set_id)
    board.save(update_fields=["name", "description", "syntax", "link_url", "permission_set"])
    tell(BoardEdited(board_id=board.pk, actor_id=actor.id or 0))
    return board.pk
