"""Named places to die at, for the crash test.

`THREADKEEP_CRASH_AT=before-commit` makes the process kill itself (SIGKILL: no cleanup, as a power cut would) the next
time it passes that point. The names stand in one table so that the test can prove that each one is hit.
"""

from __future__ import annotations

import os
import signal
from typing import Final

POINTS: Final = {
    "before-commit": "in an action, after its rows and facts are written, before the commit",
    "after-commit-before-reply": "in an action, after the commit, before anybody is told",
    "after-blob-write": "a file's bytes are in a temporary file, flushed, not yet renamed",
    "after-blob-rename": "a file has its final name, its row is not written yet",
    "in-effect": "in an effect, before its writes and its cursor are committed",
    "in-job": "in a job, after its work and before it is marked done",
    "in-picture": "in the process that makes a picture's sizes",
    "in-rebuild": "in a rebuild, between two batches",
    "in-checkpoint": "right before SQLite copies its log into the database",
    "in-migration": "in `threadkeep init`, between two migrations",
    "in-scrub": "in `threadkeep files scrub`, between two files",
}

# Only the n-th passing of a point kills, so that a test can reach deep into a run: "before-commit:3".
_wanted, _, _count = os.environ.get("THREADKEEP_CRASH_AT", "").partition(":")
_left = int(_count or 1)

if _wanted and _wanted not in POINTS:
    raise SystemExit(f"THREADKEEP_CRASH_AT={_wanted}: no such point. There are: {', '.join(POINTS)}")


def point(name: str) -> None:
    """Die here if we were asked to."""
    global _left  # noqa: PLW0603 - one counter per process is exactly what is meant
    if not _wanted or name != _wanted:
        if name not in POINTS:
            raise ValueError(f"{name} is not in crash.POINTS")
        return
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
