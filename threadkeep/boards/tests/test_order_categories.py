"""Moving a heading up and down."""

import pytest

from threadkeep.boards.actions.order_categories import order_categories
from threadkeep.boards.events import CategoriesOrdered
from threadkeep.boards.models import Category
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, the_grid_moves


@pytest.mark.parametrize(
    ("places", "order"),
    [(-1, "bac"), (1, "acb"), (-9, "bac"), (9, "acb"), (0, "abc")],
)
def test_a_heading_changes_places_and_stops_at_the_ends(cast, places, order):
    admin = cast.viewer("administrator")
    Category.objects.filter(pk=cast.category.pk).update(name="a")
    middle = Category.objects.create(name="b", position=0)  # the same position as the first: its id decides
    Category.objects.create(name="c", position=7)
    with the_grid_moves():
        order_categories(actor=admin, category_id=middle.pk, places=places, now=cast.now)

    assert "".join(each.name for each in Category.objects.all()) == order
    assert newest_fact() == CategoriesOrdered(actor_id=admin.id)


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(
        cast, lambda actor: order_categories(actor=actor, category_id=cast.category.pk, places=1, now=cast.now)
    )
