"""The one who works behind the pages: effects first, then jobs, then what is due by the clock.

In embedded mode a background thread of the server runs this loop; grown up, `threadkeep worker` does. Same code, same
tables. Only one process works at a time: a lock says who, and it is gone with the process that held it.
"""

from __future__ import annotations

import fcntl
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from threadkeep.kernel import effect, jobs, wake

log = logging.getLogger("threadkeep.worker")

WORKER_LOCK: Final = 0x776F_726B  # "work"
LOOK_EVERY = 0.5
REST_AFTER_ERROR = 2.0

type Chore = Callable[[datetime], object]


@dataclass
class _Clockwork:
    every: timedelta
    everywhere: bool
    work: Chore
    done_at: datetime | None = None


CHORES: dict[str, _Clockwork] = {}


def chore(every: timedelta, *, everywhere: bool = False) -> Callable[[Chore], Chore]:
    """Register something to be done again and again, at most this often.

    By the one worker; with `everywhere` by each server process, for what it has gathered in its own memory.
    """

    def register(work: Chore) -> Chore:
        CHORES[f"{work.__module__}.{getattr(work, '__name__', 'chore')}"] = _Clockwork(every, everywhere, work)
        return work

    return register


@contextmanager
def the_only_worker() -> Iterator[bool]:
    """Yields whether this process may work now. The lock dies with the process, so a kill leaves nothing behind."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [WORKER_LOCK])
            mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [WORKER_LOCK])
        return
    with (settings.THREADKEEP.data_dir / "worker.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def drain(limit: int = 10_000) -> int:
    """Work until all is quiet; for tests and for commands that must not leave work behind. Returns rounds worked."""
    for rounds in range(limit):
        if not effect.run_once() and not jobs.run_next():
            return rounds
    raise RuntimeError("The effects did not come to rest: one of them keeps telling itself news.")


def run_forever(stop: threading.Event | None = None, *, may_work: bool = True) -> None:
    """Work until `stop` is set. Never raises: trouble is logged, and the loop rests a little and goes on.

    `may_work` False leaves effects, jobs and common chores to another process and only does what each process must do
    itself, such as writing what it has gathered in memory.
    """
    stop = stop or threading.Event()
    while not stop.is_set():
        try:
            if may_work:
                _work_if_nobody_does(stop)
            _do_chores(everywhere_only=True)
        except Exception:
            log.exception("The worker stumbled; it rests %s s and goes on.", REST_AFTER_ERROR)
        close_old_connections()
        stop.wait(REST_AFTER_ERROR)


def _work_if_nobody_does(stop: threading.Event) -> None:
    with the_only_worker() as mine:
        if mine:
            jobs.take_up_again()
        while mine and not stop.is_set():
            _one_round()


def _one_round() -> None:
    busy = effect.run_once() + jobs.run_next()
    _do_chores(everywhere_only=False)
    if not busy:
        wake.wait(LOOK_EVERY)


def _do_chores(*, everywhere_only: bool) -> None:
    now = timezone.now()
    for name, each in CHORES.items():
        due = each.done_at is None or now - each.done_at >= each.every
        if due and (each.everywhere or not everywhere_only):
            each.done_at = now
            try:
                each.work(now)
            except Exception:
                log.exception("The chore %s failed; it is tried again in %s.", name, each.every)


def start_thread(*, may_work: bool = True) -> threading.Event:
    """Start the loop in a daemon thread of this process; set the returned event to stop it."""
    stop = threading.Event()
    threading.Thread(
        target=run_forever, args=(stop,), kwargs={"may_work": may_work}, name="threadkeep-worker", daemon=True
    ).start()
    return stop
