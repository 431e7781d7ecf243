"""The disk fills up: writes are refused in plain words with what was typed, reading goes on, and room heals it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.driver import Driver
from tests.crash.journal import Intent
from tests.crash.requests import GUARD, Refused
from tests.real_server import RealServer, run_beside

pytestmark = [pytest.mark.processes, pytest.mark.sqlite, pytest.mark.needs("tmpfs")]

SIZE = "64m"


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    data = tmp_path / "data"
    data.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(data)], check=True)
    server = RealServer(tmp_path, limits_post="1000", limits_upload="1000")
    try:
        assert server.command("init").returncode == 0
        driver = Driver(server, json.loads(run_beside(server, "tests.crash.stage")), tmp_path, seed=1)
        with server:
            yield driver
    finally:
        server.kill()
        subprocess.run(["umount", "-l", str(data)], check=True)


def fill(folder: Path) -> Path:
    """Leave not a byte of room."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 65536)
        except OSError:
            pass
        try:
            while True:
                file.write(b"x")
        except OSError:
            pass
    return ballast


def reply(topic: object, text: str, key: str) -> Intent:
    return Intent(key, "reply", 0, "", {"topic": topic, "text": text})


def test_a_full_disk_refuses_writes_in_words_keeps_the_text_and_heals_when_there_is_room(driver: Driver) -> None:
    sender, folder = driver.sender(0), driver.server.folder / "data"
    topic = sender.send(Intent("k0", "topic", 0, "", {"board": driver.board, "title": "Room", "text": "First."}))["id"]
    ballast = fill(folder)

    refusals = []
    for number in range(4):
        try:
            sender.send(reply(topic, f"Precious words {number}. " + "long " * 20_000, f"full-{number}"))
        except Refused as refusal:
            refusals.append(str(refusal))
    assert refusals, "the disk was full, so something must have been refused"
    for refusal in refusals:
        assert "reply: 507" in refusal or "reply: 503" in refusal, refusal[:300]
        assert "Traceback" not in refusal

    status, page = sender.get(f"/t/{topic}")
    assert status in {200, 301}, "reading goes on"

    with pytest.raises(Refused, match=r"upload: 50[37]"):
        sender.send(Intent("u1", "upload", 0, "", {"board": driver.board, "size": 3_000_000}))
    assert not [path for path in (folder / "blobs").rglob("*") if path.is_file() and path.stat().st_size < 3_000_000]

    ballast.unlink()
    done = sender.send(reply(topic, "There is room again.", "after"))
    status, page = sender.get(f"/p/{done['id']}/source")
    assert (status, page) == (200, b"There is room again.")
    log = driver.server.log()
    assert "Internal Server Error" not in log


def test_what_was_typed_comes_back_in_the_form(driver: Driver) -> None:
    sender, folder = driver.sender(0), driver.server.folder / "data"
    topic = sender.send(Intent("k0", "topic", 0, "", {"board": driver.board, "title": "Room", "text": "First."}))["id"]
    fill(folder)
    text = "Do not lose me. " + "x" * 100_000
    headers = {
        "Cookie": f"{sender.cookie}; csrf={GUARD}",
        "Origin": driver.server.url,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = f"csrfmiddlewaretoken={GUARD}&text={text.replace(' ', '+')}&syntax=markdown&key=abc".encode()
    for _ in range(5):
        status, _headers, page = driver.server.get(f"/t/{topic}/reply", method="POST", body=body, **headers)
        if status != 302:
            break
    assert status in {503, 507}
    assert b"Do not lose me." in page
    assert os.fspath(folder) not in page.decode(), "no path of the server in a page"
