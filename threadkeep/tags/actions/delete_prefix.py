from __future__ import annotations

from datetime import datetime

from threadkeep.boards.rules import check_administer
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.tags.events import PrefixDeleted
from threadkeep.tags.rules import check_delete_prefix
from threadkeep.tags.steps import prefix_for_change


@action
def delete_prefix(*, actor: Viewer, prefix_id: int, now: datetime) -> None:
    """Delete a prefix that no topic carries. Only for administrators. Refused: topics carry it."""
    check_administer(actor)
    prefix = prefix_for_change(prefix_id)
    check_delete_prefix(prefix)
    prefix.delete()
    tell(PrefixDeleted(prefix_id=prefix_id, actor_id=actor.id or 0))
