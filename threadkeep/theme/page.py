"""A page: a template, its data, and the frame every page has."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from threadkeep.members.look import viewer_look
from threadkeep.members.middleware import viewer_of
from threadkeep.reading.due import due_count


class Ui:
    """How this reader wants pages: language, direction, theme, density, what is shown."""

    def __init__(self, request: HttpRequest, page_id: str = "") -> None:
        member = viewer_of(request).member
        self.lang = translation.get_language() or settings.LANGUAGE_CODE
        self.dir = "rtl" if translation.get_language_bidi() else "ltr"
        self.theme = member.theme if member else "system"
        self.density = member.density if member else "normal"
        self.show_avatars = member.show_avatars if member else True
        self.show_signatures = member.show_signatures if member else True
        self.shortcuts = member.shortcuts if member else True
        self.board_name = settings.THREADKEEP.board.name
        self.page_id = page_id


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200, page_id: str = ""
) -> HttpResponse:
    """Answer with a page of ours. Every view ends here."""
    return render(request, template, {**shell(request, page_id), **(context or {})}, using="threadkeep", status=status)


def shell(request: HttpRequest, page_id: str = "") -> dict[str, Any]:
    """What every page's frame needs."""
    return {
        "ui": Ui(request, page_id),
        "viewer": viewer_look(viewer_of(request)),
        "get_messages": lambda: get_messages(request),
        "due_count": due_count(viewer_of(request).id),
        "sent_key": request.GET.get("sent", "")[:64],
    }
