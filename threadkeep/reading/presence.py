"""Who is viewing this topic: exactly, by (topic, browser), over a window that the page states.

A page view or the small picture on it (`/seen/<topic>.gif`) is noted in this process's memory; a chore writes the notes
to the Presence rows a second or two later, so that every server process counts alike. A browser counts for others once
it has sent its number back; on its own page a reader always counts.

Members who hide themselves are counted, because the number is to be true, but not named, except to those who moderate
the board and to themselves.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from django.conf import settings

from threadkeep.boards import permissions as may_be
from threadkeep.boards.access import access_of, groups_on
from threadkeep.boards.rules import may
from threadkeep.kernel import addresses
from threadkeep.members.models import Group, Member
from threadkeep.members.viewer import Viewer
from threadkeep.reading.browser import browser_of
from threadkeep.reading.models import Presence

__all__ = ["Viewing", "browser_of", "note", "viewing"]

# Between two flushes. More browsers than this in a second are not readers; they then count on their own pages only.
MOST: Final = 20_000
MOST_NAMES: Final = 50

type Key = tuple[str, int]


@dataclass(frozen=True)
class Seen:
    """That a browser looked, who was signed in on it (None: a guest), and when."""

    member_id: int | None
    at: datetime


@dataclass(frozen=True)
class Viewing:
    """Who is viewing a topic. `names` and `hidden` are (name, address), at most 50 each.

    `names` is None when this viewer may not see who it is. `hidden` are members who hide themselves, for those who may
    know. `hidden_count` is how many of `member_count` are not named here.
    """

    member_count: int
    guest_count: int
    names: list[tuple[str, str]] | None
    window_seconds: int
    hidden: Sequence[tuple[str, str]] = ()

    @property
    def hidden_count(self) -> int:
        """How many of the members are not named to this viewer."""
        return self.member_count - len(self.names or ()) - len(self.hidden)

    @property
    def minutes(self) -> int:
        """The window in whole minutes, rounded up."""
        return ceil(self.window_seconds / 60)


_lock = threading.Lock()
_notes: dict[Key, Seen] = {}


def window() -> timedelta:
    """How long a look counts (presence.window_seconds)."""
    return timedelta(seconds=settings.THREADKEEP.presence.window_seconds)


def note(viewer: Viewer, browser: str | None, topic_id: int, now: datetime) -> None:
    """Note that this browser looks at a topic (0: at the rest of the site). The caller has checked that it may.

    Only in memory; nothing for browsers we do not know yet and for robots (`browser` None).
    """
    if browser is None:
        return
    with _lock:
        if (browser, topic_id) in _notes or len(_notes) < MOST:
            _notes[browser, topic_id] = Seen(viewer.id, now)


def viewing(viewer: Viewer, topic_id: int, board_id: int, browser: str | None, now: datetime) -> Viewing:
    """Who is viewing the topic, as this viewer may know it, themselves included. At most two queries."""
    here = _browsers_in(topic_id, now)
    if browser is not None:
        here[browser] = viewer.id
    member_ids = {member_id for member_id in here.values() if member_id is not None}
    guest_count = sum(member_id is None for member_id in here.values())
    if viewer.id is not None:
        member_ids.add(viewer.id)
    elif browser is None:
        guest_count += 1
    names, hidden = _names(viewer, board_id, member_ids)
    return Viewing(
        member_count=len(member_ids),
        guest_count=guest_count,
        names=names,
        hidden=hidden,
        window_seconds=settings.THREADKEEP.presence.window_seconds,
    )


def _browsers_in(topic_id: int, now: datetime) -> dict[str, int | None]:
    since = now - window()
    rows = Presence.objects.filter(topic_id=topic_id, seen_at__gt=since)
    here: dict[str, int | None] = dict(rows.values_list("browser", "member_id"))
    with _lock:
        # As far as the flush is behind; looked through whole, because that is a second's worth.
        fresh = [(browser, seen) for (browser, topic), seen in _notes.items() if topic == topic_id and seen.at > since]
    here.update((browser, seen.member_id) for browser, seen in fresh)
    return here


type _Names = list[tuple[str, str]]


def _names(viewer: Viewer, board_id: int, member_ids: set[int]) -> tuple[_Names | None, _Names]:
    if not may(viewer, may_be.SEE_VIEWERS, board_id):
        return None, []
    rows = Member.objects.filter(pk__in=member_ids).order_by("name", "id").values_list("id", "name", "is_hidden_online")
    moderates = viewer.is_administrator or Group.MODERATORS in groups_on(viewer, board_id, access_of(viewer).grid)
    names: _Names = []
    hidden: _Names = []
    for member_id, name, is_hidden in rows:
        if not is_hidden:
            names.append((name, addresses.member(member_id, name)))
        elif moderates or member_id == viewer.id:
            hidden.append((name, addresses.member(member_id, name)))
    return names[:MOST_NAMES], hidden[:MOST_NAMES]


@contextmanager
def taken() -> Iterator[list[Presence]]:
    """The notes as rows, for writing. They go when the block ends well, and stay when it does not."""
    with _lock:
        notes = dict(_notes)
    yield [
        Presence(browser=browser, topic_id=topic_id, member_id=seen.member_id, seen_at=seen.at)
        # Sorted, so that two processes that write the same rows never wait for each other in a circle.
        for (browser, topic_id), seen in sorted(notes.items(), key=lambda each: each[0])
    ]
    with _lock:
        for key, seen in notes.items():
            if _notes.get(key) == seen:
                del _notes[key]


def is_empty() -> bool:
    """Whether there is nothing to write."""
    return not _notes


def forget_all() -> None:
    """Drop every note (tests that replace the whole database need this)."""
    with _lock:
        _notes.clear()
