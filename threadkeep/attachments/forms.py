"""Files in forms: taken in one by one while somebody writes, or all at once with the form."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from threadkeep.attachments import blobs, pictures
from threadkeep.attachments.actions.upload_file import upload_file
from threadkeep.attachments.notes import FileNote
from threadkeep.attachments.rules import check_attach
from threadkeep.kernel import limits
from threadkeep.kernel.action import once
from threadkeep.kernel.refused import Busy, Refused
from threadkeep.members.viewer import Viewer

LONGEST_WORDS = 500


def take_upload(viewer: Viewer, board_id: int, uploaded: UploadedFile[Any], *, key: str | None, now: datetime) -> int:
    """Keep an uploaded file and make it the viewer's attachment on no post yet; its id.

    `key` makes a repeat the same file again. Refused: no right to attach on this board, too large, empty, too often,
    disk full.
    """
    check_attach(viewer, board_id)
    most = settings.THREADKEEP.limits.upload
    if not viewer.is_staff:
        limits.take("upload", f"member:{viewer.id}", per_minute=most, burst=max(5, most // 2), now=now)
    try:
        return _take(viewer, board_id, uploaded, key, now)
    except Busy:
        # The same bytes were thrown away in the moment between; this time they are written anew.
        return _take(viewer, board_id, uploaded, key, now)


def _take(viewer: Viewer, board_id: int, uploaded: UploadedFile[Any], key: str | None, now: datetime) -> int:
    uploaded.seek(0)
    kept = blobs.keep_file(uploaded, limit=settings.THREADKEEP.files.max_bytes)
    look = pictures.examine(kept)
    return once(
        viewer.id or 0, key, upload_file,
        actor=viewer, board_id=board_id, name=uploaded.name or "", kept=kept, look=look, now=now,
    )  # fmt: skip


def typed_notes(typed: QueryDict) -> list[FileNote]:
    """The files a form names: repeated `attachment` (an id), with `alt-ID` and `caption-ID`. Nothing is checked yet.

    Refused with `field` "files" if words are too long: they are never cut.
    """
    ids = [
        int(value) for value in typed.getlist("attachment") if value.isascii() and value.isdigit() and len(value) < 19
    ]
    notes = []
    for pk in dict.fromkeys(ids):
        alt, caption = (typed.get(f"{kind}-{pk}", "").replace("\0", "").strip() for kind in ("alt", "caption"))
        if max(len(alt), len(caption)) > LONGEST_WORDS:
            raise Refused(
                _("Please describe each file in %(most)d characters or less.") % {"most": LONGEST_WORDS},
                field="files",
                status=422,
            )
        notes.append(FileNote(pk, alt, caption))
    return notes


def file_notes(request: HttpRequest, viewer: Viewer, board_id: int, post_id: int | None = None) -> list[FileNote]:
    """The files of a form that was sent: those it names, then those sent with the form itself (no JavaScript).

    Files sent along are kept first and become the viewer's uploads, so that a form that is refused for another reason
    still has them: composer_files() shows them again. `post_id` is there for callers who edit; put_on_post decides
    what may go on it.
    """
    notes = typed_notes(request.POST)
    sent = [each for each in request.FILES.getlist("files") if each.size or each.name]
    if len(notes) + len(sent) > settings.THREADKEEP.files.max_per_post:
        # Before anything is kept: a hundred files in one form are turned away by their number.
        raise Refused(
            _("A post may have %(most)d files; these are %(count)d.")
            % {"most": settings.THREADKEEP.files.max_per_post, "count": len(notes) + len(sent)},
            field="files",
            status=422,
        )
    form_key = request.POST.get("key", "")[:50]
    now = timezone.now()
    for number, uploaded in enumerate(sent):
        key = f"{form_key}/file{number}" if form_key else None
        notes.append(FileNote(take_upload(viewer, board_id, uploaded, key=key, now=now)))
    if sent:
        _remember(request, notes)
    return notes


def _remember(request: HttpRequest, notes: list[FileNote]) -> None:
    """A form that comes back names its files as if they had been uploaded before."""
    typed = request.POST.copy()
    typed.setlist("attachment", [str(note.id) for note in notes])
    request.POST = typed  # type: ignore[assignment]
