"""The end of what was written last is cut off or scribbled over, as by a disk that lied about a flush.

The database opens at an earlier commit; a file's loss is found and named, and the file is never served as if whole.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import struct
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.crash.driver import Driver
from tests.crash.invariants import look
from tests.crash.journal import Intent
from tests.crash.requests import file_bytes
from tests.real_server import RealServer, run_beside

pytestmark = [pytest.mark.processes]

TAILS = (1, 17, 512, 4095, 4096)
WAL_HEADER, FRAME_HEADER = 32, 24
# SQLite copies its log by itself from here on; what was copied must not be torn, a disk does not do that.
FRAMES_BEFORE_A_COPY = 1000
PATIENCE = 60


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    """A board that is running, and people to write on it."""
    server = RealServer(tmp_path, limits_post="1000", limits_upload="1000")
    try:
        assert server.command("init").returncode == 0
        driver = Driver(server, json.loads(run_beside(server, "tests.crash.stage")), tmp_path, seed=3)
        server.start()
        yield driver
    finally:
        server.__exit__()


def write(driver: Driver, kind: str, **fields: object) -> dict[str, object]:
    """A text that is acknowledged; its first line is its nonce."""
    key = uuid.uuid4().hex
    return driver.sender(0).send(Intent(key, kind, 0, "", {"text": f"nonce {key}\n\nHigh water.", **fields}))


def upload(driver: Driver, size: int) -> tuple[Intent, dict[str, object]]:
    key = uuid.uuid4().hex
    sha256 = hashlib.sha256(file_bytes(key, size)).hexdigest()
    intent = Intent(key, "upload", 0, sha256, {"board": driver.board, "size": size})
    return intent, driver.sender(0).send(intent)


def live_frames(wal: bytes) -> tuple[int, int]:
    """How many frames of a log count, and where the last one ends (https://www.sqlite.org/fileformat2.html, 4.1)."""
    page_size, salts = struct.unpack(">I", wal[8:12])[0], wal[16:24]
    count, end = 0, WAL_HEADER
    while wal[end + 8 : end + 16] == salts:
        count, end = count + 1, end + FRAME_HEADER + page_size
    return count, end


def scribbled(data: bytes, end: int, tail: int) -> bytes:
    return data[: end - tail] + bytes(byte ^ 0x5A for byte in data[end - tail : end]) + data[end:]


def dump(folder: Path) -> tuple[list[str], str]:
    """The posts' first lines in order, and a hash of everything, of the database in this folder. It must be whole."""
    with closing(sqlite3.connect(folder / "threadkeep.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        posts = [source.split("\n")[0] for (source,) in database.execute("SELECT source FROM topics_post ORDER BY id")]
        told = hashlib.sha256("\n".join(database.iterdump()).encode()).hexdigest()
    return posts, told


@pytest.mark.sqlite
def test_a_log_torn_at_its_end_opens_at_an_earlier_commit(driver: Driver, tmp_path: Path) -> None:
    topic = write(driver, "topic", board=driver.board, title="Tides")["id"]
    assert look(driver)["quiet"]
    write(driver, "reply", topic=topic)
    # Twice quiet: the worker has been all round since its start, so the copying of the log that is due then is over.
    assert look(driver)["quiet"]
    for _ in range(8):
        write(driver, "reply", topic=topic)
    driver.server.kill()
    data = tmp_path / "data"
    wal = (data / "threadkeep.sqlite3-wal").read_bytes()
    frames, end = live_frames(wal)
    assert 8 < frames < FRAMES_BEFORE_A_COPY
    torn = {f"cut {tail}": wal[: end - tail] for tail in TAILS}
    torn |= {f"scribbled {tail}": scribbled(wal, end, tail) for tail in TAILS}
    all_posts, whole = _opened(data, wal, tmp_path / "whole")
    assert len(all_posts) == 10, "untorn, all that was acknowledged is there"
    for name, changed in torn.items():
        posts, told = _opened(data, changed, tmp_path / name)
        assert posts == all_posts[: len(posts)], f"{name}: not an earlier commit, but holes"
        assert len(posts) >= len(all_posts) - 1, f"{name}: more than the last commit is gone"
        assert told != whole, f"{name}: the damage did no damage, so this proves nothing"
    (data / "threadkeep.sqlite3-wal").write_bytes(torn["scribbled 4096"])
    driver.server.start()
    seen = look(driver)
    assert (seen["quiet"], seen["integrity"], seen["differences"], seen["parked"]) == (True, [], [], 0)
    assert write(driver, "reply", topic=topic)["id"], "and goes on"
    assert driver.server.command("check").returncode == 0


def _opened(data: Path, wal: bytes, beside: Path) -> tuple[list[str], str]:
    """The database with another log, opened in a folder of its own."""
    beside.mkdir()
    shutil.copy(data / "threadkeep.sqlite3", beside)
    (beside / "threadkeep.sqlite3-wal").write_bytes(wal)
    return dump(beside)


def test_a_torn_file_is_named_by_the_scrub_and_never_served_as_if_whole(driver: Driver, tmp_path: Path) -> None:
    (whole, its_row), (cut, cut_row), (scratched, scratched_row) = [upload(driver, 30_000) for _ in range(3)]
    driver.server.kill()
    blobs = tmp_path / "data" / "blobs"
    for intent, damaged in ((cut, lambda data: data[:-4096]), (scratched, lambda data: scribbled(data, len(data), 1))):
        path = blobs / intent.sha256[:2] / intent.sha256
        path.write_bytes(damaged(path.read_bytes()))
    driver.server.start()
    sender = driver.sender(0)
    assert sender.get(f"/a/{cut_row['id']}/x")[0] == 410, "half a file is refused at once"
    # A file of the right size is found out by the worker, which reads the newest files again after a start.
    deadline = time.monotonic() + PATIENCE
    while sender.get(f"/a/{scratched_row['id']}/x")[0] == 200:
        assert time.monotonic() < deadline, "it is served as if it were whole"
        time.sleep(0.1)
    assert sender.get(f"/a/{scratched_row['id']}/x")[0] == 410
    assert sender.get(f"/a/{its_row['id']}/x") == (200, file_bytes(whole.key, 30_000))
    scrub = driver.server.command("files", "scrub", "--json")
    assert scrub.returncode == 1
    named = {(fault["kind"], fault["sha256"]) for fault in json.loads(scrub.stdout)["faults"]}
    assert named == {("cut short", cut.sha256), ("changed", scratched.sha256)}
