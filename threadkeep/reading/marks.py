"""What members have just read, kept in this process's memory until the next flush.

A page that is read must not write: a reader would wait for the disk, and on SQLite for whoever is writing. So `saw`
notes it here, a chore writes the notes every two seconds (reading/chores.py), and every question about read marks looks
here first. What was read in the last two seconds before a crash is unread again: nothing a person typed is lost.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Final

from threadkeep.members.viewer import Viewer

type Marks = dict[int, dict[int, int]]
"""member id -> topic id -> the highest number seen"""

# Two seconds of reading never come near this. A board whose database is away must not eat the machine's memory.
MOST: Final = 20_000

_notes = threading.Lock()
# Held, after the pen, while notes are being written: who forgets notes waits until none is half written.
_writing = threading.Lock()
_read: Marks = {}
_floors: dict[int, int] = {}


def saw(viewer: Viewer, topic_id: int, number: int) -> None:
    """Note that this viewer has had the post of this number, and so all before it, on the screen. Guests: nothing."""
    if viewer.id is None or number <= 0:
        return
    with _notes:
        if viewer.id in _read or len(_read) < MOST:
            own = _read.setdefault(viewer.id, {})
            if topic_id in own or len(own) < MOST:
                own[topic_id] = max(number, own.get(topic_id, 0))


def noted(member_id: int) -> dict[int, int]:
    """The member's notes that are not written yet: topic id -> highest number seen."""
    with _notes:
        return dict(_read.get(member_id, {}))


def note_floor(member_id: int, post_id: int) -> int:
    """Note where a member without a floor begins; the first note stands. Returns the floor that counts."""
    with _notes:
        if len(_floors) >= MOST:
            return post_id
        return _floors.setdefault(member_id, post_id)


def forget(member_id: int, topic_ids: Collection[int] | None = None) -> None:
    """Drop the member's notes (of these topics; None: of all). For actions that say something else about them.

    To be called before the action writes a mark: it may have to wait for a flush that writes marks of the same member.
    """
    with _writing, _notes:
        own = _read.get(member_id, {})
        for topic_id in list(own) if topic_ids is None else topic_ids:
            own.pop(topic_id, None)
        if not own:
            _read.pop(member_id, None)


@contextmanager
def taken() -> Iterator[tuple[Marks, dict[int, int]]]:
    """All notes (read marks, first floors), for writing. They go when the block ends well and stay when it does not."""
    with _writing:
        with _notes:
            read, floors = {member_id: dict(own) for member_id, own in _read.items()}, dict(_floors)
        yield read, floors
        with _notes:
            for member_id, written in read.items():
                # Seen further in the meantime: that note waits for the next flush.
                left = {topic: number for topic, number in _read[member_id].items() if written.get(topic) != number}
                if left:
                    _read[member_id] = left
                else:
                    del _read[member_id]
            for member_id in floors:
                _floors.pop(member_id, None)


def is_empty() -> bool:
    """Whether there is nothing to write."""
    return not _read and not _floors


def forget_all() -> None:
    """Drop every note (tests that replace the whole database need this)."""
    with _writing, _notes:
        _read.clear()
        _floors.clear()
