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


class NoSuchAsset(Exception):
    """The build does not have the file asked for."""


def asset_path(name: str) -> str:
    """Give the path of a built file below the static address.

    In: its plain name, "main.js". Out: "build/main-3F2A9C1D.js"; the plain name if nothing was built yet, because pages
    can be read without any of it. Refused (NoSuchAsset): a name the build does not have, a mistake of the developer.
    """
    stamp = _stamp()
    if stamp is None:
        return f"build/{name}"
    files = read_manifest(stamp)
    try:
        return f"build/{files[name]['file']}"
    except KeyError:
        raise NoSuchAsset(f"The build has no {name!r}. It has: {', '.join(sorted(files))}.") from None


@lru_cache(maxsize=1)
def read_manifest(stamp: int) -> dict[str, Built]:
    """Read the manifest once for each build. In: the stamp that changes with it. Out: plain name -> built file."""
    files: dict[str, Built] = json.loads((BUILD / "manifest.json").read_text("utf-8"))["files"]
    return files


def _stamp() -> int | None:
    """Tell one build from the next, in nanoseconds: one cheap look at the file system, so `make watch` just works."""
    try:
        return (BUILD / "manifest.json").stat().st_mtime_ns
    except OSError:
        return None
