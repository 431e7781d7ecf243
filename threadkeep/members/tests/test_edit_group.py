"""Giving a group another name and title."""

import pytest

from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves
from threadkeep.kernel.refused import NotThere
from threadkeep.members.actions.edit_group import edit_group
from threadkeep.members.events import GroupEdited
from threadkeep.members.groups import group_name
from threadkeep.members.models import Group


def edit(cast, key, name, title="", actor=None, **more):
    group = Group.objects.get(key=key)
    edit_group(
        actor=actor or cast.viewer("administrator"), group_id=group.pk, name=name, title=title, now=cast.now, **more
    )
    return Group.objects.get(pk=group.pk)


def test_a_built_in_group_gets_a_name_and_can_go_back_to_its_own(cast):
    with the_grid_moves():
        named = edit(cast, Group.MODERATORS, "Keepers", "Keeper")
    assert (group_name(named.key, named.name), named.title) == ("Keepers", "Keeper")
    assert newest_fact() == GroupEdited(group_id=named.pk, actor_id=cast.administrator.pk)

    plain = edit(cast, Group.MODERATORS, "  ")
    assert group_name(plain.key, plain.name) == "Moderators"


def test_a_group_keeps_its_own_name_without_standing_in_its_own_way(cast):
    assert edit(cast, Group.MODERATORS, "Moderators").name == "Moderators"


def test_a_name_another_group_has_and_none_at_all_are_refused(cast):
    Group.objects.create(key="donors-x", name="Donors", position=9)
    with refused(status=422, field="name"):
        edit(cast, Group.MODERATORS, "DONORS")
    with refused(status=422, field="name"):
        edit(cast, "donors-x", " ")


def test_its_members_time_for_edits_is_kept_and_held_to_a_year(cast):
    assert edit(cast, Group.MEMBERS, "", edit_minutes=30).edit_minutes == 30
    assert edit(cast, Group.MEMBERS, "").edit_minutes is None
    for minutes in (-1, 525_601):
        with refused(status=422, field="edit_minutes"):
            edit(cast, Group.MEMBERS, "", edit_minutes=minutes)


def test_a_group_there_is_none_of_is_not_there(cast):
    with pytest.raises(NotThere):
        edit_group(actor=cast.viewer("administrator"), group_id=999, name="x", title="", now=cast.now)


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(cast, lambda actor: edit(cast, Group.MODERATORS, "Mine", actor=actor))
