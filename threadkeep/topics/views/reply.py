"""Replying: the quick form below a topic and the page of its own, which is where every refusal leads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from threadkeep.boards.rules import get_board
from threadkeep.kernel import addresses
from threadkeep.kernel.action import once
from threadkeep.kernel.refused import Refused
from threadkeep.markup.render import quote_of
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.reading.forms import open_draft
from threadkeep.topics import forms, queries
from threadkeep.topics.actions.post_reply import RepliesMeanwhile, post_reply
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.rules import check_reply, get_post, get_topic
from threadkeep.topics.views.sending import form_page, sent, signed_out
from threadkeep.topics.views.writing import check_quote, quote_selection
from threadkeep.vocabulary.queries import current_vocabulary


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, topic_id: int) -> HttpResponse:
    """The reply form; POST posts (or previews) and goes to the new post."""
    viewer = viewer_of(request)
    if request.method == "POST" and not viewer.is_member:
        return signed_out(request)
    topic = get_topic(viewer, topic_id)
    if request.method != "POST":
        check_reply(viewer, topic)
        return _form(request, viewer, topic, typed=forms.waiting(request, viewer, f"reply-{topic.pk}"))
    try:
        return _post(request, viewer, topic)
    except RepliesMeanwhile as refusal:
        return _form(request, viewer, get_topic(viewer, topic_id), typed=request.POST, refusal=refusal)
    except Refused as refusal:
        return _form(request, viewer, topic, typed=request.POST, refusal=refusal)


def _post(request: HttpRequest, viewer: Viewer, topic: Topic) -> HttpResponse:
    check_reply(viewer, topic)
    board = get_board(viewer, topic.board_id)
    if forms.wants_more_sources(request, viewer, board.pk):
        return _form(request, viewer, topic, typed=request.POST)
    writing = forms.read_writing(request, viewer, board.pk, syntax=board.syntax)
    if forms.wants_preview(request):
        return _form(request, viewer, topic, typed=request.POST, preview=writing)
    forms.take_turn(viewer)
    post_id = once(
        viewer.id or 0,
        forms.key_of(request),
        post_reply,
        actor=viewer,
        topic_id=topic.pk,
        writing=writing,
        now=timezone.now(),
        seen_number=forms.whole_number(request.POST, "seen_number"),
    )
    return sent(request, viewer, post_id, writing, draft_key=f"reply-{topic.pk}")


def _form(
    request: HttpRequest,
    viewer: Viewer,
    topic: Topic,
    *,
    typed: QueryDict | None = None,
    text: str = "",
    refusal: Refused | None = None,
    preview: Any = None,
) -> HttpResponse:
    board = get_board(viewer, topic.board_id)
    look = forms.composer(
        viewer,
        board.pk,
        action=addresses.topic_act(topic.pk, "reply"),
        syntax=board.syntax,
        draft_key=f"reply-{topic.pk}",
        topic_id=topic.pk,
        typed=typed,
        text=text,
        rows=14,
        cancel_url=addresses.last_post(topic.pk),
    )
    seen = forms.whole_number(typed, "seen_number") if typed is not None else None
    # Whenever the form comes back, whatever for: shown now, so seen from now on.
    comes_back = refusal is not None or preview is not None
    came = queries.new_posts(viewer, topic, seen, timezone.now()) if comes_back and seen is not None else []
    seen = topic.last_number if seen is None or came else seen
    look.hidden.append(("seen_number", str(seen)))
    context = {"topic": topic, "trail": queries.topic_trail(viewer, topic), "came": came, "seen": seen}
    return form_page(request, viewer, "topics/reply.html", look, context, typed=typed, refusal=refusal, preview=preview)


@require_http_methods(["GET", "HEAD", "POST"])
def quote(request: HttpRequest, post_id: int) -> HttpResponse:
    """A post as a quotation: JSON {"text"} for the composer (Accept: application/json or ?json=1), else the reply form.

    POST asks for the selected `words` of it alone (views/writing.py).

    `?syntax=` is the language the quotation is wanted in; without it, the board's.
    """
    viewer = viewer_of(request)
    post = get_post(viewer, post_id)
    if request.method == "POST":
        return quote_selection(request, post)
    check_quote(viewer, post)
    text = _quotation(post, forms.chosen_syntax(request.GET, post.topic.board.syntax))
    if request.GET.get("json") == "1" or "application/json" in request.headers.get("Accept", ""):
        answer = JsonResponse({"text": text})
        answer.headers["Vary"] = "Accept, Cookie"
        return answer
    typed = open_draft(request, viewer, f"reply-{post.topic_id}")
    if typed is not None:
        # What was begun stays, and the quotation comes below it.
        text = _quotation(post, forms.chosen_syntax(typed, post.topic.board.syntax))
        typed["text"] = f"{typed.get('text', '').rstrip()}\n\n{text}".lstrip("\n")
    return _form(request, viewer, post.topic, typed=typed, text=text)


def _quotation(post: Post, target: Any) -> str:
    syntax: Any = post.syntax
    return quote_of(
        post.source,
        syntax,
        target=target,
        post_id=post.pk,
        author=post.author_name,
        number=post.number,
        vocabulary=current_vocabulary(),
    )
