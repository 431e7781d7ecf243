"""Making a heading."""

import pytest

from threadkeep.boards.actions.make_category import make_category
from threadkeep.boards.events import CategoryMade
from threadkeep.boards.models import Category
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves


def test_a_heading_comes_to_stand_below_the_others(cast):
    admin = cast.viewer("administrator")
    with the_grid_moves():
        pk = make_category(actor=admin, name="  The   workshop ", now=cast.now)

    assert [each.name for each in Category.objects.all()] == ["The harbour", "The workshop"]
    assert newest_fact() == CategoryMade(category_id=pk, actor_id=admin.id)


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_name_that_is_none_or_too_long_is_refused_beside_its_field(cast, name):
    with refused(status=422, field="name"):
        make_category(actor=cast.viewer("administrator"), name=name, now=cast.now)


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(cast, lambda actor: make_category(actor=actor, name="Mine", now=cast.now))
