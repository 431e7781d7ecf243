"""What a kill cannot show, because the page cache outlives the process: that each yes comes after the disk's yes.

The server runs under strace; for an upload and for a reply the order of its system calls is compared with the promise:
blob written, flushed, renamed, its folder flushed, the database's log written and flushed, and only then the answer.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from pathlib import Path

import pytest

from tests.crash.driver import Driver
from tests.crash.journal import Intent
from tests.crash.requests import file_bytes
from tests.real_server import RealServer, run_beside

pytestmark = [pytest.mark.processes, pytest.mark.sqlite, pytest.mark.needs("strace")]

CALLS = "write,writev,pwrite64,pwritev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,sendto,sendmsg"


class Trace:
    """The system calls of one request, as short words in the order in which they ended."""

    def __init__(self, lines: list[str]) -> None:
        self.words = [word for line in lines if (word := _word(line))]

    def between(self, *wanted: str) -> None:
        """Every one of `wanted` must come after the one before it."""
        place = 0
        for word in wanted:
            assert word in self.words[place:], f"{word} does not come after {wanted}:\n" + "\n".join(self.words)
            place = self.words.index(word, place) + 1

    def nothing_after_the_last_flush(self) -> None:
        """Between the last write to the database's log and the answer there is a flush of it."""
        end = self.words.index("answer")
        before = self.words[:end]
        assert "wal written" in before
        last_write = max(place for place, word in enumerate(before) if word == "wal written")
        assert "wal flushed" in before[last_write:], "\n".join(before)


def _word(line: str) -> str:
    if " = -1 " in line:
        return ""
    wal = "threadkeep.sqlite3-wal>" in line
    if re.search(r"\bp?write(v|64)?\(", line) and wal:
        return "wal written"
    if re.search(r"\bf(data)?sync\(", line) and wal:
        return "wal flushed"
    if re.search(r"\bwrite\(\d+<[^>]*/blobs/tmp/", line):
        return "blob written"
    if re.search(r"\bf(data)?sync\(\d+<[^>]*/blobs/tmp/[^>]+>", line):
        return "blob flushed"
    if re.search(r"\b(rename|renameat2?|linkat|link)\(.*/blobs/[0-9a-f]{2}/", line):
        return "blob named"
    if re.search(r"\bfsync\(\d+<[^>]*/blobs/[0-9a-f]{2}>", line):
        return "folder flushed"
    if re.search(r"\b(sendto|write|writev|sendmsg)\(.*HTTP/1\.1 (201|302)", line):
        return "answer"
    return ""


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> object:
    folder = tmp_path_factory.mktemp("order")
    strace = ("strace", "-f", "-yy", "-s", "400", "-e", f"trace={CALLS}", "-o", str(folder / "trace"))
    server = RealServer(folder, under=strace, limits_post="1000")
    assert server.command("init").returncode == 0
    driver = Driver(server, json.loads(run_beside(server, "tests.crash.stage")), folder, seed=1)
    with server:
        yield driver


def trace_of(driver: Driver, intent: Intent) -> tuple[Trace, dict[str, object]]:
    file = driver.server.folder / "trace"
    before = len(file.read_bytes())
    answer = driver.sender(0).send(intent)
    lines = file.read_bytes()[before:].decode(errors="replace").splitlines()
    return Trace(whole_lines(lines)), answer


def whole_lines(lines: list[str]) -> list[str]:
    """strace cuts a call in two when another thread comes between; it counts where it ended, with the whole text."""
    begun: dict[str, str] = {}
    whole = []
    for line in lines:
        thread, _, rest = line.partition(" ")
        if rest.rstrip().endswith("<unfinished ...>"):
            begun[thread] = rest.replace("<unfinished ...>", "")
        elif resumed := re.match(r"\s*<\.\.\. \w+ resumed>(.*)", rest):
            whole.append(begun.pop(thread, "") + resumed[1])
        else:
            whole.append(rest)
    return whole


def text_intent(kind: str, **fields: object) -> Intent:
    return Intent(uuid.uuid4().hex, kind, 0, "", {"text": "Flushed, then said.", **fields})


def test_a_file_is_whole_on_disk_under_its_name_before_its_row_and_its_row_before_the_answer(driver: Driver) -> None:
    key = uuid.uuid4().hex
    sha256 = hashlib.sha256(file_bytes(key, 100_000)).hexdigest()
    trace, _answer = trace_of(driver, Intent(key, "upload", 0, sha256, {"board": driver.board, "size": 100_000}))
    trace.between(
        "blob written", "blob flushed", "blob named", "folder flushed", "wal written", "wal flushed", "answer"
    )
    trace.nothing_after_the_last_flush()


def test_a_topic_and_a_reply_are_flushed_before_they_are_answered(driver: Driver) -> None:
    trace, answer = trace_of(driver, text_intent("topic", board=driver.board, title="Order"))
    trace.between("wal written", "wal flushed", "answer")
    trace.nothing_after_the_last_flush()
    trace, _answer = trace_of(driver, text_intent("reply", topic=answer["id"]))
    trace.between("wal written", "wal flushed", "answer")
    trace.nothing_after_the_last_flush()


def test_the_reading_of_traces_finds_a_missing_flush() -> None:
    """The check itself must be able to fail."""
    wal = "/data/threadkeep.sqlite3-wal"
    lines = [f'pwrite64(5<{wal}>, "x", 1, 0) = 1', 'sendto(9<TCP>, "HTTP/1.1 302 Found", 18, 0) = 18']
    with pytest.raises(AssertionError):
        Trace(lines).nothing_after_the_last_flush()
    flushed = [lines[0], f"fdatasync(5<{wal}>) = 0", lines[1]]
    Trace(flushed).nothing_after_the_last_flush()
    assert Path(wal).name in lines[0]
