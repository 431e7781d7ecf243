"""The page of drafts, one of them, and the buttons that put one away and bring it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from threadkeep.kernel import addresses
from threadkeep.members.middleware import viewer_of
from threadkeep.reading.actions.discard_draft import discard_draft
from threadkeep.reading.actions.restore_draft import restore_draft
from threadkeep.reading.draft_look import place_of
from threadkeep.reading.drafts import draft_page, drafts_page, room_of
from threadkeep.reading.rules import get_draft
from threadkeep.theme.page import page


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """The member's drafts, newest first."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return redirect(addresses.sign_in(request.path))
    shown = drafts_page(viewer, request.GET.get("page"), timezone.now())
    return _unkept(page(request, "reading/drafts.html", {"drafts": shown}, page_id="drafts-page"))


@require_safe
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """One draft, to read and to copy."""
    shown = draft_page(viewer_of(request), draft_id, timezone.now())
    trail = [(_("Drafts"), addresses.drafts())]
    return _unkept(page(request, "reading/draft.html", {"draft": shown, "trail": trail}, page_id="draft-page"))


@require_POST
def discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Put a draft away: back to the list, or to the form it stood in (`act` says that it came from there)."""
    viewer = viewer_of(request)
    discard_draft(actor=viewer, draft_id=draft_id, now=timezone.now())
    said = _("The draft is put away. For a week it can be brought back from {}.")
    link = format_html('<a href="{}">{}</a>', addresses.drafts() + "#discarded", _("your drafts"))
    messages.success(request, format_html(said, link))
    if request.POST.get("draft_place"):
        room = room_of(viewer, place_of(get_draft(viewer, draft_id)), timezone.now())
        return redirect(room.url or addresses.drafts())
    return redirect(addresses.drafts())


@require_POST
def restore(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Bring a draft back, and show it in the list."""
    restore_draft(actor=viewer_of(request), draft_id=draft_id, now=timezone.now())
    messages.success(request, _("The draft is back."))
    return redirect(addresses.drafts())


def _unkept(answer: HttpResponse) -> HttpResponse:
    # What is not posted yet concerns nobody who uses this browser later.
    answer.headers["Cache-Control"] = "no-store"
    return answer
