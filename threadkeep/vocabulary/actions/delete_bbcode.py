from __future__ import annotations

from datetime import datetime

from threadkeep.boards.rules import check_administer
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.vocabulary.events import BBCodeDeleted
from threadkeep.vocabulary.steps import bbcode_for_change, raise_version


@action
def delete_bbcode(*, actor: Viewer, bbcode_id: int, now: datetime) -> None:
    """Take one of the board's own BBCodes away. No word of any post goes: they show the tag as it was typed."""
    check_administer(actor)
    raise_version()
    row = bbcode_for_change(bbcode_id)
    row.delete()
    tell(BBCodeDeleted(bbcode_id=bbcode_id, actor_id=actor.id or 0))
