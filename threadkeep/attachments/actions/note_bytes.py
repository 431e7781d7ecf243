from __future__ import annotations

from datetime import datetime

from threadkeep.attachments.models import Blob
from threadkeep.attachments.steps import touch_topics_with
from threadkeep.kernel.action import action


@action
def note_bytes(*, blob_id: int, are_whole: bool, now: datetime) -> bool:
    """Write down that bytes are missing (or no longer what they were), or that they are whole again.

    Pages show a placeholder for what is missing. Returns whether that was news. For checks; refuses nothing.
    """
    missing = None if are_whole else now
    changed = Blob.objects.filter(pk=blob_id, missing_since__isnull=not are_whole).update(missing_since=missing)
    if changed:
        touch_topics_with([blob_id])
    return bool(changed)
