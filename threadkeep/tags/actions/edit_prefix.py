from __future__ import annotations

from datetime import datetime

from threadkeep.boards.rules import check_administer
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.tags.events import PrefixEdited
from threadkeep.tags.names import check_prefix_name, key_of
from threadkeep.tags.rules import check_colour, check_prefix_name_free
from threadkeep.tags.steps import prefix_for_change, touch_topics_with_prefix


@action
def edit_prefix(*, actor: Viewer, prefix_id: int, name: str, colour: str, now: datetime) -> int:
    """Give a prefix another name or colour, on every topic that carries it. Returns its id.

    Only for administrators. Refused as in `make_prefix`.
    """
    check_administer(actor)
    prefix = prefix_for_change(prefix_id)
    prefix.name = check_prefix_name(name)
    check_prefix_name_free(prefix.name, besides=prefix.pk)
    prefix.key, prefix.colour = key_of(prefix.name), check_colour(colour)
    prefix.save()
    touch_topics_with_prefix(prefix.pk)
    tell(PrefixEdited(prefix_id=prefix.pk, actor_id=actor.id or 0))
    return prefix.pk
