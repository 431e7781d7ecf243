from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.members.viewer import Viewer
from threadkeep.reading.bookmark_rules import check_has_bookmarks, check_note, check_remind_on, check_room
from threadkeep.reading.models import Bookmark
from threadkeep.topics.rules import get_post


@action
def bookmark_post(*, actor: Viewer, post_id: int, now: datetime, note: str = "", remind_on: str = "") -> int:
    """Keep a post for oneself; one that is kept already gets this note and this reminder. Returns the bookmark's id.

    Nobody else hears of it. Refused: guests, a post the actor may not read, more than 2,000 bookmarks; with a `field`
    "note" (longer than 500 characters) or "remind_on" (no date, not after today).
    """
    member = check_has_bookmarks(actor)
    post = get_post(actor, post_id)
    kept = Bookmark.objects.filter(member=member, post=post).first()
    if kept is None or kept.removed_at is not None:
        check_room(member)
    before = kept.remind_at if kept and kept.removed_at is None else None
    remind_at = check_remind_on(actor, remind_on, now=now, before=before)
    bookmark = kept or Bookmark(member=member, post=post, made_at=now)
    bookmark.note, bookmark.removed_at = check_note(note), None
    if remind_at != bookmark.remind_at:
        bookmark.remind_at, bookmark.reminded_at = remind_at, None
    bookmark.save()
    return bookmark.pk
