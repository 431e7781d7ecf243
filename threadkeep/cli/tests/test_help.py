"""Help is quick and complete: it loads no command and no Django."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from scripts.write_docs import all_commands
from threadkeep.cli import COMMANDS, main

NAMES = [name for name, _command in all_commands()]


def test_help_names_every_command_and_loads_none_of_them() -> None:
    probe = (
        "import sys; from click.testing import CliRunner; from threadkeep.cli import main\n"
        "print(CliRunner().invoke(main, ['--help']).output)\n"
        "heavy = {'django', 'granian', 'nh3', 'threadkeep.cli.serve', 'threadkeep.cli.render', 'threadkeep.markup'}\n"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_an_example_and_exit_codes(name: str) -> None:
    shown = CliRunner().invoke(main, [*name.split(), "--help"])
    assert shown.exit_code == 0
    assert "Examples:" in shown.output
    assert f"threadkeep {name}" in shown.output
    assert "Exit codes:" in shown.output


def test_the_line_of_help_fits_what_the_command_is() -> None:
    for name, command in all_commands():
        assert isinstance(command, click.Command)
        assert command.name == name.split()[-1]


def test_an_unknown_command_is_refused_with_2() -> None:
    refused = CliRunner().invoke(main, ["serv"])
    assert refused.exit_code == 2
    assert "serv" in refused.output


def test_python_dash_m_is_the_same_command() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "threadkeep", "--version"], capture_output=True, text=True, check=True
    )
    assert shown.stdout.startswith("Threadkeep ")
