"""CPU time of a server process and its children, in seconds: what a request costs, whatever else the machine does.

The kernel's CPU clock of a whole process (all its threads, also those that ended) is clock id (~pid << 3) | 2, see
clock_getcpuclockid(3). Summing /proc/PID/task instead would miss threads that ended.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path


def process_tree(root: int) -> list[int]:
    """A process and everything it started."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    tree, grown = [root], True
    while grown:
        more = [pid for pid, parent in parents.items() if parent in tree and pid not in tree]
        tree += more
        grown = bool(more)
    return tree


def cpu_seconds(pids: list[int]) -> float:
    """User and system time of these processes together."""
    total = 0.0
    for pid in pids:
        with contextlib.suppress(OSError):
            total += time.clock_gettime((~pid << 3) | 2)
    return total
