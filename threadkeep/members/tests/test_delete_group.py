"""Deleting a group somebody made."""

import pytest

from threadkeep.boards.models import Grant, PermissionSet
from threadkeep.boards.rules import may
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves
from threadkeep.kernel.refused import NotThere
from threadkeep.members.actions.delete_group import delete_group
from threadkeep.members.events import GroupDeleted
from threadkeep.members.models import Group, Member, Membership


@pytest.fixture
def quiet(cast):
    """A group marta is in, which may never reply on public boards."""
    group = Group.objects.create(key="quiet-x", name="Quiet", position=9)
    Membership.objects.create(group=group, member=cast.marta, added_at=cast.now)
    public = PermissionSet.objects.get(name="Public")
    Grant.objects.create(permission_set=public, group=group, permission="reply", value="never")
    return group


def delete(cast, group, actor=None):
    delete_group(actor=actor or cast.viewer("administrator"), group_id=group.pk, now=cast.now)


def test_what_the_group_forbade_goes_with_it_and_its_members_stay(cast, quiet):
    with the_grid_moves():
        delete(cast, quiet)

    assert Member.objects.filter(pk=cast.marta.pk).exists()
    assert may(cast.viewer("marta"), "reply", cast.open_board.pk)
    assert newest_fact() == GroupDeleted(group_id=quiet.pk, actor_id=cast.administrator.pk)


@pytest.mark.parametrize("key", Group.BUILT_IN)
def test_a_built_in_group_stays(cast, key):
    with refused(saying="built in"):
        delete(cast, Group.objects.get(key=key))


def test_a_group_there_is_none_of_is_not_there(cast):
    with pytest.raises(NotThere):
        delete(cast, Group(pk=999))


def test_only_administrators_know_that_this_can_be_done(cast, quiet):
    only_for_administrators(cast, lambda actor: delete(cast, quiet, actor))
