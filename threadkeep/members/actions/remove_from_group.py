from __future__ import annotations

from datetime import datetime

from threadkeep.boards.rules import check_administer
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import NotThere
from threadkeep.members.events import RemovedFromGroup
from threadkeep.members.groups import check_remove_from_group
from threadkeep.members.models import Group, Membership
from threadkeep.members.viewer import Viewer


@action
def remove_from_group(*, actor: Viewer, group_id: int, member_id: int, now: datetime) -> None:
    """Take a member out of a group. Refused: the last administrator who can sign in. NotThere: they are not in it."""
    check_administer(actor)
    # Locked, so that two administrators who dismiss each other in the same moment do not both succeed.
    group = Group.objects.select_for_update().filter(pk=group_id).first()
    if group is None:
        raise NotThere
    check_remove_from_group(group, member_id)
    Membership.objects.filter(group=group, member_id=member_id).delete()
    tell(RemovedFromGroup(group_id=group.pk, member_id=member_id, actor_id=actor.id or 0))
