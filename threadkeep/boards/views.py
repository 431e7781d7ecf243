"""The index, a board's page, and the way out through a link board."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.views.decorators.http import require_safe

from threadkeep.boards import clicks
from threadkeep.boards.queries import board_page, index_page
from threadkeep.boards.rules import get_board
from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.middleware import viewer_of
from threadkeep.tags.narrowing import narrowing
from threadkeep.theme.page import page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The board index."""
    return page(request, "boards/index.html", {"index": index_page(viewer_of(request))}, page_id="index")


@require_safe
def board(request: HttpRequest, board_id: int, slug: str = "") -> HttpResponse:
    """One page of a board's topics. Another name in the address, or none, is led to the right one."""
    viewer = viewer_of(request)
    found = get_board(viewer, board_id)
    if found.link_url:
        return HttpResponseRedirect(addresses.board_link(board_id))
    right = addresses.board(board_id, found.name)
    if request.get_full_path().partition("?")[0] != right:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{right}?{query}" if query else right)
    narrowed = narrowing(viewer, board_id, request.GET.get("prefix"), request.GET.get("tag"))
    shown = board_page(viewer, board_id, request.GET.get("page"), request.GET.get("sort"), narrowed)
    return page(request, "boards/board.html", {"board": shown, "trail": shown.trail}, page_id="board")


@require_safe
def follow(request: HttpRequest, board_id: int) -> HttpResponse:
    """Lead to where a link board leads. The click is counted in memory; NotThere for a board that holds topics."""
    found = get_board(viewer_of(request), board_id)
    if not found.link_url:
        raise NotThere
    if request.method == "GET":
        clicks.note(board_id)
    response = HttpResponseRedirect(found.link_url)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
