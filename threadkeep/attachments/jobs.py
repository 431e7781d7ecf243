"""Slow and outside work: pictures in sizes, and asking other sites whether their pictures are still there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from threadkeep.attachments.blobs import Kept, is_there
from threadkeep.attachments.models import Blob, RemotePicture
from threadkeep.attachments.pictures import examine, make_sizes
from threadkeep.attachments.steps import write_blob, write_sizes
from threadkeep.kernel import fetch, writer

# An address that did not answer once may be back in an hour; one that did not on two days in a row is gone.
SECOND_LOOK = timedelta(hours=20)
NO_ANSWER = "no answer"


@task
def make_picture_sizes(blob_id: int) -> None:
    """Make the sizes of a picture and write them down. Does nothing for one that has them or cannot have any."""
    blob = Blob.objects.filter(pk=blob_id, deleted_at__isnull=True, width__isnull=False, sizes_state="").first()
    if blob is None:
        return
    kept, clean = Kept(blob.sha256, blob.size), blob.clean_copy
    made = make_sizes(kept, blob.mime_type)
    # A clean copy that was lost is made again too: examining the original writes it anew.
    look = examine(kept) if clean is not None and not is_there(Kept(clean.sha256, clean.size)) else None
    with writer.background(), transaction.atomic():
        if look is not None and look.is_picture:
            write_blob(kept, look, timezone.now())
        write_sizes(blob_id, made, timezone.now())


@task
def look_at_remote_picture(remote_id: int) -> None:
    """Ask whether a picture elsewhere still answers, and write down what came of it. Nothing if fetching is off."""
    remote = RemotePicture.objects.filter(pk=remote_id).first()
    if remote is None or not fetch.is_on():
        return
    now = timezone.now()
    try:
        answer = fetch.fetch(remote.url)
    except fetch.NotFetched as error:
        _write_trouble(remote, error, now)
        return
    remote.why = f"HTTP {answer.status}" if answer.status in {404, 410} else ""
    remote.gone_since = (remote.gone_since or now) if remote.why else None
    _write(remote, now)


def _write_trouble(remote: RemotePicture, error: fetch.NotFetched, now: datetime) -> None:
    was_silent = remote.why.startswith(NO_ANSWER) and remote.checked_at is not None
    if error.is_silence and was_silent and remote.checked_at and now - remote.checked_at < SECOND_LOOK:
        return
    if error.is_silence and was_silent and remote.gone_since is None:
        remote.gone_since = now
    remote.why = f"{NO_ANSWER}: {error}"[:100] if error.is_silence else f"not asked: {error}"[:100]
    _write(remote, now)


def _write(remote: RemotePicture, now: datetime) -> None:
    remote.checked_at = now
    with writer.background():
        remote.save(update_fields=["checked_at", "gone_since", "why"])
