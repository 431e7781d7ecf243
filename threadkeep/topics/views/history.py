"""What a post said, version by version."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from threadkeep.members.middleware import viewer_of
from threadkeep.theme.page import page
from threadkeep.topics.history import history_page


@require_safe
def history(request: HttpRequest, post_id: int) -> HttpResponse:
    """The versions of a post; `?v=N` shows what changed with version N (the newest, if none is named), `?view=sides`
    before and after beside each other.
    """
    found = history_page(viewer_of(request), post_id, request.GET.get("v"))
    context = {"history": found, "trail": found.trail, "sides": request.GET.get("view") == "sides"}
    answer = page(request, "topics/history.html", context)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
