"""Commands and background work killed in the middle: the next run goes on, and nothing is done wrong or lost."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crash.invariants import breaches
from tests.crash.play import Play
from tests.real_server import RealServer, run_beside
from threadkeep.alerts.tests.conftest import MailServer

pytestmark = [pytest.mark.processes]

KILLED = -signal.SIGKILL
PATIENCE = 60  # seconds until work that is due must be done, on a machine that is shared


@pytest.fixture
def board(tmp_path: Path) -> Iterator[RealServer]:
    """A board that was made ready, and is not running."""
    server = RealServer(tmp_path)
    try:
        made = server.command("init")
        assert made.returncode == 0, made.stderr
        yield server
    finally:
        server.__exit__()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """Takes every mail, and says what it took."""
    server = MailServer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def backstage(board: RealServer, work: str) -> Any:
    """Have something made or looked at (tests/crash/backstage.py)."""
    return json.loads(run_beside(board, "tests.crash.backstage", work))


def work_until(board: RealServer, is_done: Callable[[dict[str, Any]], bool], **settings: str) -> dict[str, Any]:
    """Let `threadkeep worker` work until the board looks as wanted, then stop it. Returns how it looks."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "threadkeep", "worker"],
        cwd=board.folder,
        env={**board.environment, **{f"THREADKEEP_{name.upper()}": value for name, value in settings.items()}},
        stdout=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not is_done(state := backstage(board, "state")):
            assert time.monotonic() < deadline, state
    finally:
        worker.terminate()
        worker.wait(30)
    return state


def test_in_rebuild_what_was_killed_goes_on_where_it_was(board: RealServer) -> None:
    backstage(board, "miscount")
    counted = board.command("check", "--counters")
    assert (counted.returncode, counted.stdout.splitlines()[-1]) == (1, "450 differences.")
    assert board.command("rebuild", "members.posts", crash_at="in-rebuild:2").returncode == KILLED
    assert backstage(board, "miscounted") == list(range(400, 450)), "two batches of 200 were committed, the third not"
    again = board.command("rebuild", "members.posts", "--json")
    assert json.loads(again.stdout) == {"rebuilt": {"members.posts": 50}}, "what was done is not done again"
    assert backstage(board, "miscounted") == []
    counted = board.command("check", "--counters")
    assert (counted.returncode, counted.stdout.splitlines()[-1]) == (0, "0 differences.")


def test_posts_are_rendered_again_where_a_killed_rebuild_stopped(board: RealServer) -> None:
    backstage(board, "old_posts")
    assert board.command("rebuild", "markup", crash_at="in-rebuild:2").returncode == KILLED
    assert backstage(board, "old_posts_left") == {"old": 50, "right": 400}
    again = board.command("rebuild", "markup", "--json")
    assert json.loads(again.stdout) == {"rebuilt": {"topics.markup": 50}}
    assert backstage(board, "old_posts_left") == {"old": 0, "right": 450}


@pytest.mark.parametrize("nth", [1, 25])
def test_in_migration_a_half_made_board_is_finished_by_the_next_init(tmp_path: Path, nth: int) -> None:
    board = RealServer(tmp_path)
    try:
        assert board.command("init", crash_at=f"in-migration:{nth}").returncode == KILLED
        checked = board.command("check", "--json")
        assert checked.returncode == 1
        assert "threadkeep init" in json.loads(checked.stdout)["findings"][0]["says"]
        assert board.command("rebuild").returncode == 3, "half a board is not worked on"
        finished = board.command("init")
        assert finished.returncode == 0, finished.stderr
        assert board.command("check").returncode == 0
    finally:
        board.__exit__()


def test_in_scrub_what_was_killed_goes_on_and_forgets_no_fault(board: RealServer) -> None:
    made = backstage(board, "files")
    assert board.command("files", "scrub", crash_at="in-scrub:12").returncode == KILLED
    kept = json.loads((board.folder / "data" / "scrub-bookmark.json").read_text())
    assert [fault["sha256"] for fault in kept["faults"]] == made["broken"][:1]
    assert kept["blob_count"] == 3, "the place is written down with each fault"
    again = board.command("files", "scrub", "--json")
    assert again.returncode == 1
    told = json.loads(again.stdout)
    assert [(fault["kind"], fault["sha256"]) for fault in told["faults"]] == [
        ("missing", made["broken"][0]),
        ("cut short", made["broken"][1]),
    ]
    assert told["read"] == 30, "every file once"
    assert backstage(board, "state")["missing"] == made["broken"]


@pytest.mark.sqlite
def test_in_checkpoint_nothing_of_the_log_is_lost(tmp_path: Path) -> None:
    with Play(tmp_path, seed=11) as play:
        assert not play.round(kill_after=0.8)
        assert (tmp_path / "data" / "threadkeep.sqlite3-wal").stat().st_size > 0, "there must be something to copy"
        assert play.server.command("worker", crash_at="in-checkpoint").returncode == KILLED
        play.server.start()
        found = breaches(play.driver)
        assert not found, "\n".join(found)
        play.server.kill()


def test_in_job_the_mail_is_sent_and_marked_once(board: RealServer, mail_server: MailServer) -> None:
    by_mail = {
        "mail_host": "127.0.0.1",
        "mail_port": str(mail_server.server_address[1]),
        "mail_security": "none",
        "mail_from_address": "board@example.org",
    }
    board.environment |= {f"THREADKEEP_{name.upper()}": value for name, value in by_mail.items()}
    backstage(board, "mail")
    assert board.command("worker", crash_at="in-job").returncode == KILLED
    assert len(mail_server.taken) == 1
    died = backstage(board, "state")
    assert died["jobs"] == [["send_mail", "RUNNING", 1]], "its work is done, and nobody has noted it"
    state = work_until(board, lambda state: state["jobs"][0][1] == "SUCCESSFUL")
    assert state["jobs"] == [["send_mail", "SUCCESSFUL", 2]], "it was begun a second time"
    assert state["mails"] == ["sent"]
    assert len(mail_server.taken) == 1, "and saw that the mail was sent"


def test_in_picture_the_upload_is_whole_and_its_sizes_are_made_later(board: RealServer) -> None:
    run_beside(board, "tests.crash.stage")
    backstage(board, "upload")
    waits_for_another_try = [["make_picture_sizes", "READY", 1]]
    state = work_until(board, lambda state: state["jobs"] == waits_for_another_try, crash_at="in-picture")
    assert state["blobs"] == [["", True]], "the picture itself is whole"
    backstage(board, "hurry")
    state = work_until(board, lambda state: state["jobs"][0][1] == "SUCCESSFUL")
    assert state["blobs"][0] == ["ready", True]
    assert len(state["blobs"]) == 5, "two sizes in two kinds"
    assert all(is_whole for _state, is_whole in state["blobs"])
