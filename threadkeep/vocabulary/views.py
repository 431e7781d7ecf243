"""What writers can look up: the smileys and BBCodes this board has besides what every board does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from threadkeep.theme.page import page
from threadkeep.vocabulary.queries import bbcode_looks, current_vocabulary


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """The list, for everybody."""
    context = {"bbcodes": bbcode_looks(), "smileys": list(current_vocabulary().smileys.items())}
    return page(request, "vocabulary/words.html", context)
