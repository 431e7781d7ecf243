"""The lists of what a member has not read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.middleware import viewer_of
from threadkeep.reading.unread_lists import unread_page
from threadkeep.theme.page import page


@require_safe
def unread(request: HttpRequest) -> HttpResponse:
    """Unread topics everywhere."""
    return _list(request, mine=False)


@require_safe
def unread_mine(request: HttpRequest) -> HttpResponse:
    """Topics the member wrote in, with posts they have not read."""
    return _list(request, mine=True)


def _list(request: HttpRequest, *, mine: bool) -> HttpResponse:
    viewer = viewer_of(request)
    if not viewer.is_member:
        return redirect(addresses.sign_in(request.path))
    shown = unread_page(viewer, mine=mine, before=_whole(request.GET.get("before")))
    return page(request, "reading/unread.html", {"unread": shown}, page_id="unread-page")


def _whole(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise NotThere
    return int(text)
