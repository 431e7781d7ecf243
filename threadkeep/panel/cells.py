"""The grid as a form: one choice of three for each group and permission. Makes no query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from threadkeep.boards.grid import Grid
from threadkeep.boards.permissions import PERMISSIONS, SEE, SEE_FILES, SEE_HISTORY, SEE_VIEWERS
from threadkeep.members.models import Group
from threadkeep.panel.queries import GroupRow

type Cells = dict[tuple[str, str], str]

# Guests only read: the rules ask for an account before anything is written, whatever a grid says.
FOR_GUESTS = frozenset({SEE, SEE_FILES, SEE_VIEWERS, SEE_HISTORY})


@dataclass(frozen=True)
class CellLook:
    """One cell: its name in the form, the group it is about, and what is chosen ("" is unset)."""

    name: str
    group: str
    value: str
    is_open: bool


@dataclass(frozen=True)
class RowLook:
    """One permission and its cells, one for each group."""

    key: str
    label: str
    cells: Sequence[CellLook]


@dataclass(frozen=True)
class GridLook:
    """The grid: names of the groups across, permissions down."""

    groups: Sequence[str]
    rows: Sequence[RowLook]


def grid_look(groups: Sequence[GroupRow], cells: Mapping[tuple[str, str], str]) -> GridLook:
    """The grid with these values in it. Administrators have no column: they stand above every grid."""
    across = [group for group in groups if group.key != Group.ADMINISTRATORS]
    return GridLook(
        groups=[group.name for group in across],
        rows=[
            RowLook(
                each.key,
                str(each.label),
                [
                    CellLook(
                        name=f"cell.{group.key}.{each.key}",
                        group=group.name,
                        value=cells.get((group.key, each.key), ""),
                        is_open=group.key != Group.GUESTS or each.key in FOR_GUESTS,
                    )
                    for group in across
                ],
            )
            for each in PERMISSIONS
        ],
    )


def cells_of(grid: Grid, set_id: int) -> Cells:
    """A set's grid as the actions take it."""
    rows = grid.cells.get(set_id, {})
    return {(key, permission): value for permission, row in rows.items() for key, value in row.items()}


def cells_sent(fields: Mapping[str, str]) -> Cells:
    """The grid a form sent; what is empty is unset. What is wrong in it the action refuses."""
    cells: Cells = {}
    for name, value in fields.items():
        kind, _dot, rest = name.partition(".")
        key, _dot, permission = rest.rpartition(".")
        if kind == "cell" and value:
            cells[key, permission] = value
    return cells
