"""The facts boards tell. Compared with docs/events.md by a test."""

from __future__ import annotations

from dataclasses import dataclass

from threadkeep.kernel.facts import Fact


@dataclass(frozen=True)
class CategoryMade(Fact):
    """A heading stands on the index, below the others."""

    category_id: int
    actor_id: int


@dataclass(frozen=True)
class CategoryEdited(Fact):
    """A heading reads differently."""

    category_id: int
    actor_id: int


@dataclass(frozen=True)
class CategoriesOrdered(Fact):
    """The headings stand in another order."""

    actor_id: int


@dataclass(frozen=True)
class CategoryDeleted(Fact):
    """A heading without boards is gone."""

    category_id: int
    actor_id: int


@dataclass(frozen=True)
class BoardMade(Fact):
    """There is a new board, or a new row that leads elsewhere."""

    board_id: int
    actor_id: int


@dataclass(frozen=True)
class BoardEdited(Fact):
    """A board has another name, description, way of writing, link or permission set."""

    board_id: int
    actor_id: int


@dataclass(frozen=True)
class BoardMoved(Fact):
    """A board, with all boards in it, stands in another place; what its visitors may do can be different there."""

    board_id: int
    actor_id: int


@dataclass(frozen=True)
class BoardsOrdered(Fact):
    """A board changed places with its neighbours."""

    board_id: int
    actor_id: int


@dataclass(frozen=True)
class BoardDeleted(Fact):
    """A board that held nothing is gone."""

    board_id: int
    actor_id: int


@dataclass(frozen=True)
class PermissionSetMade(Fact):
    """There is a new named grid; no board uses it yet."""

    permission_set_id: int
    actor_id: int


@dataclass(frozen=True)
class PermissionSetEdited(Fact):
    """A grid says something else, for every board that uses it."""

    permission_set_id: int
    actor_id: int


@dataclass(frozen=True)
class PermissionSetDeleted(Fact):
    """A grid that no board used is gone."""

    permission_set_id: int
    actor_id: int


@dataclass(frozen=True)
class ModeratorAppointed(Fact):
    """A member moderates a board and the boards in it."""

    board_id: int
    member_id: int
    actor_id: int


@dataclass(frozen=True)
class ModeratorDismissed(Fact):
    """A member moderates a board no longer (unless by way of a group or a board above)."""

    board_id: int
    member_id: int
    actor_id: int
