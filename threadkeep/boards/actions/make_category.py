from __future__ import annotations

from datetime import datetime

from threadkeep.boards.events import CategoryMade
from threadkeep.boards.models import Category
from threadkeep.boards.rules import check_administer, check_name
from threadkeep.boards.steps import last_place, raise_version
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def make_category(*, actor: Viewer, name: str, now: datetime) -> int:
    """Make a heading below the others. `name` has 1 to 100 characters. Returns the category's id."""
    check_administer(actor)
    raise_version()
    category = Category.objects.create(name=check_name(name, most=100), position=last_place(Category.objects.all()))
    tell(CategoryMade(category_id=category.pk, actor_id=actor.id or 0))
    return category.pk
