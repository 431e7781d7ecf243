"""The tree of boards as a list one can choose from or read from top to bottom. Makes no query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from threadkeep.boards.grid import Grid
from threadkeep.boards.models import Board, Category


@dataclass(frozen=True)
class Place:
    """A board in the list, and how deep it stands: 0 is directly in its category."""

    board: Board
    depth: int
    is_first: bool
    is_last: bool
    # The set that counts, and whether it is the board's "own", one from "above", or the "default".
    set_name: str
    set_from: str


def boards_of(grid: Grid, category: Category) -> Iterator[Place]:
    """The boards of a category from top to bottom, each followed by those inside it."""
    tops = [board for board in grid.children.get(None, ()) if board.category_id == category.pk]
    yield from _walk(grid, tops, 0)


def _walk(grid: Grid, boards: list[Board], depth: int) -> Iterator[Place]:
    for board in boards:
        set_id = grid.set_of(board.pk)
        yield Place(
            board=board,
            depth=depth,
            is_first=board is boards[0],
            is_last=board is boards[-1],
            set_name=grid.sets[set_id].name if set_id in grid.sets else "",
            set_from=_set_from(grid, board),
        )
        yield from _walk(grid, list(grid.children.get(board.pk, ())), depth + 1)


def _set_from(grid: Grid, board: Board) -> str:
    if board.permission_set_id is not None:
        return "own"
    return "above" if any(each.permission_set_id for each in grid.ancestors(board.pk)) else "default"


def places(grid: Grid, *, without: int | None = None) -> list[tuple[str, str]]:
    """Where a board can stand, as ("c:1", name) for categories and ("b:1", indented name) for boards.

    Left out: the board `without` and what stands in it, and link boards, which hold nothing.
    """
    found: list[tuple[str, str]] = []
    for category in grid.categories:
        found.append((f"c:{category.pk}", category.name))
        for place in boards_of(grid, category):
            inside = any(above.pk == without for above in grid.ancestors(place.board.pk))
            if not inside and not place.board.link_url:
                # Non-breaking, because a browser folds other spaces in a list of choices.
                found.append((f"b:{place.board.pk}", "\u00a0\u00a0" * (place.depth + 1) + place.board.name))
    return found
