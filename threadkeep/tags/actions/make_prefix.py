from __future__ import annotations

from datetime import datetime

from threadkeep.boards.rules import check_administer
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.tags.events import PrefixMade
from threadkeep.tags.models import Prefix
from threadkeep.tags.names import check_prefix_name, key_of
from threadkeep.tags.rules import check_colour, check_prefix_name_free


@action
def make_prefix(*, actor: Viewer, name: str, colour: str, now: datetime) -> int:
    """Make a prefix that boards can offer. Returns its id.

    Only for administrators. Refused (field "name" or "colour"): a name that is empty, longer than 30 characters or
    taken, a colour that is not in the palette.
    """
    check_administer(actor)
    name = check_prefix_name(name)
    check_prefix_name_free(name)
    prefix = Prefix.objects.create(name=name, key=key_of(name), colour=check_colour(colour))
    tell(PrefixMade(prefix_id=prefix.pk, actor_id=actor.id or 0))
    return prefix.pk
