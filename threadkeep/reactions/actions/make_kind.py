from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.reactions.events import ReactionKindMade
from threadkeep.reactions.kinds import check_emoji, check_kind_name
from threadkeep.reactions.models import Kind
from threadkeep.reactions.rules import check_administer, check_one_more_offered


@action
def make_kind(*, actor: Viewer, emoji: str, name: str, now: datetime) -> int:
    """Put one more reaction into the set, behind the others. Returns its id.

    Refused: not an administrator, no single emoji, one that is there already, no name, more than a dozen.
    """
    check_administer(actor)
    emoji, name = check_emoji(emoji), check_kind_name(name)
    check_one_more_offered(emoji)
    highest = Kind.objects.aggregate(highest=Max("position"))["highest"]
    kind = Kind.objects.create(emoji=emoji, name=name, position=0 if highest is None else highest + 1)
    tell(ReactionKindMade(kind_id=kind.pk, actor_id=actor.id or 0))
    return kind.pk
