"""The law of the grid: never wins, then allow, unset is no; what stands in a hidden board is hidden. No database."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from threadkeep.boards.access import Access
from threadkeep.boards.grid import Grid
from threadkeep.boards.models import Board, PermissionSet
from threadkeep.boards.permissions import KEYS
from threadkeep.members.models import Group
from threadkeep.members.viewer import Viewer

GROUPS = [*Group.BUILT_IN, "donors"]
OTHERS = [key for key in GROUPS if key != Group.ADMINISTRATORS]
SETS = [1, 2, 3]
VALUES = ["allow", "allow", "allow", "never"]


ASKED = ("see", "reply")
CELLS = st.lists(
    st.tuples(st.sampled_from(SETS), st.sampled_from(ASKED), st.sampled_from(GROUPS), st.sampled_from(VALUES)),
    max_size=20,
)


def grid_of(places, cells, default_set_id):
    """A grid: `places` holds for each board which earlier one it stands in (0: none) and its set (0: none)."""
    boards = {
        pk: Board(pk=pk, parent_id=min(inside, pk - 1) or None, permission_set_id=set_id or None, name=f"board {pk}")
        for pk, (inside, set_id) in enumerate(places, start=1)
    }
    found = {pk: {} for pk in SETS}
    for set_id, permission, key, value in cells:
        found[set_id].setdefault(permission, {})[key] = value
    sets = {pk: PermissionSet(pk=pk, name=f"set {pk}") for pk in SETS}
    return Grid(version=1, categories=(), boards=boards, sets=sets, cells=found, default_set_id=default_set_id)


def grids():
    """Up to six boards nested anyhow, three sets filled anyhow, one of them the default (or none)."""
    place = st.tuples(st.integers(0, 5), st.sampled_from([0, *SETS]))
    default = st.sampled_from([None, *SETS])
    return st.builds(grid_of, st.lists(place, min_size=1, max_size=6), CELLS, default)


def viewers(keys):
    return st.builds(
        Viewer,
        member=st.none(),
        group_keys=st.frozensets(st.sampled_from(keys), min_size=1),
        moderated_board_ids=st.frozensets(st.integers(1, 6), max_size=2),
    )


def above(grid, board_id):
    """The board and those above it, spelled out here a second time on purpose."""
    chain = [board_id]
    while (parent := grid.boards[chain[-1]].parent_id) is not None:
        chain.append(parent)
    return chain


def said(grid, viewer, permission, board_id):
    """What the groups that count on this board say in its set: the words of the law, written as plainly as possible."""
    chain = above(grid, board_id)
    groups = set(viewer.group_keys)
    if viewer.moderated_board_ids & set(chain):
        groups.add(Group.MODERATORS)
    sets = [grid.boards[pk].permission_set_id for pk in chain if grid.boards[pk].permission_set_id]
    row = grid.cells.get(sets[0] if sets else grid.default_set_id, {}).get(permission, {})
    return {row[key] for key in groups if key in row}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids(), viewers(OTHERS), st.sampled_from(ASKED))
def test_never_wins_then_allow_and_unset_is_no_on_the_board_and_all_above(grid, viewer, permission):
    access = Access(viewer, grid)
    for board_id in grid.boards:
        seen = all(said(grid, viewer, "see", pk) == {"allow"} for pk in above(grid, board_id))
        expected = seen and said(grid, viewer, permission, board_id) == {"allow"}
        assert access.may(permission, board_id) is expected


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids(), viewers(OTHERS))
def test_nothing_can_be_done_where_nothing_can_be_seen_nor_below_it(grid, viewer):
    access = Access(viewer, grid)
    hidden = set(grid.boards) - access.boards_where("see")
    for board_id in grid.boards:
        if hidden & set(above(grid, board_id)):
            assert not any(access.may(permission, board_id) for permission in KEYS)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids(), viewers([Group.ADMINISTRATORS]), st.sampled_from(KEYS))
def test_administrators_stand_above_every_grid(grid, viewer, permission):
    assert Access(viewer, grid).boards_where(permission) == set(grid.boards)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids(), viewers(OTHERS), st.sampled_from(ASKED), st.sampled_from(OTHERS))
def test_a_never_more_takes_and_never_gives(grid, viewer, permission, key):
    before = Access(viewer, grid).boards_where(permission)
    for cells in grid.cells.values():
        cells.setdefault(permission, {})[key] = "never"
    assert Access(viewer, grid).boards_where(permission) <= before


def test_a_board_there_is_none_of_allows_nothing(db):
    grid = Grid(version=1, categories=(), boards={}, sets={}, cells={}, default_set_id=None)
    assert not Access(Viewer(None, frozenset({Group.ADMINISTRATORS})), grid).may("see", 7)
