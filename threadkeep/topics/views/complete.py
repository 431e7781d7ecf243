"""What completes names and topics while somebody writes, as JSON for the composer."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from threadkeep.boards.rules import visible_board_ids
from threadkeep.kernel import limits
from threadkeep.kernel.refused import Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.topics import completion, similar

# Somebody who types fast pauses less than once a second long enough to be asked for.
PER_MINUTE = 120
BURST = 40
LONGEST: Final = 100


@require_safe
def members(request: HttpRequest) -> JsonResponse:
    """{"members": [{"id", "name", "url", "here"}]}: names that begin with `q`, those who wrote in `topic` first.

    Members only; `here` says that they wrote in the topic.
    """
    viewer = _writer(request)
    found = completion.complete_members(viewer, _typed(request), _number(request, "topic"))
    rows = [{"id": one.id, "name": one.name, "url": one.url, "here": one.is_here} for one in found]
    return _answer({"members": rows})


@require_safe
def topics(request: HttpRequest) -> JsonResponse:
    """{"topics": [{"id", "title", "url", "board"}]}: topics with the words of `q` in their titles, those of `board`
    first. Members only.
    """
    viewer = _writer(request)
    board_id = _number(request, "board")
    found = similar.complete_topics(viewer, _typed(request), board_id if board_id in visible_board_ids(viewer) else 0)
    rows = [{"id": one.id, "title": one.title, "url": one.url, "board": one.board_name} for one in found]
    return _answer({"topics": rows})


def _writer(request: HttpRequest) -> Viewer:
    """Who asks: a member, not too often."""
    viewer = viewer_of(request)
    if viewer.id is None:
        raise Refused(_("Sign in to write here."))
    limits.take_lightly("complete", f"member:{viewer.id}", per_minute=PER_MINUTE, burst=BURST, now=timezone.now())
    return viewer


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:LONGEST]


def _number(request: HttpRequest, name: str) -> int:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0


def _answer(found: dict[str, list[dict[str, object]]]) -> JsonResponse:
    # What may be seen differs from member to member and from hour to hour.
    return JsonResponse(found, headers={"Cache-Control": "private, max-age=30"})
