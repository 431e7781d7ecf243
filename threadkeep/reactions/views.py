"""Giving a reaction, taking it back, and the list of who reacted. A script asks for JSON and puts what it gets in its
place; without one every answer is a page or leads to one.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from threadkeep.kernel import addresses, limits
from threadkeep.kernel.refused import Refused, TooMany
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.reactions import queries
from threadkeep.reactions.actions.give_reaction import give_reaction
from threadkeep.reactions.actions.take_reaction import take_reaction
from threadkeep.reactions.kinds import kind_name
from threadkeep.reactions.rules import check_react, get_kind
from threadkeep.theme.page import page
from threadkeep.topics.queries import permanent_place, topic_trail
from threadkeep.topics.rules import get_post
from threadkeep.topics.views.sending import signed_out


@require_http_methods(["GET", "HEAD", "POST"])
def react(request: HttpRequest, post_id: int) -> HttpResponse:
    """The reactions to choose from; POST gives the chosen one and goes back to the post."""
    viewer = viewer_of(request)
    if request.method == "POST":
        return _sent(request, viewer, post_id, give_reaction, _("You reacted: %(reaction)s."))
    post = get_post(viewer, post_id)
    check_react(viewer, post)
    if _wants_json(request):
        return _json({"html": queries.picker_of(viewer, post)})
    context = {
        "post": post,
        "choices": queries.choices(viewer, post),
        "react_url": addresses.post_act(post_id, "react"),
        "unreact_url": addresses.post_act(post_id, "unreact"),
        "trail": topic_trail(viewer, post.topic),
    }
    return page(request, "reactions/react.html", context)


@require_POST
def unreact(request: HttpRequest, post_id: int) -> HttpResponse:
    """Take a reaction back, then show the post."""
    return _sent(request, viewer_of(request), post_id, take_reaction, _("You took it back: %(reaction)s."))


def _sent(request: HttpRequest, viewer: Viewer, post_id: int, act: Callable[..., int], sentence: str) -> HttpResponse:
    if not viewer.is_member and not _wants_json(request):
        return signed_out(request)
    try:
        get_post(viewer, post_id)
        kind = get_kind(_id(request.POST.get("kind", "")))
        _take_turn(viewer)
        act(actor=viewer, post_id=post_id, kind_id=kind.pk, now=timezone.now())
    except Refused as refusal:
        if not _wants_json(request):
            raise
        said = str(refusal.reason) or _("This post or this reaction is not there any more. Please reload the page.")
        answer = _json({"said": said}, status=refusal.status)
        if isinstance(refusal, TooMany):
            answer.headers["Retry-After"] = str(refusal.retry_after)
        return answer
    said = sentence % {"reaction": kind_name(kind)}
    if _wants_json(request):
        return _json({"html": queries.bar_of(viewer, get_post(viewer, post_id)), "said": said})
    messages.success(request, said)
    return redirect(permanent_place(viewer, post_id))


@require_safe
def reactors(request: HttpRequest, post_id: int) -> HttpResponse:
    """Who reacted to a post, for everybody who may read it."""
    viewer = viewer_of(request)
    post = get_post(viewer, post_id)
    kind, before = request.GET.get("kind", ""), request.GET.get("before", "")
    shown = queries.reactors_page(viewer, post, kind=kind, before=before)
    context = {"shown": shown, "trail": topic_trail(viewer, post.topic)}
    return page(request, "reactions/who.html", context)


def _id(typed: str) -> int:
    """The number of a kind; 0, which none has, for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 18 else 0


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _json(data: dict[str, str], status: int = 200) -> JsonResponse:
    answer = JsonResponse(data, status=status)
    answer.headers["Vary"] = "Accept, Cookie"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _take_turn(viewer: Viewer) -> None:
    if viewer.id is None:
        return
    per_minute, now = settings.THREADKEEP.limits.react, timezone.now()
    limits.take("react", f"member:{viewer.id}", per_minute=per_minute, burst=max(3, per_minute // 2), now=now)
