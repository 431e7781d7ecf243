from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.reading.events import BookmarkDue
from threadkeep.reading.models import Bookmark

AT_ONCE = 200


@action
def remind_of_bookmarks(*, now: datetime) -> int:
    """Tell of bookmarks whose date has come, at most 200, each once for each date. Returns how many.

    Done by the clock (reading/chores.py), for nobody in particular; there is nothing to refuse.
    """
    due = list(
        Bookmark.objects.select_for_update()
        .filter(remind_at__lte=now, reminded_at=None, removed_at=None)
        .order_by("remind_at", "pk")[:AT_ONCE]
    )
    for bookmark in due:
        tell(BookmarkDue(bookmark_id=bookmark.pk, member_id=bookmark.member_id, post_id=bookmark.post_id))
    Bookmark.objects.filter(pk__in=[bookmark.pk for bookmark in due]).update(reminded_at=now)
    return len(due)
