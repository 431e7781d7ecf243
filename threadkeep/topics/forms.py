"""The forms in which topics and posts are written: what was typed, read from the request and put back on the page.

Every refusal gives the form back as it was sent. That is why nothing here is cleaned in place: `typed` is what came,
`Writing` (threadkeep/topics/writing.py) is what will be kept.
"""

from __future__ import annotations

import json
import uuid
from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from threadkeep.attachments.forms import file_notes, typed_notes
from threadkeep.attachments.notes import FileNote
from threadkeep.attachments.queries import composer_files, files_for_posts
from threadkeep.boards import permissions as may_be
from threadkeep.boards.models import Board
from threadkeep.boards.rules import may
from threadkeep.kernel import addresses, limits
from threadkeep.kernel.refused import Refused
from threadkeep.markup.render import Rendered
from threadkeep.members.kept import SESSION_KEY
from threadkeep.members.viewer import Viewer
from threadkeep.reading.draft_fields import NO_DRAFT, token_from
from threadkeep.reading.forms import open_draft
from threadkeep.sources.forms import source_notes, source_rows, wants_more_rows, with_hints
from threadkeep.sources.looking_up import filled_rows
from threadkeep.sources.queries import notes_of
from threadkeep.tags.forms import FIELDS as LABEL_FIELDS
from threadkeep.topics.advising import mend, wants_fix
from threadkeep.topics.look import ComposerLook
from threadkeep.topics.posts_shown import body
from threadkeep.topics.references import references_in
from threadkeep.topics.writing import Writing, prepare

# Not put into the session after signing in again: they belong to the form's guard, not to what was typed.
NOT_KEPT = ("csrfmiddlewaretoken", "key", "act")


def wants_preview(request: HttpRequest) -> bool:
    """Whether the form was sent by its preview button, or by the one that adds a row for a source."""
    return request.POST.get("act") in ("preview", "add-source", "look-up-source") or wants_fix(request.POST)


def wants_more_sources(request: HttpRequest, viewer: Viewer, board_id: int) -> bool:
    """Whether the form was sent by "add another source": then nothing is posted, but files it brought are kept."""
    if not wants_more_rows(request.POST):
        return False
    file_notes(request, viewer, board_id)
    return True


def key_of(request: HttpRequest) -> str | None:
    """The key that makes a double sending one post: the form's, or a client's Idempotency-Key header."""
    return request.POST.get("key") or request.headers.get("Idempotency-Key") or None


def fresh_key() -> str:
    """A key for a form that is being shown. A new one each time: what was refused was not done under the old one."""
    return str(uuid.uuid4())


def kept(request: HttpRequest) -> QueryDict | None:
    """What was typed into this page's form before its writer had to sign in again; None if nothing was.

    It is looked at, not taken: a form that is opened twice is filled twice, and only sending it lets go.
    """
    found = request.session.get(SESSION_KEY)
    if not found or found["path"].partition("?")[0] != request.path:
        return None
    typed = QueryDict(mutable=True)
    for name, values in found["fields"].items():
        typed.setlist(name, values)
    return typed


def waiting(request: HttpRequest, viewer: Viewer, draft_key: str) -> QueryDict | None:
    """What a form is filled with when it is opened: what was kept over a sign-in, else the draft that waits for it."""
    return kept(request) or open_draft(request, viewer, draft_key)


def forget_kept(request: HttpRequest) -> None:
    """What was kept over a sign-in has been sent: let go of it."""
    if SESSION_KEY in request.session:
        del request.session[SESSION_KEY]


def to_keep(request: HttpRequest) -> str:
    """Everything this form carried, as the JSON that the sign-in form takes along (members/kept.py)."""
    fields = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    return json.dumps(fields, ensure_ascii=False)


def whole_number(typed: QueryDict, name: str) -> int | None:
    """A hidden field that holds a whole number; None if it is missing or somebody played with it."""
    value = typed.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def read_writing(
    request: HttpRequest, viewer: Viewer, board_id: int, *, syntax: str, post_id: int | None = None
) -> Writing:
    """The writing a form carries, rendered; sent by the button of an advice, as that puts it right.

    Refused with the field's name: see `prepare`, files and sources.
    """
    if wants_fix(request.POST):
        _mend(request, viewer, syntax)
    files = file_notes(request, viewer, board_id, post_id)
    writing = prepare(
        text=request.POST.get("text", ""),
        syntax=chosen_syntax(request.POST, syntax),
        files=files,
        sources=source_notes(request.POST),
    )
    return replace(writing, draft=token_from(request.POST.get("draft", "")))


def _mend(request: HttpRequest, viewer: Viewer, syntax: str) -> None:
    """The form goes on as if what the button of an advice makes of it had been typed."""
    typed = request.POST.copy()
    mended = mend(viewer, typed, chosen_syntax(typed, syntax))
    typed["title"], typed["text"] = mended.title, mended.text
    request.POST = typed  # type: ignore[assignment]
    if mended.said:
        messages.info(request, mended.said)


def chosen_syntax(typed: QueryDict | None, otherwise: str) -> str:
    """The syntax a form was written in; anything we do not know counts as the usual one."""
    wanted = typed.get("syntax", "") if typed is not None else ""
    return wanted if wanted in dict(Board.SYNTAXES) else otherwise


def take_turn(viewer: Viewer) -> None:
    """Count one post of this member against limits.post; those who moderate are free. Raises TooMany."""
    if viewer.is_staff or viewer.id is None:
        return
    per_minute = settings.THREADKEEP.limits.post
    limits.take("post", f"member:{viewer.id}", per_minute=per_minute, burst=max(3, per_minute // 2), now=timezone.now())


def composer(
    viewer: Viewer,
    board_id: int,
    *,
    action: str,
    syntax: str,
    draft_key: str,
    typed: QueryDict | None = None,
    text: str = "",
    **more: Any,
) -> ComposerLook:
    """The composer, filled with what was typed, or else with `text`. `more`: further fields of ComposerLook."""
    look = ComposerLook(
        action=action,
        syntax=chosen_syntax(typed, syntax),
        syntaxes=Board.SYNTAXES,
        text=typed.get("text", "") if typed is not None else text,
        draft_key=draft_key,
        **more,
    )
    look.hidden.append(("key", fresh_key()))
    token = token_from(typed.get("draft", "")) if typed is not None else NO_DRAFT
    look.hidden.append(("draft", f"{token.draft_id}.{token.version}"))
    look.draft_url, look.draft = addresses.save_draft(), getattr(typed, "draft", None)
    look.preview_url = addresses.preview(board_id)
    look.advice_url = addresses.advice(board_id, look.topic_id)
    look.members_url = addresses.complete_members("", look.topic_id)
    look.topics_url = addresses.complete_topics("", board_id)
    look.reader_id = viewer.id or 0
    if may(viewer, may_be.ATTACH, board_id):
        look.upload_url = addresses.upload(board_id)
        look.max_file_size = settings.THREADKEEP.files.max_bytes
    return look


def put_files_and_sources(viewer: Viewer, look: ComposerLook, typed: QueryDict | None) -> None:
    """Put the files and sources of a form into it: as they were typed, or those the post has that is being edited."""
    notes: list[FileNote] = []
    if typed is not None:
        # A word too many about a file: the sentence stands above the form; the other files are shown all the same.
        with suppress(Refused):
            notes = typed_notes(typed)
    look.files = composer_files(viewer, notes, post_id=look.post_id)
    kept_sources = notes_of(look.post_id) if typed is None and look.post_id is not None else ()
    rows = source_rows(typed, notes=kept_sources, add=typed is not None and wants_more_rows(typed))
    look.sources = filled_rows(viewer, rows, typed)


def preview_body(viewer: Viewer, rendered: Rendered) -> Markup:
    """A text that is no post yet, as its writer would see it on a page."""
    files = files_for_posts(viewer, {0: rendered})[0]
    return body(rendered, files, references_in(viewer, {0: rendered}, {}))


def preview(viewer: Viewer, look: ComposerLook, rendered: Rendered) -> None:
    """Put the preview of what was typed into the composer, and ask for sources that are named without a link."""
    look.preview_html = preview_body(viewer, rendered)
    if not any(row.url for row in look.sources):
        look.source_hints = rendered.source_hints
        look.sources = with_hints(look.sources, rendered.source_hints)


def put_beside(look: ComposerLook, refusal: Refused) -> str:
    """Put a refusal's sentence beside the field it is about; returns it if it is about the whole form, else ""."""
    sentence = str(refusal.reason)
    if refusal.field in LABEL_FIELDS:
        return ""
    if refusal.field in ("text", "title", "reason"):
        setattr(look, f"{refusal.field}_error", sentence)
        return ""
    return sentence


def ask_for_source(rendered: Rendered, writing: Writing) -> str:
    """The kind question after posting a text that credits somebody without a link; "" if there is nothing to ask."""
    if writing.sources or not rendered.source_hints:
        return ""
    return _(
        "Your post is there. It credits “%(name)s”: if you have the address, add it, so that people can follow it."
    ) % {"name": rendered.source_hints[0]}
