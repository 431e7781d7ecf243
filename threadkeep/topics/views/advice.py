"""What the composer's script asks for while somebody writes: kind advice, and topics with a similar title. JSON."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from threadkeep.attachments.forms import typed_notes
from threadkeep.attachments.queries import composer_files
from threadkeep.boards import permissions as may_be
from threadkeep.boards.rules import get_board, may
from threadkeep.kernel import limits
from threadkeep.kernel.refused import Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.topics import forms
from threadkeep.topics.advice import Advice
from threadkeep.topics.advising import advice_for, age_of_topic, mend, shown, similar_html, wants_fix
from threadkeep.topics.look import ComposerLook
from threadkeep.topics.rules import check_edit_post, get_post, get_topic
from threadkeep.topics.views.writing import refused
from threadkeep.topics.writing import prepare

PER_MINUTE: Final = 60
BURST: Final = 30


@require_POST
def advice(request: HttpRequest, board_id: int) -> HttpResponse:
    """{"html": advice about what a form holds}; sent by the button of an advice, also the "title" and "text" it made of
    them, and what is to be "said". In: the form's fields, `post` if one is edited, `?topic=` if one is answered.

    For those who may write here. Refused as {"error": a sentence}.
    """
    try:
        answer = JsonResponse(_advice(request, viewer_of(request), board_id))
    except Refused as refusal:
        return refused(refusal)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _advice(request: HttpRequest, viewer: Viewer, board_id: int) -> dict[str, str]:
    _check_writes(request, viewer, board_id)
    found: dict[str, str] = {}
    typed = request.POST.copy()
    syntax = forms.chosen_syntax(typed, get_board(viewer, board_id).syntax)
    if wants_fix(typed):
        mended = mend(viewer, typed, syntax)
        typed["title"], typed["text"] = mended.title, mended.text
        found = {"title": mended.title, "text": mended.text, "said": mended.said}
    post_id = forms.whole_number(typed, "post")
    every = [] if post_id else _age(request, viewer)
    if typed.get("text", "").strip():
        writing = prepare(text=typed.get("text", ""), syntax=syntax)
        look = ComposerLook(action="", syntax=syntax, title=typed.get("title", ""))
        with suppress(Refused):
            look.files = composer_files(viewer, typed_notes(typed), post_id=post_id)
        every += advice_for(viewer, look, writing)
    return {**found, "html": "".join(shown(every))}


def _age(request: HttpRequest, viewer: Viewer) -> list[Advice]:
    topic_id = forms.whole_number(request.GET, "topic")
    with suppress(Refused):
        return age_of_topic(viewer, get_topic(viewer, topic_id), timezone.now()) if topic_id else []
    return []


def _check_writes(request: HttpRequest, viewer: Viewer, board_id: int) -> None:
    if not viewer.is_member:
        raise Refused(_("You are signed out. Your text is safe here: sign in in another tab, then go on writing."))
    get_board(viewer, board_id)
    limits.take_lightly("advice", f"member:{viewer.id}", per_minute=PER_MINUTE, burst=BURST, now=timezone.now())
    if post_id := forms.whole_number(request.POST, "post"):
        check_edit_post(viewer, get_post(viewer, post_id), now=timezone.now())
    elif not (may(viewer, may_be.REPLY, board_id) or may(viewer, may_be.START, board_id)):
        raise Refused(_("You may read this board, but not write in it."))


@require_safe
def similar(request: HttpRequest, board_id: int) -> HttpResponse:
    """{"html": topics whose titles say much the same as `q`, those of this board first}; for members."""
    viewer = viewer_of(request)
    try:
        if not viewer.is_member:
            raise Refused(_("Sign in to write here."))
        get_board(viewer, board_id)
        limits.take_lightly("similar", f"member:{viewer.id}", per_minute=PER_MINUTE, burst=BURST, now=timezone.now())
    except Refused as refusal:
        return refused(refusal)
    html = similar_html(viewer, board_id, request.GET.get("q", "")[:200])
    return JsonResponse({"html": html}, headers={"Cache-Control": "private, max-age=30"})
