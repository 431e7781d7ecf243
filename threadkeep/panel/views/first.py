"""The first page of the panel."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from threadkeep.panel.door import administrators
from threadkeep.panel.queries import state
from threadkeep.theme.page import page


@administrators
@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """What is there and what needs a look."""
    return page(request, "panel/first.html", {"state": state(), "part": ""})
