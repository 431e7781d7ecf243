"""What the actions on boards, sets and groups do alike, inside their transactions."""

from __future__ import annotations

import time
from collections.abc import Iterable

from django.db.models import F, Max, QuerySet, Value
from django.db.models.functions import Greatest

from threadkeep.boards.models import Board, Category, Grant, PermissionSet, Tree
from threadkeep.kernel.refused import NotThere
from threadkeep.members.models import Group

type Cells = dict[tuple[str, str], str]
"""(group key, permission) -> "allow" or "never"; what is not in it is unset."""


def raise_version() -> None:
    """Say that the tree or the grid is another one; call it first, right after the check of who acts.

    Its row lock makes all changes of the tree happen one after the other, so no two of them can close a circle. The
    number is the clock's rather than one more, because a number must not come again after a transaction that used it
    was rolled back: a process may have kept a grid under it.
    """
    number = time.time_ns()
    if not Tree.objects.update(version=Greatest(F("version") + 1, Value(number))):
        Tree.objects.create(version=number)


def category_for_change(category_id: int) -> Category:
    """The category; NotThere if there is none."""
    category = Category.objects.filter(pk=category_id).first()
    if category is None:
        raise NotThere
    return category


def board_for_change(board_id: int) -> Board:
    """The board; NotThere if there is none. Only for administrators, who may see them all."""
    board = Board.objects.filter(pk=board_id).first()
    if board is None:
        raise NotThere
    return board


def set_for_change(permission_set_id: int) -> PermissionSet:
    """The permission set; NotThere if there is none."""
    found = PermissionSet.objects.filter(pk=permission_set_id).first()
    if found is None:
        raise NotThere
    return found


def siblings(board: Board) -> QuerySet[Board]:
    """The boards that stand beside this one, itself included, in order."""
    return Board.objects.filter(category_id=board.category_id, parent_id=board.parent_id).order_by("position", "id")


def last_place(rows: QuerySet[Board] | QuerySet[Category]) -> int:
    """The position behind all these rows."""
    highest = rows.aggregate(highest=Max("position"))["highest"]
    return 0 if highest is None else highest + 1


def shift(ids: list[int], chosen: int, places: int) -> list[int]:
    """`ids` with `chosen` moved by `places` (below 0 is up), stopping at the ends."""
    at = ids.index(chosen)
    to = max(0, min(len(ids) - 1, at + places))
    rest = [each for each in ids if each != chosen]
    return [*rest[:to], chosen, *rest[to:]]


def write_positions(model: type[Board | Category], ids: Iterable[int]) -> None:
    """Number the rows 0, 1, 2 … in this order."""
    for position, pk in enumerate(ids):
        model.objects.filter(pk=pk).update(position=position)


def write_cells(permission_set: PermissionSet, cells: Cells) -> None:
    """Make the whole grid of the set say this and nothing else."""
    groups = dict(Group.objects.values_list("key", "pk"))
    permission_set.grants.all().delete()
    Grant.objects.bulk_create(
        Grant(permission_set=permission_set, group_id=groups[key], permission=permission, value=value)
        for (key, permission), value in cells.items()
    )


def make_default(permission_set: PermissionSet) -> None:
    """Make this the set of every board that names none, instead of whichever was."""
    PermissionSet.objects.filter(is_default=True).exclude(pk=permission_set.pk).update(is_default=False)
    PermissionSet.objects.filter(pk=permission_set.pk).update(is_default=True)
