"""Whose bookmarks they are, and what may stand in one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.models import Member
from threadkeep.members.viewer import Viewer
from threadkeep.reading.models import Bookmark

MOST: Final = 2000
LONGEST_NOTE: Final = 500
FARTHEST: Final = timedelta(days=3660)
# By its owner's clock: early enough for the day that was meant.
HOUR: Final = 7


def check_has_bookmarks(actor: Viewer) -> Member:
    """Only members have bookmarks; gives the member."""
    if actor.member is None:
        raise Refused(_("Only members have bookmarks. Sign in, and you can keep this post."))
    return actor.member


def own_bookmarks(viewer: Viewer) -> QuerySet[Bookmark]:
    """The viewer's bookmarks, also those removed lately. Nobody else's, whoever the viewer is."""
    return Bookmark.objects.filter(member_id=viewer.id) if viewer.id is not None else Bookmark.objects.none()


def get_bookmark(viewer: Viewer, bookmark_id: int) -> Bookmark:
    """The viewer's own bookmark. NotThere: somebody else's, or none."""
    found = own_bookmarks(viewer).filter(pk=bookmark_id).first()
    if found is None:
        raise NotThere
    return found


def check_room(member: Member) -> None:
    """At most 2,000 of them."""
    if Bookmark.objects.filter(member=member, removed_at=None).count() >= MOST:
        raise Refused(
            _("You have %(most)d bookmarks, which is the most. Remove some, then keep this one.") % {"most": MOST},
            status=409,
        )


def check_note(note: str) -> str:
    """A note as it is kept, line breaks and all. Refused (field "note"): more than 500 characters."""
    note = note.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    note = note.encode("utf-8", "replace").decode()
    if len(note) > LONGEST_NOTE:
        raise Refused(
            _("This note has %(length)d characters; %(most)d is the most. Please shorten it.")
            % {"length": len(note), "most": LONGEST_NOTE},
            field="note",
            status=422,
        )
    return note


def check_remind_on(viewer: Viewer, typed: str, *, now: datetime, before: datetime | None) -> datetime | None:
    """The moment a typed date ("2026-03-13") means by its owner's clock; None for no reminder.

    The date a bookmark has already (`before`) may stay. Refused (field "remind_on"): what is no date, today and
    earlier, more than ten years ahead.
    """
    if not typed.strip():
        return None
    try:
        day = date.fromisoformat(typed.strip())
        moment = datetime.combine(day, time(HOUR), tzinfo=viewer.zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(
            _("“%(date)s” is not a date. Write it as 2026-03-13.") % {"date": typed.strip()[:20]},
            field="remind_on",
            status=422,
        ) from None
    if before is not None and day_of(viewer, before) == day:
        return before
    if day <= now.astimezone(viewer.zone).date():
        raise Refused(_("A reminder needs a day after today."), field="remind_on", status=422)
    if moment - now > FARTHEST:
        raise Refused(_("That is more than ten years from now."), field="remind_on", status=422)
    return moment


def day_of(viewer: Viewer, moment: datetime) -> date:
    """The day of a reminder by its owner's clock."""
    return moment.astimezone(viewer.zone).date()
