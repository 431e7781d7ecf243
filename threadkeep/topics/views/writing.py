"""What the composer's script asks while somebody writes: the preview, and a quotation of selected words. JSON only."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from threadkeep.boards import permissions as may_be
from threadkeep.boards.rules import get_board, may
from threadkeep.kernel import limits
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.markup.part import quote_of_part
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.topics import forms
from threadkeep.topics.models import Post
from threadkeep.topics.rules import check_edit_post, check_reply, get_post
from threadkeep.topics.writing import prepare
from threadkeep.vocabulary.queries import current_vocabulary

# Somebody who types without a pause is shown a new preview about once a second.
PER_MINUTE: Final = 60
BURST: Final = 30
# Characters of a selection; who selects more quotes the post.
LONGEST_SELECTION: Final = 20_000


@require_POST
def preview(request: HttpRequest, board_id: int) -> HttpResponse:
    """What a text will look like: {"html": …}. In: `text`, `syntax`, and `post` if a post is being edited.

    For those who may write here. Refused as {"error": a sentence}: no right, too long, too often.
    """
    try:
        return _kept_by_nobody(JsonResponse({"html": _preview(request, viewer_of(request), board_id)}))
    except Refused as refusal:
        return refused(refusal)


def _preview(request: HttpRequest, viewer: Viewer, board_id: int) -> str:
    _check_may_write(request, viewer, board_id)
    text = request.POST.get("text", "")
    if not text.strip():
        return ""
    board = get_board(viewer, board_id)
    writing = prepare(text=text, syntax=forms.chosen_syntax(request.POST, board.syntax))
    return str(forms.preview_body(viewer, writing.rendered))


def _check_may_write(request: HttpRequest, viewer: Viewer, board_id: int) -> None:
    if not viewer.is_member:
        raise Refused(_("You are signed out. Your text is safe here: sign in in another tab, then go on writing."))
    get_board(viewer, board_id)
    limits.take_lightly("preview", f"member:{viewer.id}", per_minute=PER_MINUTE, burst=BURST, now=timezone.now())
    if post_id := forms.whole_number(request.POST, "post"):
        check_edit_post(viewer, get_post(viewer, post_id), now=timezone.now())
    elif not (may(viewer, may_be.REPLY, board_id) or may(viewer, may_be.START, board_id)):
        raise Refused(_("You may read this board, but not write in it."))


def quote_selection(request: HttpRequest, post: Post) -> HttpResponse:
    """The words somebody selected in a post, as a quotation: {"text": …}. In: `words`, `syntax`."""
    try:
        return _kept_by_nobody(JsonResponse({"text": _selection(request, viewer_of(request), post)}))
    except Refused as refusal:
        return refused(refusal)


def _selection(request: HttpRequest, viewer: Viewer, post: Post) -> str:
    if not viewer.is_member:
        raise Refused(_("Sign in to quote."))
    check_quote(viewer, post)
    limits.take_lightly("quote", f"member:{viewer.id}", per_minute=PER_MINUTE, burst=BURST, now=timezone.now())
    words = request.POST.get("words", "").replace("\0", "")
    if len(words) > LONGEST_SELECTION:
        raise Refused(_("That is too much to quote a part. Quote the whole post and shorten it."), status=422)
    syntax: Any = post.syntax
    target: Any = forms.chosen_syntax(request.POST, post.topic.board.syntax)
    return quote_of_part(
        post.source,
        syntax,
        words,
        target=target,
        post_id=post.pk,
        author=post.author_name,
        number=post.number,
        vocabulary=current_vocabulary(),
    )


def check_quote(viewer: Viewer, post: Post) -> None:
    """Who may read a post and answer in its topic may quote it, unless it was deleted."""
    if post.deleted_at is not None:
        raise Refused(_("This post is deleted, so it cannot be quoted."))
    check_reply(viewer, post.topic)


def refused(refusal: Refused) -> HttpResponse:
    """A refusal for the script: {"error": the sentence}."""
    sentence = str(refusal.reason)
    if isinstance(refusal, NotThere):
        sentence = _("This is not there any more. Your text stays as it is.")
    answer = _kept_by_nobody(JsonResponse({"error": sentence}, status=refusal.status))
    if retry_after := getattr(refusal, "retry_after", None):
        answer.headers["Retry-After"] = str(retry_after)
    return answer


def _kept_by_nobody(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
