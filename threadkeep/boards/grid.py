"""The tree of boards and the permission grid, read together and kept in the process for as long as they are true.

Boards and sets are few and read on every page; they change rarely, and every action that changes them raises
`Tree.version`. So a process keeps one immutable `Grid` and asks for nothing but that number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from threadkeep.boards.models import Board, Category, Grant, PermissionSet, Tree
from threadkeep.members.models import Group

COUNTS = ("topic_count", "post_count", "last_post", "link_click_count")


@dataclass(frozen=True)
class Grid:
    """Categories, boards and grants of one version.

    Boards are without their counts, which change with every post, and without their templates, which are long.
    """

    version: int
    categories: tuple[Category, ...]
    boards: dict[int, Board]
    sets: dict[int, PermissionSet]
    # permission set id -> permission -> group key -> "allow" | "never"
    cells: dict[int, dict[str, dict[str, str]]]
    default_set_id: int | None
    # group key -> for how many minutes its members may edit their posts (0: always), for the groups that say so
    edit_minutes: dict[str, int] = field(default_factory=dict)

    @cached_property
    def children(self) -> dict[int | None, tuple[Board, ...]]:
        """The boards directly below each board, in order; under None those that stand directly in a category."""
        below: dict[int | None, list[Board]] = defaultdict(list)
        for board in self.boards.values():
            below[board.parent_id].append(board)
        return {parent: tuple(boards) for parent, boards in below.items()}

    def ancestors(self, board_id: int) -> Iterator[Board]:
        """The board itself, its parent, and so on to the top."""
        board = self.boards.get(board_id)
        while board is not None:
            yield board
            board = self.boards.get(board.parent_id) if board.parent_id else None

    def set_of(self, board_id: int) -> int | None:
        """The permission set that counts for a board: its own, else its parent's, else the default one."""
        own = (board.permission_set_id for board in self.ancestors(board_id) if board.permission_set_id)
        return next(own, self.default_set_id)


_kept: Grid | None = None


def grid() -> Grid:
    """The grid as it is now. One query when nothing moved, six when something did."""
    global _kept  # noqa: PLW0603 - one grid per process is the point
    version = Tree.objects.values_list("version", flat=True).first() or 0
    if _kept is None or _kept.version != version or not version:
        _kept = _read(version)
    return _kept


def forget() -> None:
    """Let go of the kept grid (tests that replace the whole database need this)."""
    global _kept  # noqa: PLW0603
    _kept = None


def _read(version: int) -> Grid:
    cells: dict[int, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for set_id, permission, key, value in Grant.objects.values_list(
        "permission_set_id", "permission", "group__key", "value"
    ):
        cells[set_id][permission][key] = value
    sets = {each.pk: each for each in PermissionSet.objects.order_by("name")}
    boards = Board.objects.order_by("category__position", "category_id", "position", "id")
    return Grid(
        version=version,
        categories=tuple(Category.objects.order_by("position", "id")),
        boards={board.pk: board for board in boards.defer(*COUNTS, "template_text")},
        sets=sets,
        cells={set_id: {permission: dict(row) for permission, row in rows.items()} for set_id, rows in cells.items()},
        default_set_id=next((each.pk for each in sets.values() if each.is_default), None),
        edit_minutes={
            key: minutes for key, minutes in Group.objects.values_list("key", "edit_minutes") if minutes is not None
        },
    )
