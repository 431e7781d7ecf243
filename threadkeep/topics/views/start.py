"""Starting a topic."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from threadkeep.attachments.forms import file_notes
from threadkeep.boards.models import Board
from threadkeep.boards.rules import get_board
from threadkeep.kernel import addresses
from threadkeep.kernel.action import once
from threadkeep.kernel.refused import Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.polls.forms import composer_part, plan_to_start_with, wants_more_options
from threadkeep.tags.forms import label_fields, read_labels, tags_html, wanted_labels
from threadkeep.tags.look import NONE
from threadkeep.topics import forms, queries
from threadkeep.topics.actions.start_topic import start_topic
from threadkeep.topics.advising import similar_html
from threadkeep.topics.rules import check_start_topic
from threadkeep.topics.views.sending import form_page, sent, signed_out
from threadkeep.topics.writing import Writing, check_title


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, board_id: int) -> HttpResponse:
    """The form to start a topic; POST starts it (or previews it) and goes there."""
    viewer = viewer_of(request)
    if request.method == "POST" and not viewer.is_member:
        return signed_out(request)
    board = get_board(viewer, board_id)
    if request.method != "POST":
        check_start_topic(viewer, board_id)
        return _form(request, viewer, board, typed=forms.waiting(request, viewer, f"topic-{board.pk}"))
    try:
        return _start(request, viewer, board)
    except Refused as refusal:
        return _form(request, viewer, board, typed=request.POST, refusal=refusal)


def _start(request: HttpRequest, viewer: Viewer, board: Board) -> HttpResponse:
    check_start_topic(viewer, board.pk)
    if forms.wants_more_sources(request, viewer, board.pk):
        return _form(request, viewer, board, typed=request.POST)
    if wants_more_options(request.POST):
        file_notes(request, viewer, board.pk)  # files the form brought are kept
        return _form(request, viewer, board, typed=request.POST)
    if request.POST.get("act") == "use-template":
        return _form(request, viewer, board, typed=_with_template(request.POST, board))
    writing = forms.read_writing(request, viewer, board.pk, syntax=board.syntax)
    if forms.wants_preview(request):
        return _form(request, viewer, board, typed=request.POST, preview=writing)
    title = check_title(request.POST.get("title", ""))
    poll = plan_to_start_with(request.POST, viewer)
    forms.take_turn(viewer)
    topic_id = once(
        viewer.id or 0,
        forms.key_of(request),
        start_topic,
        actor=viewer,
        board_id=board.pk,
        title=title,
        writing=writing,
        labels=read_labels(request.POST),
        poll=poll,
        now=timezone.now(),
    )
    return sent(request, viewer, queries.first_post_id(topic_id), writing, draft_key=f"topic-{board.pk}")


def _with_template(typed: QueryDict, board: Board) -> QueryDict:
    """What was typed, and the board's template where no text was: it never takes the place of a word."""
    if typed.get("text", "").strip():
        return typed
    typed = typed.copy()
    typed["text"] = board.template_text
    return typed


def _form(
    request: HttpRequest,
    viewer: Viewer,
    board: Board,
    *,
    typed: QueryDict | None = None,
    refusal: Refused | None = None,
    preview: Writing | None = None,
) -> HttpResponse:
    look = forms.composer(
        viewer,
        board.pk,
        action=addresses.new_topic(board.pk),
        syntax=board.syntax,
        draft_key=f"topic-{board.pk}",
        typed=typed,
        text=board.template_text,
        rows=16,
        id="start",
        text_label=_("Your first post"),
        submit_label=_("Start the topic"),
        cancel_url=addresses.board(board.pk, board.name),
        title=typed.get("title", "") if typed is not None else "",
    )
    has = wanted_labels(board, request.GET) if typed is None else NONE
    labels = label_fields(board, typed=typed, has=has, refusal=refusal)
    if labels is not None:
        look.extras.append(tags_html(labels))
    look.extras += composer_part(viewer, board.pk, typed, refusal)
    same = similar_html(viewer, board.pk, look.title) if look.title and (preview or refusal) else ""
    context = {"board": board, "labels": labels, "similar": same, "trail": queries.board_trail(viewer, board.pk)}
    return form_page(request, viewer, "topics/start.html", look, context, typed=typed, refusal=refusal, preview=preview)
