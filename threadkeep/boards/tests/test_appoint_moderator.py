"""Making a member moderator of a board."""

import pytest

from threadkeep.boards.actions.appoint_moderator import appoint_moderator
from threadkeep.boards.events import ModeratorAppointed
from threadkeep.boards.rules import may
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves
from threadkeep.kernel.refused import NotThere


@pytest.fixture
def appoint(cast):
    def appoint(who="marta", board=None, actor=None):
        appoint_moderator(
            actor=actor or cast.viewer("administrator"),
            board_id=(board or cast.open_board).pk,
            member_id=getattr(cast, who).pk,
            now=cast.now,
        )

    return appoint


def test_a_moderator_may_lock_on_that_board_and_below_and_nowhere_else(cast, appoint):
    inside = cast.board("Small boats", "public", parent=cast.open_board)
    other = cast.board("Repairs", "public")
    with the_grid_moves():
        appoint()

    marta = cast.viewer("marta")
    assert may(marta, "lock", cast.open_board.pk)
    assert may(marta, "lock", inside.pk)
    assert not may(marta, "lock", other.pk)
    assert newest_fact() == ModeratorAppointed(
        board_id=cast.open_board.pk, member_id=cast.marta.pk, actor_id=cast.administrator.pk
    )


def test_twice_a_banned_member_and_a_link_board_are_refused(cast, appoint):
    appoint()
    with refused(status=422, field="member", saying="already"):
        appoint()
    with refused(status=422, field="member", saying="banned"):
        appoint("banned")
    with refused(saying="nothing to moderate"):
        appoint(board=cast.link_board)


def test_a_member_there_is_none_of_is_not_there(cast):
    with pytest.raises(NotThere):
        appoint_moderator(actor=cast.viewer("administrator"), board_id=cast.open_board.pk, member_id=999, now=cast.now)


def test_only_administrators_know_that_this_can_be_done(cast, appoint):
    only_for_administrators(cast, lambda actor: appoint(actor=actor))
