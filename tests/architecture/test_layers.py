"""The layers of .importlinter are kept, and no room was forgotten in it."""

import configparser
import subprocess
import sys

from tests.architecture import sources
from tests.services import ROOT

# Folders that are no rooms: they have no tables, rules or pages of the usual names.
NOT_ROOMS = {"cli", "site", "kernel", "markup", "theme", "moving", "feeds", "api"}


def contracts() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser


def test_every_import_goes_down() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_folder_stands_in_the_order_of_the_house() -> None:
    layers = contracts()["importlinter:contract:house"]["layers"]
    named = {name.strip("()") for name in layers.replace("|", " ").replace(":", " ").split()}
    missing = set(sources.features()) - named
    assert not missing, f"Say in .importlinter where these stand in the house: {', '.join(sorted(missing))}"


def test_every_room_has_its_layers_checked() -> None:
    containers = contracts()["importlinter:contract:room"]["containers"].split()
    missing = {f"threadkeep.{name}" for name in sources.features() if name not in NOT_ROOMS} - set(containers)
    assert not missing, f"Add these to the contract 'room' of .importlinter: {', '.join(sorted(missing))}"
