"""Somebody else holds SQLite's one pen: people wait a little, then read that it is busy; readers notice nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.driver import Driver
from tests.crash.journal import Intent
from tests.crash.requests import Refused
from tests.real_server import RealServer, run_beside

pytestmark = [pytest.mark.processes, pytest.mark.sqlite]


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[Driver]:
    server = RealServer(tmp_path, limits_post="1000", database_busy_timeout_ms="700")
    assert server.command("init").returncode == 0
    driver = Driver(server, json.loads(run_beside(server, "tests.crash.stage")), tmp_path, seed=1)
    with server:
        yield driver


def test_a_held_database_is_answered_with_words_and_a_time_to_try_again(driver: Driver) -> None:
    sender = driver.sender(0)
    topic = sender.send(Intent("k0", "topic", 0, "", {"board": driver.board, "title": "Busy", "text": "First."}))["id"]
    holder = sqlite3.connect(driver.server.folder / "data" / "threadkeep.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(Refused) as refusal:
            sender.send(Intent("k1", "reply", 0, "", {"topic": topic, "text": "Patience is kept."}))
        assert "reply: 503" in str(refusal.value)
        assert "database is locked" not in str(refusal.value)
        assert sender.get("/")[0] == 200, "readers notice nothing"
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    done = sender.send(Intent("k1", "reply", 0, "", {"topic": topic, "text": "Patience is kept."}))
    assert sender.get(f"/p/{done['id']}/source") == (200, b"Patience is kept.")
    assert "Internal Server Error" not in driver.server.log()
