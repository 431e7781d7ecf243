"""Services a test may need and a machine may lack: another database, a browser, a tool.

    @pytest.mark.needs("nginx")
    def test_... : ...

    requires("chromium")           # the same, inside a fixture

Without the service the test is skipped, and the closing lines of the run say so. Where nothing may be skipped, as in
.ci/run, THREADKEEP_TEST_REQUIRE="postgres,redis,chromium,..." turns each such skip into a failure.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
POSTGRES_URL = os.environ.get("THREADKEEP_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/threadkeep")


def requires(*services: str) -> None:
    """Skip the running test if one of `services` is missing here, or fail it where that service is required."""
    required = os.environ.get("THREADKEEP_TEST_REQUIRE", "").replace(" ", "").split(",")
    for service in services:
        if not is_here(service):
            sentence = f"{service} is needed and was not found: {_CHECKS[service][1]}"
            if service in required:
                pytest.fail(f"{sentence} (THREADKEEP_TEST_REQUIRE forbids skipping this)", pytrace=False)
            pytest.skip(sentence)


@cache
def is_here(service: str) -> bool:
    """Whether this machine has the service. An unknown name is a mistake in the test."""
    if service not in _CHECKS:
        raise LookupError(f"tests/services.py knows no service {service!r}, only {', '.join(_CHECKS)}")
    return _CHECKS[service][0]()


def browser_path() -> str | None:
    """The Chromium the browser tests drive."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def _listens(host: str | None, port: int | None, otherwise: int) -> bool:
    try:
        with socket.create_connection((host or "127.0.0.1", port or otherwise), timeout=2):
            return True
    except OSError:
        return False


def _postgres() -> bool:
    parts = urlsplit(POSTGRES_URL)
    return _listens(parts.hostname, parts.port, 5432)


def _may_mount() -> bool:
    """Whether this user may mount a small disk of its own; only root may."""
    if os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True, check=False
        )
        if mounted.returncode == 0:
            subprocess.run(["umount", folder], check=False)
        return mounted.returncode == 0


_CHECKS: dict[str, tuple[Callable[[], bool], str]] = {
    "postgres": (_postgres, "start PostgreSQL, or name it in THREADKEEP_TEST_POSTGRES_URL"),
    "redis": (lambda: shutil.which("redis-server") is not None, "install redis-server"),
    "chromium": (lambda: browser_path() is not None, "install chromium"),
    "nginx": (lambda: shutil.which("nginx") is not None or Path("/usr/sbin/nginx").exists(), "install nginx-light"),
    "strace": (lambda: shutil.which("strace") is not None, "install strace"),
    "tmpfs": (_may_mount, "run as a user who may mount (root), to test a disk that is full"),
    "node": (lambda: shutil.which("npm") is not None, "install Node 20 or newer"),
    "shared": (SHARED.is_dir, "the folder ../shared with the design and the corpora is not beside this checkout"),
}
