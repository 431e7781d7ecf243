from __future__ import annotations

from datetime import datetime

from threadkeep.boards.events import CategoriesOrdered
from threadkeep.boards.models import Category
from threadkeep.boards.rules import check_administer
from threadkeep.boards.steps import category_for_change, raise_version, shift, write_positions
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def order_categories(*, actor: Viewer, category_id: int, places: int, now: datetime) -> None:
    """Move a heading up (`places` below 0) or down among the others; at the ends it stays where it is."""
    check_administer(actor)
    raise_version()
    category = category_for_change(category_id)
    ids = list(Category.objects.order_by("position", "id").values_list("pk", flat=True))
    write_positions(Category, shift(ids, category.pk, places))
    tell(CategoriesOrdered(actor_id=actor.id or 0))
