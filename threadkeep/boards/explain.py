"""Why somebody may or may not do something on a board, in words a person understands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from threadkeep.boards.access import Access, Verdict, groups_on
from threadkeep.boards.grid import Grid, grid
from threadkeep.boards.models import Board, Grant
from threadkeep.boards.permissions import PERMISSIONS
from threadkeep.kernel.refused import NotThere
from threadkeep.members.groups import group_name
from threadkeep.members.models import Group
from threadkeep.members.viewer import Viewer


@dataclass(frozen=True)
class Says:
    """What one of somebody's groups says in the set that counts: "allow", "never", or None for unset."""

    group: str
    value: str | None
    decided: bool = False


@dataclass(frozen=True)
class Explanation:
    """The answer, the sentence that explains it, and everything that was looked at.

    `board_name` is the board asked about, `decided_on` the one whose set decided: another one if that hides it.
    """

    allowed: bool
    sentence: str
    who: str
    permission: str
    permission_label: str
    board_id: int
    board_name: str
    decided_on: str
    set_name: str | None
    groups: Sequence[Says] = ()


def explain(viewer: Viewer, permission: str, board_id: int, *, name: str = "") -> Explanation:
    """Whether `viewer` may do this on this board, and which group and which set decided. One query, and the grid's.

    `permission` is a key of boards/permissions.py (ValueError: there is none such). NotThere: no such board. For those
    who administer: the answer names boards and sets that the viewer may not know of. `name` is what to call a viewer
    who is not answered as themselves (a banned member counts as a guest).
    """
    now = grid()
    board = now.boards.get(board_id)
    if board is None:
        raise NotThere
    verdict = Access(viewer, now).verdict(permission, board_id)
    names = {key: group_name(key, name) for key, name in Group.objects.values_list("key", "name")}
    decided_on = now.boards[verdict.hidden_by_board_id or board_id]
    looked_at = "see" if verdict.hidden_by_board_id else permission
    labels = {each.key: str(each.label) for each in PERMISSIONS}
    who = name or viewer.name or _("A guest")
    return Explanation(
        allowed=verdict.allowed,
        sentence=_sentence(who, board, decided_on, verdict, names),
        who=who,
        permission=permission,
        permission_label=labels[permission],
        board_id=board_id,
        board_name=board.name,
        decided_on=decided_on.name,
        set_name=verdict.set_name or _set_name(now, decided_on.pk),
        groups=_says(viewer, now, decided_on.pk, looked_at, verdict, names),
    )


def _set_name(now: Grid, board_id: int) -> str | None:
    set_id = now.set_of(board_id)
    return now.sets[set_id].name if set_id in now.sets else None


def _says(
    viewer: Viewer, now: Grid, board_id: int, permission: str, verdict: Verdict, names: Mapping[str, str]
) -> list[Says]:
    row = now.cells.get(now.set_of(board_id) or 0, {}).get(permission, {})
    return [
        Says(names.get(key, key), row.get(key), decided=key == verdict.group_key)
        for key in sorted(groups_on(viewer, board_id, now), key=lambda key: names.get(key, key))
    ]


def _sentence(who: str, board: Board, decided_on: Board, verdict: Verdict, names: Mapping[str, str]) -> str:
    """One sentence; what decided comes after what was asked."""
    group = names.get(verdict.group_key or "", verdict.group_key or "")
    words = {"who": who, "board": board.name, "above": decided_on.name, "set": verdict.set_name, "group": group}
    if verdict.allowed:
        if verdict.group_key == Group.ADMINISTRATORS:
            return _("%(who)s may do this in “%(board)s”: administrators may do everything.") % words
        return _("%(who)s may do this in “%(board)s”: the set “%(set)s” allows it to the group %(group)s.") % words
    return _refusal(board.pk != decided_on.pk, verdict, words)


def _refusal(is_hidden_above: bool, verdict: Verdict, words: Mapping[str, str | None]) -> str:
    if verdict.set_name is None:
        return _("%(who)s may not do this in “%(board)s”: no permission set counts for “%(above)s”.") % words
    place = "" if verdict.hidden_by_board_id is None else "above" if is_hidden_above else "here"
    sentences = {
        ("", True): _(
            "%(who)s may not do this in “%(board)s”: the set “%(set)s” never allows it to the group %(group)s, "
            "whatever other groups say."
        ),
        ("", False): _(
            "%(who)s may not do this in “%(board)s”: nothing in the set “%(set)s” allows it to any of their groups."
        ),
        ("here", True): _(
            "%(who)s may not do this in “%(board)s”: the set “%(set)s” never lets the group %(group)s see the board, "
            "whatever other groups say."
        ),
        ("here", False): _(
            "%(who)s may not do this in “%(board)s”: nothing in the set “%(set)s” lets any of their groups see it."
        ),
        ("above", True): _(
            "%(who)s may not do this in “%(board)s”: it stands in “%(above)s”, and the set “%(set)s” never lets the "
            "group %(group)s see that."
        ),
        ("above", False): _(
            "%(who)s may not do this in “%(board)s”: it stands in “%(above)s”, and nothing in the set “%(set)s” lets "
            "any of their groups see that."
        ),
    }
    return sentences[place, verdict.value == Grant.NEVER] % words
