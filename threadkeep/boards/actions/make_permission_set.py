from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.boards.events import PermissionSetMade
from threadkeep.boards.models import PermissionSet
from threadkeep.boards.rules import check_administer, check_cells, check_description, check_name
from threadkeep.boards.steps import Cells, raise_version, write_cells
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer


@action
def make_permission_set(*, actor: Viewer, name: str, description: str, cells: Cells, now: datetime) -> int:
    """Make a named grid for boards to share. Returns its id.

    `cells` is the whole grid: (group key, permission) to "allow" or "never"; what is left out is unset.
    Refused: a name that is empty, longer than 60 characters or taken; a group or permission there is not.
    """
    check_administer(actor)
    raise_version()
    name = check_name(name, most=60)
    check_cells(cells)
    if PermissionSet.objects.filter(name=name).exists():
        raise Refused(_("There is a set of that name already."), field="name", status=422)
    made = PermissionSet.objects.create(name=name, description=check_description(description, most=200))
    write_cells(made, cells)
    tell(PermissionSetMade(permission_set_id=made.pk, actor_id=actor.id or 0))
    return made.pk
