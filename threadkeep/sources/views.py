"""HTTP of sources: what the composer asks while somebody writes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from threadkeep.kernel import limits
from threadkeep.kernel.refused import Refused, TooMany
from threadkeep.markup.render import render
from threadkeep.members.middleware import viewer_of
from threadkeep.sources.looking_up import look_up, take_turn

# Longer texts are asked about when they are previewed or sent.
LONGEST: Final = 50_000
PER_MINUTE: Final = 30


@require_POST
def hints(request: HttpRequest) -> JsonResponse:
    """Names that the text credits without a link: {"hints": ["ABCNEWS"]}. In: `text`, `syntax`. Members only."""
    viewer = viewer_of(request)
    if viewer.id is None:
        raise Refused(_("Sign in to write here."))
    limits.take("hints", f"member:{viewer.id}", per_minute=PER_MINUTE, burst=10, now=timezone.now())
    text, syntax = request.POST.get("text", ""), request.POST.get("syntax", "")
    if len(text) > LONGEST:
        return JsonResponse({"hints": []})
    rendered = render(text, "bbcode" if syntax == "bbcode" else "markdown")
    return JsonResponse({"hints": list(rendered.source_hints)})


@require_POST
def look_up_source(request: HttpRequest) -> JsonResponse:
    """What the page at `url` says about itself: {"url", "title", "publisher", "author", "date"}, each may be "".

    {"why"} says in a sentence why there is nothing. Members only, some times a minute; nothing is kept.
    """
    viewer = viewer_of(request)
    if viewer.id is None:
        raise Refused(_("Sign in to write here."))
    try:
        take_turn(viewer)
        found = look_up(request.POST.get("url", ""))
    except TooMany as refusal:
        answer = JsonResponse({"why": str(refusal.reason)}, status=refusal.status)
        answer.headers["Retry-After"] = str(refusal.retry_after)
        return answer
    except Refused as refusal:
        return JsonResponse({"why": str(refusal.reason)}, status=refusal.status)
    return JsonResponse(asdict(found))
