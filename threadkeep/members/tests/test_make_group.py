"""Making a group that permissions can be given to."""

import pytest

from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves
from threadkeep.members.actions.make_group import make_group
from threadkeep.members.events import GroupMade
from threadkeep.members.models import Group


def make(cast, name="Donors", title="", actor=None):
    return make_group(actor=actor or cast.viewer("administrator"), name=name, title=title, now=cast.now)


def test_a_group_stands_behind_the_others_with_a_key_of_its_own(cast):
    with the_grid_moves():
        pk = make(cast, " Friends  of the house ", "Keeps the lights on")

    group = Group.objects.get(pk=pk)
    assert (group.name, group.title) == ("Friends of the house", "Keeps the lights on")
    assert group.key not in Group.BUILT_IN
    assert Group.objects.last() == group
    assert newest_fact() == GroupMade(group_id=pk, actor_id=cast.administrator.pk)


def test_a_group_may_be_called_in_any_script(cast):
    assert Group.objects.get(pk=make(cast, "!?")).key
    assert Group.objects.get(pk=make(cast, "أصدقاء" * 6)).name


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": "moderators"}, "name"),
        ({"title": "x" * 61}, "title"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(cast, fields, field):
    with refused(status=422, field=field):
        make(cast, **fields)


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(cast, lambda actor: make(cast, actor=actor))
