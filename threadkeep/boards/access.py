"""Who may do what on which board, and why. Never wins, then allow; unset is no.

`may` asks, `explain` tells which group and which set decided. Administrators stand above the grid: a grid that locks
its owner out could never be mended.
"""

from __future__ import annotations

from dataclasses import dataclass

from threadkeep.boards.grid import Grid, grid
from threadkeep.boards.models import Grant
from threadkeep.boards.permissions import KEYS, SEE
from threadkeep.members.models import Group
from threadkeep.members.viewer import GUEST, Viewer


@dataclass(frozen=True)
class Verdict:
    """The answer to "may they?", and what decided it: the group, the set, and the value; None where nothing did."""

    allowed: bool
    group_key: str | None
    set_name: str | None
    value: str | None
    hidden_by_board_id: int | None = None


def groups_on(viewer: Viewer, board_id: int, now: Grid) -> frozenset[str]:
    """The groups that count for this viewer on this board: moderators of chosen boards count there and below."""
    if viewer.moderated_board_ids and any(b.pk in viewer.moderated_board_ids for b in now.ancestors(board_id)):
        return viewer.group_keys | {Group.MODERATORS}
    return viewer.group_keys


def _decide(now: Grid, set_id: int | None, permission: str, groups: frozenset[str]) -> Verdict:
    if Group.ADMINISTRATORS in groups:
        return Verdict(True, Group.ADMINISTRATORS, None, Grant.ALLOW)
    row = now.cells.get(set_id or 0, {}).get(permission, {})
    name = now.sets[set_id].name if set_id in now.sets else None
    for value in (Grant.NEVER, Grant.ALLOW):
        for key in sorted(groups):
            if row.get(key) == value:
                return Verdict(value == Grant.ALLOW, key, name, value)
    return Verdict(False, None, name, None)


class Access:
    """What one viewer may do on every board, worked out against one version of the grid. Make one per request."""

    def __init__(self, viewer: Viewer, now: Grid | None = None) -> None:
        self.viewer = viewer
        self.grid = now or grid()
        self._known: dict[tuple[str, int], Verdict] = {}

    def verdict(self, permission: str, board_id: int) -> Verdict:
        """Whether, and why. A board below one that is hidden is hidden too, whatever its own set says."""
        if permission not in KEYS:
            raise ValueError(f"{permission} is no permission; there are {', '.join(KEYS)}.")
        if (permission, board_id) not in self._known:
            self._known[permission, board_id] = self._work_out(permission, board_id)
        return self._known[permission, board_id]

    def _work_out(self, permission: str, board_id: int) -> Verdict:
        chain = list(self.grid.ancestors(board_id))
        for board in reversed(chain):
            seen = self._here(SEE, board.pk)
            if not seen.allowed:
                return Verdict(False, seen.group_key, seen.set_name, seen.value, hidden_by_board_id=board.pk)
        return self._here(permission, board_id) if chain else Verdict(False, None, None, None)

    def may(self, permission: str, board_id: int) -> bool:
        """Whether the viewer may do this on this board."""
        return self.verdict(permission, board_id).allowed

    def boards_where(self, permission: str) -> frozenset[int]:
        """The ids of all boards where the viewer may do this."""
        return frozenset(board_id for board_id in self.grid.boards if self.may(permission, board_id))

    def edit_minutes(self, board_id: int) -> int | None:
        """For how many minutes the viewer may edit what they posted there, 0 for always: the most generous of their
        groups that say so. None if none of them does.
        """
        said = [
            self.grid.edit_minutes[key]
            for key in groups_on(self.viewer, board_id, self.grid)
            if key in self.grid.edit_minutes
        ]
        return 0 if 0 in said else max(said, default=None)

    def _here(self, permission: str, board_id: int) -> Verdict:
        groups = groups_on(self.viewer, board_id, self.grid)
        return _decide(self.grid, self.grid.set_of(board_id), permission, groups)


def access_of(viewer: Viewer) -> Access:
    """The viewer's access against the grid as it is now; kept with the viewer for the length of a request."""
    kept: Access | None = viewer.__dict__.get("_access")
    if kept is None:
        kept = Access(viewer)
        if viewer is GUEST:
            # The one guest that lives as long as the process: a note on it would outlive every change of the grid.
            return kept
        # The viewer is frozen so that nobody changes who it is; what it may do is only a note kept beside it.
        viewer.__dict__["_access"] = kept
    return kept
