from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.members.viewer import Viewer
from threadkeep.reading.bookmark_rules import check_has_bookmarks, get_bookmark


@action
def remove_bookmark(*, actor: Viewer, bookmark_id: int, now: datetime) -> int:
    """Take a bookmark off the list; it can be brought back for a week. Returns its id. Once removed it stays so.

    Refused: guests, and bookmarks that are not the actor's own.
    """
    check_has_bookmarks(actor)
    bookmark = get_bookmark(actor, bookmark_id)
    if bookmark.removed_at is None:
        bookmark.removed_at = now
        bookmark.save(update_fields=["removed_at"])
    return bookmark.pk
