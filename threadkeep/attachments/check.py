"""Do rows, bytes and references agree? Looks at names and sizes; scrub.py reads the bytes too.

Nothing is ever deleted here. Repairing adds: a row for bytes that have none, a mark on rows whose bytes are not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from threadkeep.attachments import blobs
from threadkeep.attachments.actions.note_bytes import note_bytes
from threadkeep.attachments.actions.take_up_bytes import take_up_bytes
from threadkeep.attachments.models import Attachment, Blob
from threadkeep.markup.render import Rendered
from threadkeep.topics.models import Post

# What is younger may be on its way: its upload has not been answered yet.
ON_ITS_WAY = 3600
AT_ONCE = 500

type Progress = Callable[[int], None]


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit. `kind` is for machines, `says` for people; the rest names it."""

    kind: str
    says: str
    sha256: str = ""
    files: tuple[str, ...] = ()
    post_id: int | None = None
    is_repaired: bool = False

    def as_json(self) -> dict[str, Any]:
        """For --json."""
        return asdict(self)


@dataclass
class Report:
    """What was looked at, and what was found."""

    blob_count: int = 0
    file_count: int = 0
    post_count: int = 0
    faults: list[Fault] = field(default_factory=list)


def how_much() -> int:
    """How many steps a check has, for its progress."""
    return Blob.objects.filter(deleted_at__isnull=True).count() + Post.objects.count()


def check_files(now: datetime, *, repair: bool = False, progress: Progress = lambda _steps: None) -> Report:
    """Compare rows with bytes, bytes with rows, and what posts show with rows."""
    report = Report()
    report.faults += _rows_without_bytes(report, now, repair, progress)
    report.faults += _bytes_without_rows(report, now, repair)
    report.faults += _references_without_rows(report, progress)
    return report


def names_of(blob_id: int) -> tuple[str, ...]:
    """What people call the file with these bytes, and where it stands: "harbour.png in post 12"."""
    rows = Attachment.objects.filter(blob=blob_id).order_by("pk").values_list("name", "post_id")[:5]
    return tuple(f"{name} in post {post_id}" if post_id else name for name, post_id in rows)


def _rows_without_bytes(report: Report, now: datetime, repair: bool, progress: Progress) -> Iterator[Fault]:
    for blob in Blob.objects.filter(deleted_at__isnull=True).order_by("pk").iterator(AT_ONCE):
        report.blob_count += 1
        progress(1)
        kept = blobs.Kept(blob.sha256, blob.size)
        if blobs.is_there(kept):
            continue
        if repair:
            note_bytes(blob_id=blob.pk, are_whole=False, now=now)
        is_here = kept.path.exists()
        yield Fault(
            "wrong size" if is_here else "row without bytes",
            _("The bytes of this file are there, but not as many as there were.")
            if is_here
            else _(
                "The bytes of this file are not there. Put them back from a backup, then run: threadkeep files scrub"
            ),
            sha256=blob.sha256,
            files=names_of(blob.pk),
        )


def _bytes_without_rows(report: Report, now: datetime, repair: bool) -> Iterator[Fault]:
    for shelf in range(256):
        known = Blob.objects.filter(sha256__startswith=f"{shelf:02x}", deleted_at__isnull=True)
        hashes = set(known.values_list("sha256", flat=True))
        for kept in blobs.all_on_disk(range(shelf, shelf + 1)):
            report.file_count += 1
            if kept.sha256 in hashes or blobs.age_of(kept) < ON_ITS_WAY:
                continue
            # Only what is what its name says may get a row; the rest is somebody's stray file.
            is_whole = repair and blobs.is_whole(kept)
            if is_whole:
                take_up_bytes(kept=kept, now=now)
            says = _("Bytes that no file of the board has. With --repair they get a row, and go after the grace time.")
            yield Fault("bytes without row", says, sha256=kept.sha256, is_repaired=is_whole)


def _references_without_rows(report: Report, progress: Progress) -> Iterator[Fault]:
    batch: dict[int, tuple[int, ...]] = {}
    for pk, kept in Post.objects.order_by("pk").values_list("pk", "rendered").iterator(AT_ONCE):
        report.post_count += 1
        progress(1)
        try:
            named = Rendered.from_json(kept).attachment_ids if '"a":[]' not in kept else ()
        except (ValueError, KeyError, TypeError):
            named = ()
        if named:
            batch[pk] = named
        if len(batch) == AT_ONCE:
            yield from _unknown(batch)
            batch = {}
    yield from _unknown(batch)


def _unknown(batch: dict[int, tuple[int, ...]]) -> Iterator[Fault]:
    wanted = {pk for named in batch.values() for pk in named}
    known = set(Attachment.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    for post_id, named in batch.items():
        for pk in named:
            if pk not in known:
                says = _("The text of post %(post)d names file %(file)d, which does not exist.")
                yield Fault("reference without row", says % {"post": post_id, "file": pk}, post_id=post_id)
