from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.boards.models import PermissionSet, Tree
from threadkeep.boards.permissions import STARTING_SETS
from threadkeep.boards.steps import make_default, raise_version, write_cells
from threadkeep.kernel.action import action
from threadkeep.members.models import Group


@action
def make_built_ins(now: datetime | None = None) -> None:
    """Make what every board has from the start: five groups, four named permission sets, the version of the tree.

    Can be repeated: a second run finds everything and writes nothing. The sets are made when there is none at all, so
    that one an administrator deleted or renamed does not come back. Nobody acts, so no fact is told.
    """
    missing = set(Group.BUILT_IN) - set(Group.objects.values_list("key", flat=True))
    sets_are_there = PermissionSet.objects.exists()
    if not missing and sets_are_there and Tree.objects.exists():
        return
    raise_version()
    Group.objects.bulk_create(
        Group(key=key, position=position) for position, key in enumerate(Group.BUILT_IN) if key in missing
    )
    if not sets_are_there:
        _make_sets()


def _make_sets() -> None:
    words = {
        "public": (_("Public"), _("Everybody reads, members write.")),
        "read_only": (_("Read only"), _("Everybody reads, moderators write.")),
        "members": (_("Members"), _("Only members read and write; guests do not know of it.")),
        "staff": (_("Staff"), _("Only moderators and administrators know of it.")),
    }
    for key, cells in STARTING_SETS.items():
        name, description = words[key]
        made = PermissionSet.objects.create(name=name, description=description)
        write_cells(
            made,
            {
                (group, permission): value
                for group, values in cells.items()
                for value, permissions in values.items()
                for permission in permissions
            },
        )
        if key == "public":
            make_default(made)
