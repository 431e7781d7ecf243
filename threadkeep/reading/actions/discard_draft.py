from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.members.viewer import Viewer
from threadkeep.reading.models import Draft
from threadkeep.reading.rules import check_has_drafts, get_draft


@action
def discard_draft(*, actor: Viewer, draft_id: int, now: datetime) -> int:
    """Put a draft away; it can be brought back for a week. Returns its id. One that was sent or put away stays so.

    Refused: guests, and drafts that are not the actor's own.
    """
    check_has_drafts(actor)
    draft = get_draft(actor, draft_id)
    if draft.ended_at is None:
        draft.ended_at, draft.end = now, Draft.DISCARDED
        draft.save(update_fields=["ended_at", "end"])
    return draft.pk
