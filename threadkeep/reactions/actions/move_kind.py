from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.reactions.events import ReactionKindsOrdered
from threadkeep.reactions.models import Kind
from threadkeep.reactions.rules import check_administer, get_kind
from threadkeep.reactions.steps import write_order


@action
def move_kind(*, actor: Viewer, kind_id: int, places: int, now: datetime) -> int:
    """Offer a reaction earlier (places below 0) or later, stopping at the ends. Returns its id.

    Refused: not an administrator.
    """
    check_administer(actor)
    get_kind(kind_id)
    ids = list(Kind.objects.order_by("position", "id").values_list("pk", flat=True))
    at = ids.index(kind_id)
    rest = [pk for pk in ids if pk != kind_id]
    to = max(0, min(len(rest), at + places))
    write_order([*rest[:to], kind_id, *rest[to:]])
    tell(ReactionKindsOrdered(actor_id=actor.id or 0))
    return kind_id
