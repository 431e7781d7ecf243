from __future__ import annotations

from datetime import datetime

from threadkeep.boards.events import CategoryEdited
from threadkeep.boards.rules import check_administer, check_name
from threadkeep.boards.steps import category_for_change, raise_version
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def edit_category(*, actor: Viewer, category_id: int, name: str, now: datetime) -> int:
    """Give a heading another name (1 to 100 characters). Returns the category's id."""
    check_administer(actor)
    raise_version()
    category = category_for_change(category_id)
    category.name = check_name(name, most=100)
    category.save(update_fields=["name"])
    tell(CategoryEdited(category_id=category.pk, actor_id=actor.id or 0))
    return category.pk
