"""`threadkeep check` on boards of its own: whole, and damaged (wrong counters: tests/crash/test_commands.py)."""

import json
from pathlib import Path

import pytest

from threadkeep.cli.tests.real_command import run

pytestmark = [pytest.mark.processes, pytest.mark.sqlite]

PAGE = 4096


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    assert run(folder, "init").returncode == 0
    return folder


def test_a_board_in_order_is_well_and_has_0_differences(data: Path) -> None:
    checked = run(data, "check")
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.decode().splitlines()[-1] == "All is well."
    counted = run(data, "check", "--counters")
    assert counted.returncode == 0
    assert counted.stdout.decode().splitlines()[-1] == "0 differences."
    assert json.loads(run(data, "check", "--counters", "--json").stdout)["differences"] == 0


@pytest.mark.parametrize("first_page", [0, 40])
def test_a_damaged_database_is_said_in_words_and_what_needs_no_database_is_still_looked_at(
    data: Path, first_page: int
) -> None:
    file = data / "threadkeep.sqlite3"
    bytes_now = bytearray(file.read_bytes())
    for page in range(first_page, len(bytes_now) // PAGE):
        bytes_now[page * PAGE : page * PAGE + 100] = b"\xa5" * 100
    file.write_bytes(bytes_now)
    checked = run(data, "check", "--json")
    assert checked.returncode == 1, checked.stderr
    findings = json.loads(checked.stdout)["findings"]
    said = {finding["check"]: finding for finding in findings}
    assert said["database"]["level"] == "error"
    assert "put back a backup" in said["database"]["says"]
    assert {"disk", "mail"} <= set(said)
    assert b"Traceback" not in checked.stderr
