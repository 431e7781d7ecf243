"""Deleting a heading."""

from threadkeep.boards.actions.delete_category import delete_category
from threadkeep.boards.events import CategoryDeleted
from threadkeep.boards.models import Category
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves


def test_an_empty_heading_goes(cast):
    admin, empty = cast.viewer("administrator"), Category.objects.create(name="Empty", position=1)
    with the_grid_moves():
        delete_category(actor=admin, category_id=empty.pk, now=cast.now)

    assert [each.name for each in Category.objects.all()] == ["The harbour"]
    assert newest_fact() == CategoryDeleted(category_id=empty.pk, actor_id=admin.id)


def test_a_heading_with_boards_stays_and_the_refusal_says_how_many(cast):
    with refused(status=409, saying="4 boards"):
        delete_category(actor=cast.viewer("administrator"), category_id=cast.category.pk, now=cast.now)


def test_only_administrators_know_that_this_can_be_done(cast):
    empty = Category.objects.create(name="Empty", position=1)
    only_for_administrators(cast, lambda actor: delete_category(actor=actor, category_id=empty.pk, now=cast.now))
