"""What is due by the clock: bytes whose grace time is over, drafts nobody sent, files without rows, other sites."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from threadkeep.attachments import blobs, missing
from threadkeep.attachments.jobs import look_at_remote_picture, make_picture_sizes
from threadkeep.attachments.models import Attachment, Blob, PictureSize, RemotePicture
from threadkeep.attachments.steps import mark_missing, note_use, take_up_orphan
from threadkeep.attachments.use import is_used, unused_blobs
from threadkeep.kernel import fetch, writer
from threadkeep.kernel.worker import chore
from threadkeep.reading.models import DraftFile

log = logging.getLogger("threadkeep.files")

# A file in a draft waits with it for as long as it takes (reading/models.py); one in none of them goes after a week.
KEEP_DRAFTS = timedelta(days=7)
# What is younger may be on its way: between its bytes and its row there is an upload that has not answered yet.
ON_ITS_WAY = timedelta(hours=1)
AT_ONCE = 50
SHELVES_AT_ONCE = 8
# What a power cut can tear is what was written last; more than this would make a board slow to start.
NEWEST_AT_ONCE = 20
NEWEST_BYTES = 64 * 1024 * 1024
LOOK_AGAIN = timedelta(days=7)
LOOK_AGAIN_AT_GONE = timedelta(days=30)

_shelf = 0


@chore(timedelta(minutes=10))
def let_bytes_go(now: datetime) -> None:
    """Delete bytes that nothing has pointed to for files.grace_days."""
    over = now - timedelta(days=settings.THREADKEEP.files.grace_days)
    due = Blob.objects.filter(unused_since__lt=over, deleted_at__isnull=True).order_by("unused_since", "pk")
    for blob_id in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        with writer.background(), transaction.atomic():
            _let_go(blob_id, over, now)


def _let_go(blob_id: int, over: datetime, now: datetime) -> None:
    blob = Blob.objects.select_for_update(of=("self",)).filter(pk=blob_id, unused_since__lt=over).first()
    if blob is None:
        return
    if is_used(blob_id):
        note_use([blob_id], now)
        return
    derived = set(PictureSize.objects.filter(blob=blob).values_list("kept_id", flat=True))
    if blob.clean_copy_id is not None:
        derived.add(blob.clean_copy_id)
    since = blob.unused_since
    PictureSize.objects.filter(blob=blob).delete()
    # Inside the transaction: whoever puts the same bytes up now waits for this row, then finds no file and says so.
    # Killed right here, the row has no bytes, nothing points to it, and the next round deletes it.
    blobs.throw_away(blob.sha256)
    if Attachment.objects.filter(blob=blob).exists():
        blob.deleted_at, blob.clean_copy, blob.sizes_state = now, None, ""
        blob.save(update_fields=["deleted_at", "clean_copy", "sizes_state"])
    else:
        blob.delete()
    # What was made from it goes with it, in the next round, unless somebody put up the very same bytes.
    alone = unused_blobs().filter(pk__in=derived, unused_since__isnull=True)
    Blob.objects.filter(pk__in=list(alone.values_list("pk", flat=True))).update(unused_since=since)


@chore(timedelta(minutes=10))
def forget_unsent_files(now: datetime) -> None:
    """Uploads that were put on no post within a week and wait in no draft go; their bytes begin their grace time."""
    in_a_draft = Exists(DraftFile.objects.filter(attachment=OuterRef("pk")))
    old = Attachment.objects.filter(~in_a_draft, post__isnull=True, uploaded_at__lt=now - KEEP_DRAFTS).order_by("pk")
    with writer.background(), transaction.atomic():
        rows = list(old.values_list("pk", "blob_id")[:AT_ONCE])
        Attachment.objects.filter(pk__in=[pk for pk, _blob in rows], post__isnull=True).delete()
        note_use([blob_id for _pk, blob_id in rows], now)


@chore(timedelta(hours=1))
def see_what_is_unused(now: datetime) -> None:
    """Find bytes that came into or out of use without an effect of ours hearing of it."""
    unmarked = unused_blobs().filter(unused_since__isnull=True, stored_at__lt=now - ON_ITS_WAY)
    marked = Blob.objects.filter(unused_since__isnull=False, deleted_at__isnull=True).order_by("-pk")
    ids = [*unmarked.values_list("pk", flat=True)[:1000], *marked.values_list("pk", flat=True)[:1000]]
    with writer.background(), transaction.atomic():
        note_use(ids, now)


@chore(timedelta(minutes=1))
def take_up_files_without_rows(now: datetime) -> None:
    """A file whose upload died before its row was written gets a row that nothing points to; so it goes in its time.

    Looks at a few of the 256 folders at a time, so that a large board is walked through in half an hour.
    """
    global _shelf  # noqa: PLW0603 - where this process is on its walk
    shelves = range(_shelf, min(_shelf + SHELVES_AT_ONCE, 256))
    _shelf = shelves.stop % 256
    for shelf in shelves:
        known = Blob.objects.filter(sha256__startswith=f"{shelf:02x}", deleted_at__isnull=True)
        hashes = set(known.values_list("sha256", flat=True))
        for kept in blobs.all_on_disk(range(shelf, shelf + 1)):
            if kept.sha256 not in hashes and blobs.age_of(kept) > ON_ITS_WAY.total_seconds():
                with writer.background(), transaction.atomic():
                    take_up_orphan(kept, now)


@chore(timedelta(minutes=10))
def clear_waiting_room(now: datetime) -> None:
    """Temporary files of uploads that died go after an hour."""
    blobs.clear_waiting_room(time.time() - ON_ITS_WAY.total_seconds())


@chore(timedelta(seconds=30), everywhere=True)
def write_down_what_is_missing(now: datetime) -> None:
    """Bytes that readers asked for in vain are marked; pages then say so in their place."""
    ids = missing.take_noted()
    if ids:
        with writer.background(), transaction.atomic():
            mark_missing(ids, now)


@chore(timedelta(hours=6))
def look_at_newest_bytes(now: datetime) -> None:
    """Read the newest files again, first of all after a start: a disk that lied in a power cut is found out by us."""
    left, torn = NEWEST_BYTES, []
    newest = Blob.objects.filter(deleted_at__isnull=True, missing_since__isnull=True).order_by("-pk")
    for blob in newest[:NEWEST_AT_ONCE]:
        left -= blob.size
        if left < 0:
            break
        if not blobs.is_whole(blobs.Kept(blob.sha256, blob.size)):
            torn.append(blob.pk)
            log.error("The bytes of blob %s (%s) are not whole. Put them back from a backup.", blob.pk, blob.sha256)
    if torn:
        with writer.background(), transaction.atomic():
            mark_missing(torn, now)


@chore(timedelta(hours=6))
def make_sizes_left_out(now: datetime) -> None:
    """Pictures without sizes (imported, their job or their bytes were lost) get them, a few at a time."""
    waiting = Blob.objects.filter(
        width__isnull=False, sizes_state="", missing_since__isnull=True, deleted_at__isnull=True,
        unused_since__isnull=True, stored_at__lt=now - ON_ITS_WAY, attachments__isnull=False,
    )  # fmt: skip
    for blob_id in list(waiting.distinct().values_list("pk", flat=True)[:AT_ONCE]):
        with writer.background():
            make_picture_sizes.enqueue(blob_id)


@chore(timedelta(minutes=10))
def look_at_pictures_elsewhere(now: datetime) -> None:
    """Ask after pictures elsewhere again: those that stand every week, those that are gone every month."""
    if not fetch.is_on():
        return
    is_due = (
        Q(checked_at__isnull=True)
        | Q(why__startswith="no answer", gone_since__isnull=True, checked_at__lt=now - timedelta(days=1))
        | Q(gone_since__isnull=True, checked_at__lt=now - LOOK_AGAIN)
        | Q(gone_since__isnull=False, checked_at__lt=now - LOOK_AGAIN_AT_GONE)
    )
    for remote_id in list(RemotePicture.objects.filter(is_due).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with writer.background():
            look_at_remote_picture.enqueue(remote_id)
