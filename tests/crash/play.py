"""The whole play: a board, its driver, and rounds of writing, killing, restarting and looking."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Self

from tests.crash.driver import Driver
from tests.crash.invariants import breaches
from tests.real_server import RealServer, run_beside

# No limits in the way of ten writers in a hurry, and one process that never lets a killed worker be replaced unseen.
SETTINGS = {"limits_post": "100000", "limits_upload": "100000", "server_threads": "8"}
# I1: seconds until it answers again. The design says 5 on a free machine; tests run beside others.
READY_WITHIN = 30
TRIES = 3


class Play:
    """One board over many crashes."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.server = RealServer(folder, **SETTINGS)
        self.died_by_itself = False
        done = self.server.command("init")
        assert done.returncode == 0, done.stderr
        self.driver = Driver(self.server, json.loads(run_beside(self.server, "tests.crash.stage")), folder, seed)

    def round(self, *, kill_after: float | None = None, die_at: str = "") -> list[str]:
        """One crash: write, die, start again, repeat what was unanswered, look. Returns what was broken."""
        found = self._start_to_die(die_at) if die_at else []
        started = time.monotonic()
        if not die_at:
            self.server.start()
        found += [] if time.monotonic() - started < READY_WITHIN else ["it was not ready in time (I1)"]
        self.driver.write_until_killed(None if die_at else kill_after)
        self.died_by_itself = bool(die_at) and bool(self.driver.journal.unanswered())
        self.server.start()
        self.driver.repeat_what_was_not_answered()
        found += breaches(self.driver)
        self.server.kill()
        return found

    def _start_to_die(self, die_at: str) -> list[str]:
        """Start a server that dies at a point, and be there when it answers. Returns what was broken on the way.

        Effects go on at once with what the last crash left: a server may pass its point in them before it answers.
        That is a crash like any other. What it left is looked at and worked off, and another server is started.
        """
        found: list[str] = []
        for _ in range(TRIES):
            try:
                self.server.start(crash_at=die_at)
            except RuntimeError:
                self.server.start()
                found += breaches(self.driver)
                self.server.kill()
            else:
                return found
        raise AssertionError(f"{die_at}: {TRIES} servers died before they answered")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.server.__exit__()
