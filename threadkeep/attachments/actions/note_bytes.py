from __future__ import annotations

from datetime import datetime

from threadkeep.attachments.models import Blob
from threadkeep.attachments.steps import mark_missing, touch_topics_with
from threadkeep.kernel.action import action


@action
def note_bytes(*, blob_id: int, are_whole: bool, now: datetime) -> bool:
    """Write down that bytes are missing (or no longer what they were), or that they are whole again.

    Pages show a placeholder for what is missing. Returns whether that was news. For checks; refuses nothing.
    """
    if not are_whole:
        return bool(mark_missing([blob_id], now))
    changed = Blob.objects.filter(pk=blob_id, missing_since__isnull=False).update(missing_since=None)
    if changed:
        touch_topics_with([blob_id])
    return bool(changed)
