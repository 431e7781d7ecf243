"""Writing a whole grid at once."""

import pytest

from threadkeep.boards.actions.edit_permission_set import edit_permission_set
from threadkeep.boards.events import PermissionSetEdited
from threadkeep.boards.models import Grant, PermissionSet
from threadkeep.boards.rules import may, visible_board_ids
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves
from threadkeep.kernel.refused import NotThere


@pytest.fixture
def edit(cast):
    """Edit the set "Public" as the administrator."""

    def edit(actor=None, **fields):
        found = PermissionSet.objects.get(is_default=True)
        fields = {"name": found.name, "description": "", "cells": {}, "permission_set_id": found.pk} | fields
        return edit_permission_set(actor=actor or cast.viewer("administrator"), now=cast.now, **fields)

    return edit


def test_the_grid_says_what_was_sent_and_nothing_else_from_the_next_look_on(cast, edit):
    with the_grid_moves():
        pk = edit(name="Town", cells={("members", "see"): "allow", ("newcomers", "reply"): "never"})

    assert PermissionSet.objects.get(pk=pk).name == "Town"
    assert Grant.objects.filter(permission_set_id=pk).count() == 2
    assert cast.open_board.pk not in visible_board_ids(cast.viewer("guest"))
    assert cast.open_board.pk in visible_board_ids(cast.viewer("marta"))
    assert not may(cast.viewer("marta"), "reply", cast.open_board.pk)
    assert newest_fact() == PermissionSetEdited(permission_set_id=pk, actor_id=cast.administrator.pk)


def test_an_empty_grid_and_even_a_never_do_not_lock_administrators_out(cast, edit):
    edit(cells={("administrators", "see"): "never", ("members", "see"): "never"})

    assert cast.open_board.pk in visible_board_ids(cast.viewer("administrator"))
    assert cast.open_board.pk not in visible_board_ids(cast.viewer("marta"))


def test_another_set_can_become_the_default_and_there_is_always_one(cast, edit):
    staff = PermissionSet.objects.get(name="Staff").pk
    cells = {("moderators", "see"): "allow"}
    edit(permission_set_id=staff, name="Staff", cells=cells, is_default=True)
    edit(permission_set_id=staff, name="Staff", cells=cells, is_default=False)

    assert [each.pk for each in PermissionSet.objects.filter(is_default=True)] == [staff]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"name": ""}, 422), ({"name": "Staff"}, 422), ({"cells": {("nobody", "see"): "allow"}}, 409)],
)
def test_what_cannot_be_is_refused_and_the_grid_stays(edit, fields, status):
    before = Grant.objects.count()
    with refused(status=status):
        edit(**fields)
    assert Grant.objects.count() == before


def test_a_set_there_is_none_of_is_not_there(edit):
    with pytest.raises(NotThere):
        edit(permission_set_id=999)


def test_only_administrators_know_that_this_can_be_done(cast, edit):
    only_for_administrators(cast, lambda actor: edit(actor=actor))
