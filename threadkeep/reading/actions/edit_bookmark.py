from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.kernel.refused import NotThere
from threadkeep.members.viewer import Viewer
from threadkeep.reading.bookmark_rules import check_has_bookmarks, check_note, check_remind_on, get_bookmark


@action
def edit_bookmark(
    *, actor: Viewer, bookmark_id: int, now: datetime, note: str | None = None, remind_on: str | None = None
) -> int:
    """Give a bookmark another note or reminder (None leaves it, "" takes it away), also where its post cannot be read
    any more. Returns its id.

    Refused: guests, bookmarks that are not the actor's own or were removed, and as `bookmark_post`.
    """
    check_has_bookmarks(actor)
    bookmark = get_bookmark(actor, bookmark_id)
    if bookmark.removed_at is not None:
        raise NotThere
    if note is not None:
        bookmark.note = check_note(note)
    if remind_on is not None:
        remind_at = check_remind_on(actor, remind_on, now=now, before=bookmark.remind_at)
        if remind_at != bookmark.remind_at:
            bookmark.remind_at, bookmark.reminded_at = remind_at, None
    bookmark.save()
    return bookmark.pk
