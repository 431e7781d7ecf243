"""The `threadkeep` command as a person runs it: in a process of its own, with a data folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-m", "threadkeep"]


def environment(data: Path, **variables: str) -> dict[str, str]:
    """The environment of a board in `data`, free of what this test run has set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THREADKEEP_", "DJANGO_"))}
    return kept | {"THREADKEEP_DATA_DIR": str(data), "LC_ALL": "C.UTF-8"} | variables


def run(data: Path, *arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run to the end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        env=environment(data, **variables),
        cwd=data.parent,
        check=False,
        timeout=120,
    )
