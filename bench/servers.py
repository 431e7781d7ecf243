"""The servers that are measured: nginx with one static file, and a board, both started for this run."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

STATIC_BYTES = 40_000
NGINX = """
{user}daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off; keepalive_requests 1000000; sendfile on;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def nginx(folder: Path) -> Iterator[tuple[int, int]]:
    """nginx serving /file.html of 40 kB: yields port and process id. The yardstick of every run."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(program).exists():
        raise SystemExit("make bench measures against nginx, which is not here: apt-get install nginx-light")
    (folder / "www").mkdir(parents=True)
    (folder / "www" / "file.html").write_bytes(b"<p>thread</p>\n" * (STATIC_BYTES // 14))
    # Started by root, nginx's worker would run as somebody who may not look into a temporary folder.
    user = "user root; " if os.geteuid() == 0 else ""
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, user=user))
    with _running([program, "-c", str(folder / "nginx.conf")], port, "/file.html", dict(os.environ)) as pid:
        yield port, pid


@contextlib.contextmanager
def board(data: Path, **settings: str) -> Iterator[tuple[int, int]]:
    """`threadkeep serve` on a data folder: yields port and process id."""
    port = free_port()
    environment = {
        **os.environ,
        "THREADKEEP_DATA_DIR": str(data),
        "THREADKEEP_SERVER_PORT": str(port),
        **{f"THREADKEEP_{name.upper()}": value for name, value in settings.items()},
    }
    with _running([sys.executable, "-m", "threadkeep", "serve"], port, "/healthz", environment) as pid:
        yield port, pid


@contextlib.contextmanager
def _running(command: list[str], port: int, path: str, environment: dict[str, str]) -> Iterator[int]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait(process, port, path)
        yield process.pid
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(15)


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("localhost", port, timeout=2)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise SystemExit(f"{process.args!r} did not start.")
