"""Where the built browser files are: from a plain name ("style.css") to the name with its hash."""

import json
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

BUILD = Path(__file__).parent / "static" / "build"


class Built(TypedDict):
    """One built file. Sizes in bytes; `imports` are the files it loads at once."""

    file: str
    size: int
    gz: int
    br: int
    imports: list[str]


class NotBuilt(Exception):
    """The browser code has not been built, or does not have the file asked for."""


def asset_path(name: str) -> str:
    """Give the path of a built file below the static address.

    In: its plain name, "main.js". Out: "build/main-3F2A9C1D.js". Refused (NotBuilt): a name the build does not have,
    or no build at all; both are mistakes of the developer, never of a visitor.
    """
    files = read_manifest(_stamp())
    try:
        return f"build/{files[name]['file']}"
    except KeyError:
        raise NotBuilt(f"The build has no {name!r}. It has: {', '.join(sorted(files))}.") from None


@lru_cache(maxsize=1)
def read_manifest(stamp: int) -> dict[str, Built]:
    """Read the manifest once for each build. In: the stamp that changes with it. Out: plain name -> built file."""
    files: dict[str, Built] = json.loads((BUILD / "manifest.json").read_text("utf-8"))["files"]
    return files


def _stamp() -> int:
    """Tell one build from the next, in nanoseconds: one cheap look at the file system, so `make watch` just works."""
    try:
        return (BUILD / "manifest.json").stat().st_mtime_ns
    except OSError:
        raise NotBuilt("The browser code is not built yet. Run `make frontend` (or `make serve`).") from None
