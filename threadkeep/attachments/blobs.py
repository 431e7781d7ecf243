"""Bytes on disk: written so that "stored" survives a power cut, named by what they are.

    kept = keep_file(stream, limit=20_000_000)      # before the action: no disk work inside a transaction
    upload_file(..., kept=kept, ...)                # the row, in the action

Order, held by a test: temporary file written, flushed to disk, renamed, folder flushed; only then is there a row, and
only then an answer. A file without a row is taken up by a chore; a row without a file can only come from outside.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from threadkeep.kernel import crash
from threadkeep.kernel.refused import TooLarge
from threadkeep.kernel.trouble import in_plain_words

PIECE = 1024 * 1024


class Readable(Protocol):
    """What `keep_file` reads from: an open file, an upload."""

    def read(self, size: int = ..., /) -> bytes: ...


@dataclass(frozen=True)
class Kept:
    """Bytes that are on disk under their own name. `sha256` is 64 hex digits, `size` in bytes."""

    sha256: str
    size: int

    @property
    def path(self) -> Path:
        """Where they are."""
        return path_of(self.sha256)


def folder() -> Path:
    """The folder of all blobs."""
    return Path(settings.THREADKEEP.data_dir) / "blobs"


def waiting_room() -> Path:
    """Where files are while they are written; on the same file system as the blobs, or renaming would copy."""
    return folder() / "tmp"


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash are, if they are: blobs/ab/abcdef…"""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("A blob is named by 64 lower case hex digits.")
    return folder() / sha256[:2] / sha256


def open_blob(sha256: str) -> BinaryIO:
    """The bytes, to be read. FileNotFoundError if they are not there."""
    return path_of(sha256).open("rb")


def keep_bytes(data: bytes) -> Kept:
    """Keep these bytes. Raises StorageFull when the disk is full; nothing half is left then."""
    return keep_file(io.BytesIO(data), limit=len(data))


def keep_file(stream: Readable, *, limit: int) -> Kept:
    """Keep what `stream` gives, at most `limit` bytes (TooLarge beyond). Returns when it is safe on disk.

    The same bytes are kept once. A copy that is there already is read again and, if it rotted, replaced by this one.
    Raises StorageFull when the disk is full; nothing half is left then.
    """
    try:
        with _temporary() as (file, name):
            kept = _copy(stream, file, limit)
            file.flush()
            os.fsync(file.fileno())
            crash.point("after-blob-write")
            _put_in_place(name, kept)
    except OSError as error:
        raise in_plain_words(error) from error
    crash.point("after-blob-rename")
    return kept


@contextmanager
def _temporary() -> Iterator[tuple[IO[bytes], Path]]:
    """A new file in the waiting room; gone afterwards unless it was renamed."""
    room = waiting_room()
    _make_folder(room)
    name = room / secrets.token_hex(16)
    try:
        with name.open("xb") as file:
            # Only the board reads what is entrusted to it.
            name.chmod(0o600)
            yield file, name
    finally:
        name.unlink(missing_ok=True)


def _copy(stream: Readable, file: IO[bytes], limit: int) -> Kept:
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(PIECE):
        size += len(piece)
        if size > limit:
            raise TooLarge(
                _("This file is larger than %(limit)s, the most this board takes.") % {"limit": _plain_size(limit)},
                field="files",
            )
        digest.update(piece)
        file.write(piece)
    return Kept(digest.hexdigest(), size)


def _plain_size(size: int) -> str:
    # Whole units only, and never rounded up: a file of exactly what is promised must be taken.
    for step, unit in ((1024**2, "MB"), (1024, "kB")):
        if size >= step:
            return f"{size // step} {unit}"
    return f"{size} B"


def _put_in_place(temporary: Path, kept: Kept) -> None:
    target = kept.path
    _make_folder(target.parent)
    if not is_whole(kept):
        temporary.rename(target)
    # Also if it was there before: whoever renamed it may not have come to flush the folder.
    _flush_folder(target.parent)


def is_whole(kept: Kept) -> bool:
    """Whether the bytes are on disk and are still what they were. Reads them all."""
    try:
        with kept.path.open("rb") as file:
            if os.fstat(file.fileno()).st_size != kept.size:
                return False
            return hashlib.file_digest(file, "sha256").hexdigest() == kept.sha256
    except FileNotFoundError:
        return False


def is_there(kept: Kept) -> bool:
    """Whether a file of the right size is there; a quick look, without reading it."""
    try:
        return kept.path.stat().st_size == kept.size
    except FileNotFoundError:
        return False


def age_of(kept: Kept) -> float:
    """How many seconds ago the bytes were written; 0 if they are not there."""
    try:
        return max(0.0, time.time() - kept.path.stat().st_mtime)
    except FileNotFoundError:
        return 0.0


def _make_folder(where: Path) -> None:
    if where.is_dir():
        return
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    _flush_folder(where.parent)


def _flush_folder(where: Path) -> None:
    """A new name is safe only when the folder that holds it is on disk."""
    handle = os.open(where, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def throw_away(sha256: str) -> None:
    """Delete the bytes. Only for the chore that has made sure, inside its transaction, that nothing points there."""
    with suppress(FileNotFoundError):
        path_of(sha256).unlink()


def all_on_disk(shelves: range = range(256)) -> Iterator[Kept]:
    """Every file that is named like a blob, in order of its name. `shelves` are the first two digits, as numbers."""
    for shelf in shelves:
        where = folder() / f"{shelf:02x}"
        try:
            names = sorted(entry.name for entry in os.scandir(where))
        except FileNotFoundError:
            continue
        for name in names:
            if len(name) == 64 and name.startswith(f"{shelf:02x}"):
                with suppress(FileNotFoundError, ValueError):
                    yield Kept(name, path_of(name).stat().st_size)


def clear_waiting_room(older_than: float) -> int:
    """Delete temporary files last touched before this time (seconds since the epoch). Returns how many went."""
    gone = 0
    with suppress(FileNotFoundError):
        for entry in list(os.scandir(waiting_room())):
            with suppress(FileNotFoundError):
                if entry.is_file() and entry.stat().st_mtime < older_than:
                    Path(entry.path).unlink()
                    gone += 1
    return gone
