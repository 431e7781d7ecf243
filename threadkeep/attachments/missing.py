"""Bytes that a reader asked for and that were not on disk.

Noted in memory, because a GET writes nothing; a chore of each server process writes it down, and from then on a
placeholder says so.
"""

from __future__ import annotations

_noted: set[int] = set()


def note(blob_id: int) -> None:
    """The bytes of this blob were asked for and are not there."""
    _noted.add(blob_id)


def take_noted() -> list[int]:
    """What was noted since the last time."""
    taken = []
    while _noted:
        taken.append(_noted.pop())
    return taken
