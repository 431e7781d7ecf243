"""Pictures: measured, cleaned and made smaller, always by a process of its own (picture_process.py).

Nothing in this process ever decodes what a member sent.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from threadkeep.attachments.blobs import Kept, keep_file, waiting_room
from threadkeep.attachments.sniffing import INLINE_PICTURES, UNKNOWN, media_type

# Wall clock; the process limits its own CPU time to 10 s, and a busy machine may need longer for that.
PATIENCE = 60
LARGEST_COPY = 256 * 1024 * 1024


class PictureTrouble(Exception):
    """The picture process died of something that was not the picture's fault; trying again is right."""


@dataclass(frozen=True)
class Look:
    """What a file is. `width` and `height` (upright pixels) only for a picture that decodes.

    `clean`: the copy without metadata, if there is anything to take out. `why_no_picture`: what kept a picture from
    being one, for the record.
    """

    mime_type: str
    width: int | None = None
    height: int | None = None
    clean: Kept | None = None
    why_no_picture: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it may be shown on a page."""
        return self.width is not None


@dataclass(frozen=True)
class Size:
    """A picture in one of its sizes, kept."""

    width: int
    height: int
    mime_type: str
    kept: Kept


def examine(kept: Kept) -> Look:
    """What kept bytes are; a picture is decoded once to prove that it is one. Takes up to a second for a large one."""
    kind = media_type(kept.path)
    if kind not in INLINE_PICTURES:
        return Look(kind)
    with _folder() as folder:
        answer = _run("look", kept.path, kind, folder)
        if "why" in answer:
            return Look(UNKNOWN, why_no_picture=answer["why"])
        clean = _keep(folder / "clean") if answer["has_clean"] else None
    return Look(kind, answer["width"], answer["height"], clean)


def make_sizes(kept: Kept, mime_type: str) -> list[Size] | str:
    """The picture in its sizes, each kept; or why there are none. Raises PictureTrouble when trying again is right."""
    with _folder() as folder:
        answer = _run("sizes", kept.path, mime_type, folder)
        if "why" in answer:
            return str(answer["why"])
        return [
            Size(each["width"], each["height"], each["mime_type"], _keep(folder / each["file"]))
            for each in answer["sizes"]
        ]


def make_square(kept: Kept, side: int = 256) -> Size | str:
    """The middle of a picture as a square WebP without metadata, for an avatar; or why it cannot be made."""
    kind = media_type(kept.path)
    if kind not in INLINE_PICTURES:
        return "is no picture"
    with _folder() as folder:
        answer = _run("square", kept.path, kind, folder, str(side))
        if "why" in answer:
            return str(answer["why"])
        return Size(side, side, "image/webp", _keep(folder / "square"))


def _keep(path: Path) -> Kept:
    with path.open("rb") as file:
        return keep_file(file, limit=LARGEST_COPY)


@contextmanager
def _folder() -> Iterator[Path]:
    waiting_room().mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="picture-", dir=waiting_room()) as name:
        yield Path(name)


def _run(work: str, source: Path, mime_type: str, folder: Path, *more: str) -> dict[str, Any]:
    """Start the process and wait for its answer. A process killed by its own limits is an answer too."""
    command = [sys.executable, "-m", "threadkeep.attachments.picture_process"]
    command += [work, str(source.absolute()), mime_type, str(folder.absolute()), *more]
    # No secrets go along; only what Python needs to find itself, and the crash test's wish.
    passed = {name: os.environ[name] for name in ("PATH", "LANG", "THREADKEEP_CRASH_AT") if name in os.environ}
    # The package, wherever it is run from.
    passed["PYTHONPATH"] = str(Path(__file__).parents[2])
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, env=passed, check=False, cwd=folder)
    except subprocess.TimeoutExpired:
        return {"why": "takes too long"}
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    if -done.returncode in _OWN_LIMITS:
        return {"why": "takes too long" if -done.returncode == _XCPU else "breaks the decoder"}
    # Killed from outside, or no room on the disk, or our own mistake.
    raise PictureTrouble(f"{work}: {done.returncode}: {done.stderr[-500:].decode(errors='replace')}")


_XCPU = 24
# SIGXCPU, SIGXFSZ, SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE: what a decoder dies of by the picture's doing.
_OWN_LIMITS = {_XCPU, 25, 11, 6, 7, 4, 8}
