from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.members.viewer import Viewer
from threadkeep.reading.bookmark_rules import check_has_bookmarks, check_room, get_bookmark


@action
def restore_bookmark(*, actor: Viewer, bookmark_id: int, now: datetime) -> int:
    """Bring a removed bookmark back as it was. Returns its id.

    Refused: guests, bookmarks that are not the actor's own or were swept away, more than 2,000 bookmarks.
    """
    member = check_has_bookmarks(actor)
    bookmark = get_bookmark(actor, bookmark_id)
    if bookmark.removed_at is not None:
        check_room(member)
        bookmark.removed_at = None
        bookmark.save(update_fields=["removed_at"])
    return bookmark.pk
