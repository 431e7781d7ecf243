"""Are the bytes still what they were? Reads them all (or a part) and compares each with its name, which is its hash.

What is missing, cut short or changed is marked, and pages say so in its place; nothing is deleted, so a copy from a
backup put in its place makes it whole again. Stopped or killed, the next run goes on where this one was.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from threadkeep.attachments import blobs
from threadkeep.attachments.actions.note_bytes import note_bytes
from threadkeep.attachments.check import AT_ONCE, Fault, Progress, names_of
from threadkeep.attachments.models import Blob
from threadkeep.kernel import crash

NOTE_EVERY = 100


@dataclass
class Bookmark:
    """How far a scrub has come, in a small file of the data folder. `salt` decides which files a part consists of."""

    path: Path
    subset: int
    salt: str = ""
    after: int = 0
    blob_count: int = 0
    faults: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def opened(cls, subset: int) -> Bookmark:
        """The bookmark of a scrub of the same part that was stopped, or a new one."""
        path = Path(settings.THREADKEEP.data_dir) / "scrub-bookmark.json"
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            if kept["subset"] == subset:
                return cls(path, subset, kept["salt"], kept["after"], kept["blob_count"], kept["faults"])
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            pass
        return cls(path, subset, secrets.token_hex(8))

    def note(self) -> None:
        """Write down how far we are; whole or not at all."""
        told = {name: getattr(self, name) for name in ("subset", "salt", "after", "blob_count", "faults")}
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps(told), encoding="utf-8")
        fresh.replace(self.path)

    def forget(self) -> None:
        """The scrub is done."""
        self.path.unlink(missing_ok=True)

    def takes(self, sha256: str) -> bool:
        """Whether this file belongs to the part that is read: another part with each new scrub."""
        if self.subset >= 100:
            return True
        return int(hashlib.sha256((self.salt + sha256).encode()).hexdigest()[:8], 16) % 100 < self.subset


def still_to_read(bookmark: Bookmark) -> QuerySet[Blob]:
    """The rows whose bytes are to be there, from the bookmark on."""
    return Blob.objects.filter(pk__gt=bookmark.after, deleted_at__isnull=True).order_by("pk")


def scrub(
    bookmark: Bookmark, now: datetime, *, repair: bool = False, progress: Progress = lambda _steps: None
) -> list[Fault]:
    """Read the bytes and return every fault, also those an earlier, stopped run of the same scrub had found.

    `repair` clears the mark of what is whole again. `progress` hears of each row.
    """
    for number, blob in enumerate(still_to_read(bookmark).iterator(AT_ONCE), start=1):
        if bookmark.takes(blob.sha256):
            bookmark.blob_count += 1
            fault = _look_at(blob, now, repair)
            if fault is not None:
                bookmark.faults.append(fault.as_json())
        bookmark.after = blob.pk
        progress(1)
        if number % NOTE_EVERY == 0 or (bookmark.faults and bookmark.faults[-1]["sha256"] == blob.sha256):
            bookmark.note()
        crash.point("in-scrub")
    bookmark.forget()
    return [Fault(**{**told, "files": tuple(told["files"])}) for told in bookmark.faults]


def _look_at(blob: Blob, now: datetime, repair: bool) -> Fault | None:
    kept = blobs.Kept(blob.sha256, blob.size)
    if blobs.is_whole(kept):
        if blob.missing_since is None:
            return None
        if repair:
            note_bytes(blob_id=blob.pk, are_whole=True, now=now)
        says = _("The bytes are whole again. With --repair the file is shown again.")
        return Fault("whole again", says, blob.sha256, names_of(blob.pk), is_repaired=repair)
    note_bytes(blob_id=blob.pk, are_whole=False, now=now)
    return _fault(kept, blob.pk)


def _fault(kept: blobs.Kept, blob_id: int) -> Fault:
    try:
        size = kept.path.stat().st_size
    except FileNotFoundError:
        return Fault("missing", _("The bytes are not there."), kept.sha256, names_of(blob_id))
    words = {"is": size, "was": kept.size}
    if size < kept.size:
        says = _("The file was cut short: it has %(is)d bytes and had %(was)d.") % words
        return Fault("cut short", says, kept.sha256, names_of(blob_id))
    if size > kept.size:
        says = _("The file has grown: it has %(is)d bytes and had %(was)d.") % words
        return Fault("changed", says, kept.sha256, names_of(blob_id))
    return Fault("changed", _("The bytes are not what they were."), kept.sha256, names_of(blob_id))
