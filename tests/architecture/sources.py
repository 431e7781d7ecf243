"""The files the laws are about: what git tracks, and what will be tracked once it is added."""

import ast
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.services import ROOT


@dataclass(frozen=True)
class Source:
    """One file: its path from the root of the repository, and its text."""

    path: str
    text: str
    tree: ast.Module | None = field(default=None, compare=False, repr=False)

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def feature(self) -> str:
        """The folder below threadkeep/, or "" outside."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "threadkeep" and len(parts) > 2 else ""

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def is_test(self) -> bool:
        return self.path.startswith(("tests/", "bench/")) or "/tests/" in self.path or self.name == "conftest.py"


def python(text: str, path: str = "threadkeep/boards/queries.py") -> Source:
    """A Python source made up for a test."""
    return Source(path, text, ast.parse(text))


@cache
def all_paths() -> tuple[str, ...]:
    """Every file of the repository that git does not ignore."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted(path for path in listed.split("\0") if path and (ROOT / path).is_file()))


@cache
def text_files() -> tuple[Source, ...]:
    """Every file that is text."""
    found = []
    for path in all_paths():
        raw = (ROOT / path).read_bytes()
        if b"\0" not in raw:
            found.append(Source(path, raw.decode("utf-8", "replace")))
    return tuple(found)


@cache
def python_files() -> tuple[Source, ...]:
    """Every Python file but migrations, which Django writes."""
    wanted = [one for one in text_files() if one.path.endswith(".py") and "/migrations/" not in one.path]
    return tuple(Source(one.path, one.text, ast.parse(one.text, one.path)) for one in wanted)


def our_code() -> list[Source]:
    """The Python files of the package itself, without tests."""
    return [one for one in python_files() if one.path.startswith("threadkeep/") and not one.is_test]


@cache
def templates() -> tuple[Source, ...]:
    return tuple(one for one in text_files() if "/templates/" in one.path)


def features() -> list[str]:
    """The folders below threadkeep/ that hold code."""
    folder = ROOT / "threadkeep"
    return sorted(path.name for path in folder.iterdir() if (path / "__init__.py").is_file())


def exists(path: str) -> bool:
    return (ROOT / Path(path)).exists()
