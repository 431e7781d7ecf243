from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.reactions.events import ReactionKindDeleted
from threadkeep.reactions.rules import check_administer, check_delete_kind, get_kind


@action
def delete_kind(*, actor: Viewer, kind_id: int, now: datetime) -> None:
    """Take a reaction out of the set for good. Refused: not an administrator; one that was ever given."""
    check_administer(actor)
    kind = get_kind(kind_id)
    check_delete_kind(kind)
    kind.delete()
    tell(ReactionKindDeleted(kind_id=kind_id, actor_id=actor.id or 0))
