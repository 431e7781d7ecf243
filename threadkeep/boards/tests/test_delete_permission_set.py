"""Deleting a grid no board uses."""

from threadkeep.boards.actions.delete_permission_set import delete_permission_set
from threadkeep.boards.events import PermissionSetDeleted
from threadkeep.boards.models import Grant, PermissionSet
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves


def delete(cast, name, who="administrator"):
    found = PermissionSet.objects.get(name=name)
    delete_permission_set(actor=cast.viewer(who), permission_set_id=found.pk, now=cast.now)
    return found.pk


def test_an_unused_set_goes_with_its_grid(cast):
    pk = PermissionSet.objects.get(name="Read only").pk
    with the_grid_moves():
        delete(cast, "Read only")

    assert not Grant.objects.filter(permission_set_id=pk).exists()
    assert newest_fact() == PermissionSetDeleted(permission_set_id=pk, actor_id=cast.administrator.pk)


def test_a_set_in_use_stays_and_the_refusal_names_the_boards(cast):
    with refused(status=409, saying="Bridge"):
        delete(cast, "Staff")


def test_the_default_set_stays(cast):
    with refused(status=409, saying="default"):
        delete(cast, "Public")


def test_only_administrators_know_that_this_can_be_done(cast):
    pk = PermissionSet.objects.get(name="Read only").pk
    only_for_administrators(cast, lambda actor: delete_permission_set(actor=actor, permission_set_id=pk, now=cast.now))
