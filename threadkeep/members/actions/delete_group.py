from __future__ import annotations

from datetime import datetime

from threadkeep.boards.rules import check_administer
from threadkeep.boards.steps import raise_version
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import NotThere
from threadkeep.members.events import GroupDeleted
from threadkeep.members.groups import check_delete_group
from threadkeep.members.models import Group
from threadkeep.members.viewer import Viewer


@action
def delete_group(*, actor: Viewer, group_id: int, now: datetime) -> None:
    """Delete a group; its members stay, without what it gave them. Refused: a built-in group."""
    check_administer(actor)
    raise_version()
    group = Group.objects.filter(pk=group_id).first()
    if group is None:
        raise NotThere
    check_delete_group(group)
    group.delete()
    tell(GroupDeleted(group_id=group_id, actor_id=actor.id or 0))
