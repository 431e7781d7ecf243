"""The member's bookmarks: keeping a post, the list, changing and removing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.reading import due
from threadkeep.reading.actions.bookmark_post import bookmark_post
from threadkeep.reading.actions.edit_bookmark import edit_bookmark
from threadkeep.reading.actions.remove_bookmark import remove_bookmark
from threadkeep.reading.actions.restore_bookmark import restore_bookmark
from threadkeep.reading.bookmarks import bookmark_of, bookmark_row, bookmarks_page
from threadkeep.theme.page import page
from threadkeep.topics.rules import get_post


@require_safe
def bookmarks(request: HttpRequest) -> HttpResponse:
    """The member's list."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return redirect(addresses.sign_in(request.path))
    now, asked = timezone.now(), request.GET
    shown = bookmarks_page(viewer, now=now, before=_whole(asked.get("before")), removed=_whole(asked.get("removed")))
    answer = page(request, "reading/bookmarks.html", {"bookmarks": shown}, page_id="bookmarks")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, post_id: int) -> HttpResponse:
    """The form to keep a post, or to change its bookmark; POST keeps it and goes back to it."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return redirect(addresses.sign_in(addresses.post_act(post_id, "bookmark")))
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            bookmark_post(actor=viewer, post_id=post_id, now=timezone.now(), **_typed(request))
        except NotThere:
            raise
        except Refused as error:
            refusal = error
        else:
            due.read_for(viewer.id or 0, timezone.now())
            messages.success(request, _("Kept. Your bookmarks are in the menu under your name."))
            return redirect(addresses.post(post_id))
    post, action = get_post(viewer, post_id), addresses.post_act(post_id, "bookmark")
    kept = bookmark_of(viewer, post_id)
    if kept is not None:
        return _form(request, viewer, kept.pk, action, refusal)
    return _answer(request, {"row": None, "action": action, "post": post}, refusal)


@require_http_methods(["GET", "HEAD", "POST"])
def bookmark(request: HttpRequest, bookmark_id: int) -> HttpResponse:
    """The form of one bookmark; POST keeps the changes and goes to the list."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return redirect(addresses.sign_in(addresses.bookmark(bookmark_id)))
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            edit_bookmark(actor=viewer, bookmark_id=bookmark_id, now=timezone.now(), **_typed(request))
        except NotThere:
            raise
        except Refused as error:
            refusal = error
        else:
            due.read_for(viewer.id or 0, timezone.now())
            return redirect(f"{addresses.bookmarks()}#bookmark-{bookmark_id}")
    return _form(request, viewer, bookmark_id, addresses.bookmark(bookmark_id), refusal)


@require_POST
def act(request: HttpRequest, bookmark_id: int, verb: str) -> HttpResponse:
    """Remove a bookmark, bring it back, or be done with its reminder; then back to the list."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return redirect(addresses.sign_in(addresses.bookmarks()))
    now = timezone.now()
    back = addresses.bookmarks()
    if verb == "remove":
        remove_bookmark(actor=viewer, bookmark_id=bookmark_id, now=now)
        back = addresses.bookmarks(removed=bookmark_id)
    elif verb == "restore":
        restore_bookmark(actor=viewer, bookmark_id=bookmark_id, now=now)
    else:
        edit_bookmark(actor=viewer, bookmark_id=bookmark_id, remind_on="", now=now)
    due.read_for(viewer.id or 0, now)
    return redirect(back)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {"note": request.POST.get("note", ""), "remind_on": request.POST.get("remind_on", "")}


def _form(request: HttpRequest, viewer: Viewer, bookmark_id: int, action: str, refusal: Refused | None) -> HttpResponse:
    row = bookmark_row(viewer, bookmark_id, timezone.now())
    return _answer(request, {"row": row, "action": action, "post": None}, refusal)


def _answer(request: HttpRequest, context: dict[str, Any], refusal: Refused | None) -> HttpResponse:
    row = context["row"]
    typed = _typed(request) if request.method == "POST" else {}
    context |= {
        "refusal": refusal,
        "note": typed.get("note", row.note if row else ""),
        "remind_on": typed.get("remind_on", row.remind_on.isoformat() if row and row.remind_on else ""),
    }
    answer = page(request, "reading/bookmark.html", context, status=refusal.status if refusal else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _whole(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise NotThere
    return int(text)
