"""HTTP of sources: what the composer asks while somebody writes."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from threadkeep.kernel import limits
from threadkeep.kernel.refused import Refused
from threadkeep.markup.render import render
from threadkeep.members.middleware import viewer_of

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
