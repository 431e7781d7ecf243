from __future__ import annotations

from datetime import datetime

from threadkeep.boards.events import CategoryDeleted
from threadkeep.boards.rules import check_administer, check_delete_category
from threadkeep.boards.steps import category_for_change, raise_version
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def delete_category(*, actor: Viewer, category_id: int, now: datetime) -> None:
    """Delete a heading. Refused: there are boards under it."""
    check_administer(actor)
    raise_version()
    category = category_for_change(category_id)
    check_delete_category(category)
    category.delete()
    tell(CategoryDeleted(category_id=category_id, actor_id=actor.id or 0))
