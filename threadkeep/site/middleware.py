"""What surrounds every request: an id, plain headers, and refusals turned into pages. No business is decided here."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from threadkeep.kernel.refused import Refused
from threadkeep.kernel.trouble import in_plain_words
from threadkeep.site import errors, logs

type Next = Callable[[HttpRequest], HttpResponseBase]


class RequestIds:
    """Gives each request an id that stands in its log lines, in X-Request-Id and on error pages."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.id = secrets.token_hex(8)  # type: ignore[attr-defined]
        token = logs.request_id.set(request.id)  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            logs.request_id.reset(token)
        response.headers["X-Request-Id"] = request.id  # type: ignore[attr-defined]
        return response


class PlainHeaders:
    """Headers that every answer carries and no Django middleware sets."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
        )
        # Until pages are kept (a later issue), none may be kept by anybody in between.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class Refusals:
    """A `Refused` (or database trouble we have words for) that no view caught becomes its page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer what can be said in plain words; anything else is left to become a 500 with its traceback logged."""
        said = error
        with suppress(Exception):
            said = in_plain_words(error)  # type: ignore[assignment]
        return errors.refused(request, said) if isinstance(said, Refused) else None
