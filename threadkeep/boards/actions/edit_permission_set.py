from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.boards.events import PermissionSetEdited
from threadkeep.boards.models import PermissionSet
from threadkeep.boards.rules import check_administer, check_cells, check_description, check_name
from threadkeep.boards.steps import Cells, make_default, raise_version, set_for_change, write_cells
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer


@action
def edit_permission_set(
    *,
    actor: Viewer,
    permission_set_id: int,
    name: str,
    description: str,
    cells: Cells,
    now: datetime,
    is_default: bool = False,
) -> int:
    """Write a whole grid at once, as `make_permission_set` takes it. Returns the set's id.

    Administrators stand above every grid, so no grid can lock them out. `is_default` makes it the set of every board
    that names none; the set that is the default stays it until another one is made so.
    """
    check_administer(actor)
    raise_version()
    found = set_for_change(permission_set_id)
    found.name = check_name(name, most=60)
    found.description = check_description(description, most=200)
    check_cells(cells)
    if PermissionSet.objects.filter(name=found.name).exclude(pk=found.pk).exists():
        raise Refused(_("There is a set of that name already."), field="name", status=422)
    found.save(update_fields=["name", "description"])
    write_cells(found, cells)
    if is_default:
        make_default(found)
    tell(PermissionSetEdited(permission_set_id=found.pk, actor_id=actor.id or 0))
    return found.pk
