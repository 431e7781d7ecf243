from __future__ import annotations

from datetime import datetime

from django.utils.crypto import get_random_string

from threadkeep.boards.rules import check_administer
from threadkeep.boards.steps import raise_version
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.addresses import slug
from threadkeep.members.events import GroupMade
from threadkeep.members.groups import check_edit_minutes, check_group_name, check_group_title
from threadkeep.members.models import Group
from threadkeep.members.viewer import Viewer


@action
def make_group(*, actor: Viewer, name: str, now: datetime, title: str = "", edit_minutes: int | None = None) -> int:
    """Make a group that permissions can be given to. Returns its id.

    `title` is shown under the names of those in it; `edit_minutes`: see edit_group. Refused: a
    name that is empty, longer than 60 characters or taken.
    """
    check_administer(actor)
    raise_version()
    name = check_group_name(name)
    # The key is what the grid knows a group by; it outlives every name and is never a built-in one's.
    key = f"{slug(name)[:30] or 'group'}-{get_random_string(6).lower()}"
    group = Group.objects.create(
        key=key,
        name=name,
        title=check_group_title(title),
        position=Group.objects.count(),
        edit_minutes=check_edit_minutes(edit_minutes),
    )
    tell(GroupMade(group_id=group.pk, actor_id=actor.id or 0))
    return group.pk
