"""`threadkeep serve` opens the board, says where it is, and closes it in good order."""

import os
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from threadkeep.cli.tests.real_command import COMMAND, environment, run

pytestmark = [pytest.mark.processes, pytest.mark.sqlite]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A server that has said that it is open."""
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(data),
        cwd=data.parent,
        start_new_session=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if f"Threadkeep is open at http://localhost:{port}" in line:
                break
        else:
            pytest.fail("the server ended without saying that it is open")
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_as_soon_as_it_says_so_and_stops_when_told(tmp_path: Path, how: signal.Signals) -> None:
    port = free_port()
    with served(tmp_path / "data", port) as process:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert answer.status == 200
        process.send_signal(how)
        assert process.wait(timeout=30) == 0
        assert process.stdout is not None
        assert "panic" not in process.stdout.read()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "nobody is left behind listening"


def test_a_taken_port_is_said_in_plain_words_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run(tmp_path / "data", "serve", "--port", str(port))
    assert refused.returncode == 3
    assert f"Port {port} is taken".encode() in refused.stderr
    assert f"--port {port + 1}".encode() in refused.stderr
    assert not (tmp_path / "data").exists()


def test_an_address_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    refused = run(tmp_path / "data", "serve", "--host", "192.0.2.1")
    assert refused.returncode == 3
    assert b"192.0.2.1 is not an address of this machine" in refused.stderr


def test_the_worker_stops_when_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run(data, "init").returncode == 0
    process = subprocess.Popen(
        [*COMMAND, "worker"], stdout=subprocess.PIPE, text=True, env=environment(data), cwd=tmp_path
    )
    try:
        assert process.stdout is not None
        assert "at work" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
