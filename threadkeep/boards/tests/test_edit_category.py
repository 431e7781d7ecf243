"""Renaming a heading."""

import pytest

from threadkeep.boards.actions.edit_category import edit_category
from threadkeep.boards.events import CategoryEdited
from threadkeep.boards.models import Category
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves
from threadkeep.kernel.refused import NotThere


def test_a_heading_reads_differently(cast):
    admin = cast.viewer("administrator")
    with the_grid_moves():
        edit_category(actor=admin, category_id=cast.category.pk, name="The old harbour", now=cast.now)

    assert Category.objects.get().name == "The old harbour"
    assert newest_fact() == CategoryEdited(category_id=cast.category.pk, actor_id=admin.id)


def test_without_a_name_nothing_changes(cast):
    with refused(status=422, field="name"):
        edit_category(actor=cast.viewer("administrator"), category_id=cast.category.pk, name=" ", now=cast.now)
    assert Category.objects.get().name == "The harbour"


def test_a_heading_there_is_none_of_is_not_there(cast):
    with pytest.raises(NotThere):
        edit_category(actor=cast.viewer("administrator"), category_id=999, name="x", now=cast.now)


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(
        cast, lambda actor: edit_category(actor=actor, category_id=cast.category.pk, name="Mine", now=cast.now)
    )
