"""Which tags begin as somebody types."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from threadkeep.boards.rules import get_board
from threadkeep.kernel import limits
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.tags.queries import suggested_tags

PER_MINUTE: Final = 120


@require_safe
def complete(request: HttpRequest) -> JsonResponse:
    """{"tags": ["boats", …]}, at most eight, for `?board=` and what was typed, `?q=`. Members only."""
    viewer = viewer_of(request)
    if viewer.id is None:
        raise Refused(_("Sign in to write here."))
    wanted = request.GET.get("board", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 18):
        raise NotThere
    board = get_board(viewer, int(wanted))
    limits.take("tags", f"member:{viewer.id}", per_minute=PER_MINUTE, burst=40, now=timezone.now())
    answer = JsonResponse({"tags": suggested_tags(viewer, board.pk, request.GET.get("q", "")[:100])})
    answer.headers["Cache-Control"] = "private, max-age=60"
    return answer
