from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.boards.rules import check_administer
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.events import AddedToGroup
from threadkeep.members.groups import check_add_to_group, group_name
from threadkeep.members.models import Group, Member, Membership
from threadkeep.members.viewer import Viewer


@action
def add_to_group(*, actor: Viewer, group_id: int, member_id: int, now: datetime) -> None:
    """Put a member into a group. Refused: a group that is worked out, a member who is in it already."""
    check_administer(actor)
    group = Group.objects.filter(pk=group_id).first()
    member = Member.objects.filter(pk=member_id).first()
    if group is None or member is None:
        raise NotThere
    check_add_to_group(group)
    if not Membership.objects.get_or_create(group=group, member=member, defaults={"added_at": now})[1]:
        words = {"member": member.name, "group": group_name(group.key, group.name)}
        raise Refused(_("%(member)s is in “%(group)s” already.") % words, status=409)
    tell(AddedToGroup(group_id=group.pk, member_id=member.pk, actor_id=actor.id or 0))
