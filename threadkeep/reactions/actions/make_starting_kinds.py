from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.reactions.kinds import STARTING
from threadkeep.reactions.models import Kind


@action
def make_starting_kinds(now: datetime | None = None) -> None:
    """Make the reactions a board starts with, if it has none at all. Nobody acts, so no fact is told."""
    if Kind.objects.exists():
        return
    Kind.objects.bulk_create(Kind(emoji=emoji, position=position) for position, emoji in enumerate(STARTING))
