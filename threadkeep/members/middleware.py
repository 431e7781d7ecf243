"""Puts `request.viewer` on each request, and the viewer's language and time zone around it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from threadkeep.members import sessions
from threadkeep.members.models import Member
from threadkeep.members.viewer import Viewer, viewer_for


def viewer_of(request: HttpRequest) -> Viewer:
    """Whoever sent this request."""
    return request.viewer  # type: ignore[attr-defined,no-any-return]


class Viewers:
    """Finds out who looks. Costs nothing for a request without a session cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = viewer = _find(request)  # type: ignore[attr-defined]
        member = viewer.member
        if member and request.session.session_key:
            sessions.note(request.session.session_key, request.META.get("REMOTE_ADDR", ""), timezone.now())
        language = member.language if member and member.language else _guest_language(request)
        with translation.override(language), timezone.override(viewer.zone):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _find(request: HttpRequest) -> Viewer:
    user = request.user
    return viewer_for(user if isinstance(user, Member) else None)


def _guest_language(request: HttpRequest) -> str:
    """What the browser prefers among the languages we have, else the board's own."""
    return translation.get_language_from_request(request)
