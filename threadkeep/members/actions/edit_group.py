from __future__ import annotations

from datetime import datetime

from threadkeep.boards.rules import check_administer
from threadkeep.boards.steps import raise_version
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import NotThere
from threadkeep.members.events import GroupEdited
from threadkeep.members.groups import check_edit_minutes, check_group_name, check_group_title
from threadkeep.members.models import Group
from threadkeep.members.viewer import Viewer


@action
def edit_group(
    *, actor: Viewer, group_id: int, name: str, title: str, now: datetime, edit_minutes: int | None = None
) -> int:
    """Give a group another name and title. Returns its id.

    `edit_minutes` is for how many minutes its members may edit what they posted (0: always; None: posts.edit_minutes).
    A built-in group may have no name: it is then called what it is, in each reader's language.
    """
    check_administer(actor)
    raise_version()
    group = Group.objects.filter(pk=group_id).first()
    if group is None:
        raise NotThere
    no_name = group.key in Group.BUILT_IN and not name.strip()
    group.name = "" if no_name else check_group_name(name, group_id=group.pk)
    group.title = check_group_title(title)
    group.edit_minutes = check_edit_minutes(edit_minutes)
    group.save(update_fields=["name", "title", "edit_minutes"])
    tell(GroupEdited(group_id=group.pk, actor_id=actor.id or 0))
    return group.pk
