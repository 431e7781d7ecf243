"""What is installed is what was locked: every dependency with its version and its hashes (R22)."""

import re
import tomllib

from tests.services import ROOT

PINNED = re.compile(r"([a-z0-9-]+)(?:\[[a-z,-]+\])?==([\w.]+)")


def declared() -> list[str]:
    """Every dependency line of pyproject.toml, of the program and of its developers."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    groups = project["dependency-groups"].values()
    return [
        line
        for lines in [project["project"]["dependencies"], project["build-system"]["requires"], *extras, *groups]
        for line in lines
    ]


def locked() -> dict[str, tuple[str, int]]:
    """Name to (version, number of hashes), from requirements.lock."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    found = {}
    for entry in entries:
        match = PINNED.match(entry)
        assert match, f"not pinned: {entry.splitlines()[0]}"
        found[match[1]] = (match[2], entry.count("--hash=sha256:"))
    return found


def test_every_dependency_is_declared_with_one_version() -> None:
    assert [line for line in declared() if not PINNED.fullmatch(line)] == []


def test_every_declared_version_is_the_locked_one() -> None:
    lock = locked()
    for line in declared():
        name, version = PINNED.fullmatch(line).groups()
        assert lock[name][0] == version, f"{name} is {version} in pyproject.toml; run: make lock"


def test_everything_locked_has_a_hash_and_is_installed_by_it() -> None:
    assert [name for name, (_version, hashes) in locked().items() if not hashes] == []
    assert "--require-hashes" in (ROOT / "scripts/setup.sh").read_text(encoding="utf-8")
