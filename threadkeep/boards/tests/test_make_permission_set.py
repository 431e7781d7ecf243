"""Making a named grid."""

import pytest

from threadkeep.boards.actions.make_permission_set import make_permission_set
from threadkeep.boards.events import PermissionSetMade
from threadkeep.boards.models import Grant, PermissionSet
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves

CELLS = {("members", "see"): "allow", ("newcomers", "start"): "never"}


def test_a_set_keeps_its_whole_grid(cast):
    admin = cast.viewer("administrator")
    with the_grid_moves():
        pk = make_permission_set(actor=admin, name="Quiet", description="No newcomers.", cells=CELLS, now=cast.now)

    made = PermissionSet.objects.get(pk=pk)
    assert (made.name, made.description, made.is_default) == ("Quiet", "No newcomers.", False)
    grants = Grant.objects.filter(permission_set=made).values_list("group__key", "permission", "value")
    assert {(key, permission): value for key, permission, value in grants} == CELLS
    assert newest_fact() == PermissionSetMade(permission_set_id=pk, actor_id=admin.id)


@pytest.mark.parametrize(
    ("fields", "status", "field"),
    [
        ({"name": " "}, 422, "name"),
        ({"name": "x" * 61}, 422, "name"),
        ({"name": "Staff"}, 422, "name"),
        ({"description": "x" * 201}, 422, "description"),
        ({"cells": {("nobody", "see"): "allow"}}, 409, None),
        ({"cells": {("members", "fly"): "allow"}}, 422, None),
        ({"cells": {("members", "see"): "perhaps"}}, 422, None),
    ],
)
def test_what_cannot_be_is_refused(cast, fields, status, field):
    fields = {"name": "Quiet", "description": "", "cells": CELLS} | fields
    with refused(status=status, field=field):
        make_permission_set(actor=cast.viewer("administrator"), now=cast.now, **fields)
    assert PermissionSet.objects.count() == 4


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(
        cast,
        lambda actor: make_permission_set(actor=actor, name="Mine", description="", cells=CELLS, now=cast.now),
    )
