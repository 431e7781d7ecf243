"""`threadkeep init` makes a board, brings it up to date, and survives being killed half-way."""

import json
import sqlite3
from pathlib import Path

import pytest

from threadkeep.cli.tests.real_command import run

pytestmark = [pytest.mark.processes, pytest.mark.sqlite]


def test_it_makes_folder_key_and_tables_and_the_second_time_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = run(data, "init", "--json")
    assert first.returncode == 0, first.stderr
    assert len(json.loads(first.stdout)["done"]) == 2
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / "secret.key").stat().st_mode & 0o777 == 0o600
    second = run(data, "init", "--json")
    assert json.loads(second.stdout) == {"data_dir": str(data), "done": []}
    assert run(data, "check", "--counters").returncode == 0


def test_killed_between_two_migrations_it_goes_on(tmp_path: Path) -> None:
    data = tmp_path / "data"
    killed = run(data, "init", THREADKEEP_CRASH_AT="in-migration:7")
    assert killed.returncode == -9
    checked = run(data, "check", "--json")
    assert checked.returncode == 1
    assert "threadkeep init" in json.loads(checked.stdout)["findings"][0]["says"]
    assert run(data, "init").returncode == 0
    assert run(data, "check").returncode == 0


def test_a_database_of_a_newer_threadkeep_is_refused_and_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run(data, "init").returncode == 0
    with sqlite3.connect(data / "threadkeep.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('topics', '0999_later', '2030-01-01')"
        )
    database.close()
    refused = run(data, "init")
    assert refused.returncode == 3
    assert b"newer Threadkeep (topics.0999_later)" in refused.stderr
    assert run(data, "rebuild").returncode == 3


def test_a_board_that_was_never_made_is_not_made_by_the_way(tmp_path: Path) -> None:
    refused = run(tmp_path / "data", "rebuild")
    assert refused.returncode == 3
    assert b"threadkeep init" in refused.stderr


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    refused = run(tmp_path / "data", "init")
    assert refused.returncode == 3
    assert b"THREADKEEP_DATA_DIR" in refused.stderr
