"""What every board has from the start."""

import pytest
from django.utils import timezone

from threadkeep.boards.actions.make_built_ins import make_built_ins
from threadkeep.boards.models import Grant, PermissionSet, Tree
from threadkeep.boards.permissions import STARTING_SETS
from threadkeep.members.models import Group

pytestmark = pytest.mark.django_db


def test_a_new_board_has_five_groups_and_four_sets_of_which_public_is_the_default():
    make_built_ins(timezone.now())

    assert set(Group.objects.values_list("key", flat=True)) == set(Group.BUILT_IN)
    assert set(PermissionSet.objects.values_list("name", flat=True)) == {"Public", "Read only", "Members", "Staff"}
    assert PermissionSet.objects.get(is_default=True).name == "Public"
    written = {
        (grant.group.key, grant.permission, grant.value)
        for grant in Grant.objects.filter(permission_set__name="Staff").select_related("group")
    }
    assert written == {(Group.MODERATORS, each, "allow") for each in STARTING_SETS["staff"][Group.MODERATORS]["allow"]}


def test_a_second_run_changes_nothing():
    make_built_ins()
    version = Tree.objects.get().version
    counts = Group.objects.count(), PermissionSet.objects.count(), Grant.objects.count()

    make_built_ins()

    assert Tree.objects.get().version == version
    assert (Group.objects.count(), PermissionSet.objects.count(), Grant.objects.count()) == counts


def test_a_set_that_was_renamed_or_deleted_does_not_come_back():
    make_built_ins()
    PermissionSet.objects.filter(name="Staff").update(name="Crew")
    PermissionSet.objects.filter(name="Read only").delete()

    make_built_ins()

    assert set(PermissionSet.objects.values_list("name", flat=True)) == {"Public", "Members", "Crew"}


def test_a_built_in_group_that_is_missing_is_made_again():
    make_built_ins()
    Group.objects.filter(key=Group.NEWCOMERS).delete()

    make_built_ins()

    assert Group.objects.filter(key=Group.NEWCOMERS).exists()
