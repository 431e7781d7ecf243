from __future__ import annotations

from datetime import datetime

from threadkeep.boards.events import PermissionSetDeleted
from threadkeep.boards.rules import check_administer, check_delete_permission_set
from threadkeep.boards.steps import raise_version, set_for_change
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer


@action
def delete_permission_set(*, actor: Viewer, permission_set_id: int, now: datetime) -> None:
    """Delete a grid. Refused: it is the default one, or a board uses it."""
    check_administer(actor)
    raise_version()
    found = set_for_change(permission_set_id)
    check_delete_permission_set(found)
    found.delete()
    tell(PermissionSetDeleted(permission_set_id=permission_set_id, actor_id=actor.id or 0))
