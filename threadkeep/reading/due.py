"""How many bookmarks of each member are due, in the process's memory, for the menu of every page.

Asked of the database twice a minute for everybody at once (reading/chores.py), not once a page by everybody: a count
may be half a minute old. What this process does itself it knows at once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Count

from threadkeep.reading.models import Bookmark

# More members than this with something due are told by their list alone.
MOST: Final = 50_000

_counts: dict[int, int] = {}


def due_count(member_id: int | None) -> int:
    """How many of a member's bookmarks are due; 0 for a guest. Makes no query."""
    return _counts.get(member_id, 0) if member_id is not None else 0


def read_again(now: datetime) -> None:
    """Ask how many are due for everybody. One query."""
    global _counts  # noqa: PLW0603 - one per process is the point
    due = Bookmark.objects.filter(remind_at__lte=now, removed_at=None)
    _counts = dict(due.values_list("member_id").annotate(bookmarks=Count("pk")).order_by()[:MOST])


def read_for(member_id: int, now: datetime) -> None:
    """Ask for one member, who has just changed something. One query."""
    count = Bookmark.objects.filter(member_id=member_id, remind_at__lte=now, removed_at=None).count()
    _counts.pop(member_id, None)
    if count:
        _counts[member_id] = count


def forget_all() -> None:
    """Know nothing (tests begin so)."""
    _counts.clear()
