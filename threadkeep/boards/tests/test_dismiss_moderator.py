"""Ending that a member moderates a board."""

import pytest

from threadkeep.boards.actions.dismiss_moderator import dismiss_moderator
from threadkeep.boards.events import ModeratorDismissed
from threadkeep.boards.rules import may
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, the_grid_moves
from threadkeep.kernel.refused import NotThere


def dismiss(cast, actor=None):
    dismiss_moderator(
        actor=actor or cast.viewer("administrator"),
        board_id=cast.open_board.pk,
        member_id=cast.marta.pk,
        now=cast.now,
    )


def test_who_is_dismissed_may_lock_no_longer(cast):
    cast.moderates("marta", cast.open_board)
    assert may(cast.viewer("marta"), "lock", cast.open_board.pk)
    with the_grid_moves():
        dismiss(cast)

    assert not may(cast.viewer("marta"), "lock", cast.open_board.pk)
    assert newest_fact() == ModeratorDismissed(
        board_id=cast.open_board.pk, member_id=cast.marta.pk, actor_id=cast.administrator.pk
    )


def test_who_does_not_moderate_cannot_be_dismissed(cast):
    with pytest.raises(NotThere):
        dismiss(cast)


def test_only_administrators_know_that_this_can_be_done(cast):
    cast.moderates("marta", cast.open_board)
    only_for_administrators(cast, lambda actor: dismiss(cast, actor))
