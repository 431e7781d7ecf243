"""People first: who writes next on SQLite.

SQLite has one writer. In a trial a tight loop of effects made one reply wait 5 to 9 seconds, because the lock goes to
whoever asks at the right moment. So each process has one gate before its writes: a person who waits goes before every
effect, and an effect never holds the gate longer than one small batch. Other processes are met by SQLite's own busy
timeout. On PostgreSQL there are many writers and the gate stands open.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from threadkeep.kernel.refused import Busy


class WriterGate:
    """A lock with two kinds of callers: people, and the background that waits while any person does."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._held = False
        self._people_waiting = 0

    def enter_as_person(self, timeout: float) -> None:
        """Wait at most `timeout` seconds for the pen; raises Busy when it was not free in time."""
        with self._changed:
            self._people_waiting += 1
            try:
                free = self._changed.wait_for(lambda: not self._held, timeout)
            finally:
                self._people_waiting -= 1
            if not free:
                # The background looks at people_waiting: tell it that one person less is waiting.
                self._changed.notify_all()
                raise Busy(_("The board is very busy right now. Nothing was lost: please send it again in a moment."))
            self._held = True

    def enter_as_background(self) -> None:
        """Wait until nobody writes and no person waits to."""
        with self._changed:
            self._changed.wait_for(lambda: not self._held and self._people_waiting == 0)
            self._held = True

    def leave(self) -> None:
        """Hand the pen on."""
        with self._changed:
            self._held = False
            self._changed.notify_all()


GATE: Final = WriterGate()


def _one_writer() -> bool:
    return connection.vendor == "sqlite"


@contextmanager
def person() -> Iterator[None]:
    """Hold the pen for what a person is waiting for."""
    if not _one_writer():
        yield
        return
    GATE.enter_as_person(settings.THREADKEEP.database.busy_timeout_ms / 1000)
    try:
        yield
    finally:
        GATE.leave()


@contextmanager
def background() -> Iterator[None]:
    """Hold the pen for work nobody is waiting for. Keep it short: compute before, write inside."""
    if not _one_writer():
        yield
        return
    GATE.enter_as_background()
    try:
        yield
    finally:
        GATE.leave()
