"""Putting a member into a group."""

import pytest

from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused
from threadkeep.kernel.refused import NotThere
from threadkeep.members.actions.add_to_group import add_to_group
from threadkeep.members.events import AddedToGroup
from threadkeep.members.models import Group


def add(cast, key, who="marta", actor=None):
    group = Group.objects.get(key=key)
    member = getattr(cast, who)
    add_to_group(actor=actor or cast.viewer("administrator"), group_id=group.pk, member_id=member.pk, now=cast.now)
    return group.pk


def test_from_the_next_look_on_the_member_is_what_the_group_makes_them(cast):
    pk = add(cast, Group.MODERATORS)

    assert Group.MODERATORS in cast.viewer("marta").group_keys
    assert newest_fact() == AddedToGroup(group_id=pk, member_id=cast.marta.pk, actor_id=cast.administrator.pk)


def test_twice_is_refused(cast):
    add(cast, Group.MODERATORS)
    with refused(status=409, saying="Marta is in “Moderators” already"):
        add(cast, Group.MODERATORS)


@pytest.mark.parametrize("key", [Group.MEMBERS, Group.NEWCOMERS, Group.GUESTS])
def test_nobody_is_put_into_a_group_that_is_worked_out(cast, key):
    with refused(saying="follows by itself"):
        add(cast, key)


@pytest.mark.parametrize("absent", ["group_id", "member_id"])
def test_a_group_or_a_member_there_is_none_of_is_not_there(cast, absent):
    ids = {"group_id": Group.objects.get(key=Group.MODERATORS).pk, "member_id": cast.marta.pk, absent: 999}
    with pytest.raises(NotThere):
        add_to_group(actor=cast.viewer("administrator"), now=cast.now, **ids)


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(cast, lambda actor: add(cast, Group.ADMINISTRATORS, actor=actor))
