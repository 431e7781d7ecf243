"""`threadkeep config check` names every mistake, and needs no board."""

import json
from pathlib import Path

from threadkeep.cli.tests.real_command import run


def test_a_right_configuration_is_confirmed_and_nothing_is_made(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "config", "check")
    assert done.returncode == 0
    assert b"The configuration is right." in done.stdout
    assert not (tmp_path / "data").exists()


def test_every_mistake_is_named_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "threadkeep.toml").write_text("[server]\nport = 0\nprot = 1\n")
    done = run(tmp_path / "data", "config", "check", THREADKEEP_BOARD_NAME="")
    assert done.returncode == 1
    said = done.stderr.decode()
    assert "There are 3 mistakes:" in said
    assert "threadkeep.toml, line 2: server.port is 0" in said
    assert 'threadkeep.toml, line 3: there is no setting "server.prot". Did you mean "server.port"?' in said
    assert "THREADKEEP_BOARD_NAME: board.name" in said


def test_a_machine_gets_file_line_and_problem(tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text("debug = 1\n")
    done = run(tmp_path / "data", "--config", str(file), "config", "check", "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert answer["ok"] is False
    assert [(one["where"], one["line"]) for one in answer["mistakes"]] == [(str(file), 1)]


def test_a_command_that_needs_the_board_starts_nothing_on_a_wrong_configuration(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "init", THREADKEEP_SERVER_PORT="x")
    assert done.returncode == 3
    assert b"nothing was started" in done.stderr
    assert b"THREADKEEP_SERVER_PORT: server.port is" in done.stderr
    assert not (tmp_path / "data").exists()
