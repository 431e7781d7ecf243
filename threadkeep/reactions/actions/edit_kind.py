from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.reactions.events import ReactionKindEdited
from threadkeep.reactions.kinds import STARTING, check_emoji, check_kind_name
from threadkeep.reactions.rules import check_administer, check_one_more_offered, get_kind


@action
def edit_kind(*, actor: Viewer, kind_id: int, emoji: str, name: str, is_offered: bool, now: datetime) -> int:
    """Change how a reaction looks, what it is called and whether it is offered. Returns its id.

    What was given before shows the new emoji and name. An empty name stands for the translated one it started with.
    Refused: not an administrator, no single emoji, one that is there already, no name, more than a dozen offered.
    """
    check_administer(actor)
    kind = get_kind(kind_id)
    emoji = check_emoji(emoji)
    if is_offered:
        check_one_more_offered(emoji, but_for=kind_id)
    kind.name = "" if not name and emoji in STARTING else check_kind_name(name)
    kind.emoji, kind.is_offered = emoji, is_offered
    kind.save(update_fields=["emoji", "name", "is_offered"])
    tell(ReactionKindEdited(kind_id=kind_id, actor_id=actor.id or 0))
    return kind_id
