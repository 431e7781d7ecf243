"""Clicks on link boards, gathered in the memory of this process: a GET writes nothing. chores.py writes them down."""

from __future__ import annotations

from collections import Counter
from threading import Lock

_lock = Lock()
_noted: Counter[int] = Counter()


def note(board_id: int) -> None:
    """Count one click on a link board."""
    with _lock:
        _noted[board_id] += 1


def take() -> dict[int, int]:
    """The clicks since this was asked last, by board; from now on they are the caller's."""
    with _lock:
        taken = dict(_noted)
        _noted.clear()
    return taken


def put_back(clicks: dict[int, int]) -> None:
    """Give back what could not be written, so that the next try has it."""
    with _lock:
        _noted.update(clicks)
