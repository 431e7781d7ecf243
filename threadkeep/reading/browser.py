"""Which browser is this: a random number it was given, and whether it is a browser at all.

The cookie says nothing about anybody, ends with the browser's session, and is only used to count each reader once.
The board keeps a hash of it, so that nobody who reads the database can pose as a browser that is here.
"""

from __future__ import annotations

import re
import secrets
from hashlib import blake2b
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

BITS: Final = 128
_OURS = re.compile(r"[0-9a-f]{32}")
# What robots call themselves: the words most of them use, then those that use none of them. Robots that pose as a
# browser mostly fetch no pictures and keep no cookies, and are left out by that.
_ROBOT = re.compile(
    r"bot\b|bot[/_; -]|crawl|spider|slurp|archiv|preview|monitor|uptime|scan|fetch|feed|rss|validator|lighthouse|"
    r"facebookexternalhit|whatsapp|curl|wget|python|java/|go-http|okhttp|libwww-perl|ruby|axios|node|httpclient|scrapy",
    re.IGNORECASE,
)


def is_robot(request: HttpRequest) -> bool:
    """Whether the sender says itself that it is a program, or says nothing."""
    agent = request.headers.get("User-Agent", "")
    return not agent or bool(_ROBOT.search(agent))


def browser_of(request: HttpRequest) -> str | None:
    """The browser's id (32 hex digits) if it has sent our cookie back; None for new ones and for robots."""
    number = request.COOKIES.get(_cookie_name(), "")
    if not _OURS.fullmatch(number) or is_robot(request):
        return None
    return blake2b(number.encode(), digest_size=16, person=b"threadkeep").hexdigest()


def introduce(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give a browser without a number one, with this answer. Robots get none."""
    if _OURS.fullmatch(request.COOKIES.get(_cookie_name(), "")) or is_robot(request):
        return
    response.set_cookie(
        _cookie_name(), secrets.token_hex(BITS // 8), secure=settings.IS_HTTPS, httponly=True, samesite="Lax"
    )


def _cookie_name() -> str:
    # __Host- binds a cookie to this very host and to https; browsers refuse it over http.
    return "__Host-tk-browser" if settings.IS_HTTPS else "tk-browser"
