"""A real board in processes of its own: the real command, a real port, a data folder of its own.

    with RealServer(tmp_path) as server:
        server.get("/healthz")

For what only a server shows: raw sockets, kills, several processes. On PostgreSQL each board has its own database.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from tests.services import POSTGRES_URL

type Answer = tuple[int, dict[str, str], bytes]

ROOT = Path(__file__).parent.parent
ON_POSTGRES = os.environ.get("THREADKEEP_TEST_DATABASE") == "postgres"

# A board starts in two or three seconds; a machine with two cores and a full test run on them takes many times that.
START_WITHIN_SECONDS = 90


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RealServer:
    """One board. `settings` are THREADKEEP_* variables without the prefix; `under` is a command to run it under."""

    def __init__(self, folder: Path, *, under: tuple[str, ...] = (), **settings: str) -> None:
        self.folder = folder
        self._under = under
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._database = f"threadkeep_test_{uuid.uuid4().hex[:12]}" if ON_POSTGRES else ""
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("THREADKEEP_")},
            "THREADKEEP_DATA_DIR": str(folder / "data"),
            "THREADKEEP_SERVER_PORT": str(self.port),
            "THREADKEEP_SERVER_THREADS": "4",
            **{f"THREADKEEP_{name.upper()}": value for name, value in settings.items()},
        }
        if self._database:
            self._in_postgres(f"CREATE DATABASE {self._database}")
            parts = urlsplit(POSTGRES_URL)
            self.environment["THREADKEEP_DATABASE_URL"] = parts._replace(path=f"/{self._database}").geturl()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://localhost:{self.port}"

    def start(self, **settings: str) -> Self:
        """Start the server and wait until it answers."""
        log = (self.folder / "server.log").open("ab")
        self.process = subprocess.Popen(
            [*self._under, sys.executable, "-m", "threadkeep", "serve"],
            cwd=self.folder,
            env={**self.environment, **{f"THREADKEEP_{name.upper()}": value for name, value in settings.items()}},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        give_up_at = time.monotonic() + START_WITHIN_SECONDS
        while time.monotonic() < give_up_at:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.get("/healthz")[0] == 200:
                    return self
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"The server did not start:\n{self.log()}")

    def command(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run `threadkeep ARGUMENTS` on this board."""
        return subprocess.run(
            [sys.executable, "-m", "threadkeep", *arguments],
            cwd=self.folder,
            env={**self.environment, **{f"THREADKEEP_{name.upper()}": value for name, value in settings.items()}},
            capture_output=True,
            text=True,
            check=False,
        )

    def get(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """One request on a connection of its own: status, headers in lower case, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {"Host": f"localhost:{self.port}", **named})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def send(self, raw: bytes, *, then_read: bool = True) -> bytes:
        """Send bytes as they are and read until the server hangs up or is silent for five seconds."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as plug:
            plug.sendall(raw)
            pieces = []
            with contextlib.suppress(OSError):
                while then_read and (piece := plug.recv(65536)):
                    pieces.append(piece)
            return b"".join(pieces)

    def log(self) -> str:
        """What the server said."""
        return (self.folder / "server.log").read_text(errors="replace")

    def kill(self) -> None:
        """SIGKILL for the whole process group, as a power cut would."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
            self.process = None

    def stop(self) -> int:
        """SIGTERM, and its exit code."""
        if self.process is None:
            return 0
        if self._under:
            # strace and its like keep a SIGTERM to themselves.
            self.kill()
            return 0
        self.process.terminate()
        try:
            return self.process.wait(15)
        finally:
            self.kill()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_error: object) -> None:
        self.stop()
        if self._database:
            self._in_postgres(f"DROP DATABASE IF EXISTS {self._database} WITH (FORCE)")

    def _in_postgres(self, statement: str) -> None:
        import psycopg

        maintenance = urlsplit(POSTGRES_URL)._replace(path="/postgres").geturl()
        with psycopg.connect(maintenance, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


def run_beside(server: RealServer, module: str, *arguments: str) -> str:
    """What `python -m MODULE ARGUMENTS` prints in a process that sees the server's board."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={**server.environment, "PYTHONPATH": os.fspath(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
