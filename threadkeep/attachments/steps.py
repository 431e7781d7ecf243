"""What another feature's action does to attachments, inside its transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from threadkeep.attachments.blobs import Kept, is_there
from threadkeep.attachments.models import Attachment, Blob, PictureSize
from threadkeep.attachments.notes import FileNote
from threadkeep.attachments.pictures import Look, Size
from threadkeep.attachments.rules import WITH_POST
from threadkeep.attachments.sniffing import UNKNOWN
from threadkeep.attachments.use import unused_blobs
from threadkeep.kernel.refused import Busy, NotThere, Refused
from threadkeep.topics.models import Topic

# FileNote is what put_on_post takes; it is imported from here by those who make one.
__all__ = [
    "FileNote",
    "file_for_change",
    "mark_missing",
    "note_use",
    "put_on_post",
    "take_off_post",
    "take_up_orphan",
    "touch_topic_of",
    "touch_topics_with",
    "write_blob",
    "write_sizes",
]


def put_on_post(*, post_id: int, actor_id: int, notes: Sequence[FileNote], is_checked: bool) -> None:
    """Put these uploads of the actor on the post, in this order, with their words.

    Takes the actor's own uploads that are on no post yet, and files that are on this post already. Anything else is
    refused: an id typed into a form must not move somebody else's file. Files left out of `notes` stay as they are;
    removing one is an act of its own, with a reason. `is_checked` says whether new ones show without a check.
    """
    rows = {row.pk: row for row in Attachment.objects.filter(pk__in=[note.id for note in notes])}
    for position, note in enumerate(notes):
        row = rows.get(note.id)
        is_here = row is not None and row.post_id == post_id
        is_own_draft = row is not None and row.post_id is None and row.uploader_id == actor_id
        if row is None or not (is_here or is_own_draft):
            raise Refused(
                _("One of the files is not there any more. Please take it out and upload it again."),
                field="files",
                status=422,
            )
        if is_own_draft:
            row.post_id = post_id
            row.state = Attachment.PRESENT if is_checked else Attachment.AWAITING
        row.position, row.alt, row.caption = position, note.alt[:500], note.caption[:500]
        row.save(update_fields=["post", "state", "position", "alt", "caption"])


def take_off_post(*, post_id: int, uploader_id: int) -> None:
    """A post is taken back by its author: the files they put on it are uploads on no post again."""
    own = Attachment.objects.filter(post_id=post_id, uploader_id=uploader_id).exclude(state=Attachment.REMOVED)
    own.update(post=None, state=Attachment.PRESENT)


def write_blob(kept: Kept, look: Look, now: datetime) -> Blob:
    """The row of bytes that were kept on disk before this transaction; one row for the same bytes.

    Refuses with Busy when the bytes were thrown away in the very moment between, so that no row is without them.
    """
    clean = _row(look.clean, look.mime_type, look.width, look.height, now) if look.clean else None
    blob = _row(kept, look.mime_type, look.width, look.height, now)
    if clean is not None and blob.clean_copy_id != clean.pk:
        blob.clean_copy = clean
        blob.save(update_fields=["clean_copy"])
    if look.why_no_picture and not blob.sizes_state:
        blob.sizes_state = look.why_no_picture[:40]
        blob.save(update_fields=["sizes_state"])
    return blob


def _row(kept: Kept, mime_type: str, width: int | None, height: int | None, now: datetime) -> Blob:
    blob, _made = Blob.objects.select_for_update(of=("self",)).get_or_create(
        sha256=kept.sha256,
        defaults={"size": kept.size, "mime_type": mime_type, "width": width, "height": height, "stored_at": now},
    )
    # Looked at after the row is locked: whoever throws bytes away holds this lock while doing it.
    if not is_there(kept):
        raise Busy(_("This file could not be stored just now. Please send it again."))
    blob.mime_type, blob.width, blob.height = mime_type, width, height
    blob.missing_since = blob.unused_since = blob.deleted_at = None
    blob.save(update_fields=["mime_type", "width", "height", "missing_since", "unused_since", "deleted_at"])
    return blob


def write_sizes(blob_id: int, sizes: Sequence[Size] | str, now: datetime) -> None:
    """What came of making a picture's sizes: the sizes, or why there are none. Says it to the topics that show it."""
    blob = Blob.objects.select_for_update(of=("self",)).filter(pk=blob_id, deleted_at__isnull=True).first()
    if blob is None:
        return
    for size in () if isinstance(sizes, str) else sizes:
        row = _row(size.kept, size.mime_type, size.width, size.height, now)
        PictureSize.objects.update_or_create(
            blob=blob,
            width=size.width,
            mime_type=size.mime_type,
            defaults={"height": size.height, "kept": row},
        )
    blob.sizes_state = sizes[:40] if isinstance(sizes, str) else "ready"
    blob.save(update_fields=["sizes_state"])
    touch_topics_with([blob_id])


def mark_missing(blob_ids: Iterable[int], now: datetime) -> int:
    """Write down that these bytes are not there (or not what they were). Returns for how many that was news.

    What was made from a picture can be made again: the picture counts as having no sizes, and a chore makes them.
    """
    ids = list(blob_ids)
    news = Blob.objects.filter(pk__in=ids, missing_since__isnull=True).update(missing_since=now)
    made_from = Blob.objects.filter(Q(sizes__kept__in=ids) | Q(clean_copy__in=ids)).values("pk")
    Blob.objects.filter(pk__in=list(made_from.values_list("pk", flat=True))).update(sizes_state="")
    if news:
        touch_topics_with(ids)
    return news


def touch_topics_with(blob_ids: Iterable[int]) -> None:
    """The pages of all topics with these bytes on them show something else now. (Pages that quote them from other
    topics are made from the rows each time.)"""
    with_files = Attachment.objects.filter(blob__in=list(blob_ids), post__isnull=False)
    topics = Topic.objects.filter(pk__in=with_files.values("post__topic"))
    topics.update(version=F("version") + 1)


def file_for_change(attachment_id: int) -> Attachment:
    """The file with its row locked, and its topic's before it (the topic is what serialises changes)."""
    found = Attachment.objects.filter(pk=attachment_id).values_list("post__topic_id", flat=True)
    if not found:
        raise NotThere
    if found[0] is not None:
        Topic.objects.select_for_update(of=("self",)).get(pk=found[0])
    Attachment.objects.select_for_update(of=("self",)).get(pk=attachment_id)
    return Attachment.objects.select_related(*WITH_POST).get(pk=attachment_id)


def touch_topic_of(attachment: Attachment) -> None:
    """Say that the pages of the file's topic show something else now."""
    if attachment.post is not None:
        Topic.objects.filter(pk=attachment.post.topic_id).update(version=F("version") + 1)


def note_use(blob_ids: Iterable[int], now: datetime) -> None:
    """Write for each of these whether anything points to it: the grace time of the unused begins now."""
    wanted = list(blob_ids)
    unused = set(unused_blobs().filter(pk__in=wanted).values_list("pk", flat=True))
    Blob.objects.filter(pk__in=unused, unused_since__isnull=True).update(unused_since=now)
    Blob.objects.filter(pk__in=set(wanted) - unused, unused_since__isnull=False).update(unused_since=None)


def take_up_orphan(kept: Kept, now: datetime) -> None:
    """Give bytes without a row one, that nothing points to: they go after the grace time unless somebody does."""
    blob, made = Blob.objects.get_or_create(
        sha256=kept.sha256,
        defaults={"size": kept.size, "mime_type": UNKNOWN, "stored_at": now, "unused_since": now},
    )
    if not made and blob.deleted_at is not None:
        blob.deleted_at, blob.unused_since = None, now
        blob.save(update_fields=["deleted_at", "unused_since"])
