"""Saving drafts: every few seconds by the script, or by the button "Save draft" without one."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from threadkeep.attachments.forms import file_notes
from threadkeep.kernel import addresses, limits
from threadkeep.kernel.refused import Refused, TooMany
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.members.views.sessions import browser_name
from threadkeep.reading.actions.save_draft import Saved, save_draft
from threadkeep.reading.draft_fields import Place, fields_from, fields_of, place_from, token_from
from threadkeep.reading.draft_look import form_address
from threadkeep.reading.drafts import room_of
from threadkeep.reading.models import Draft
from threadkeep.theme.page import page
from threadkeep.topics.forms import to_keep
from threadkeep.topics.rules import get_post, get_topic

# Somebody who types in three tabs saves less often than that; a program that does not stop is slowed down.
PER_MINUTE: Final = 60
AT_ONCE: Final = 30


class SomebodyElse(Refused):
    """The form was opened by another member than the one who is signed in now."""


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep a form as a draft. The script (`?json=1`) gets a few words of JSON, a person their form again."""
    viewer = viewer_of(request)
    by_script = request.GET.get("json") == "1"
    try:
        place = place_from(request.POST.get("draft_place", ""))
        _check_owner(request, viewer)
        if viewer.is_member:
            limits.take("draft", f"member:{viewer.id}", per_minute=PER_MINUTE, burst=AT_ONCE, now=timezone.now())
        elif not by_script:
            return _signed_out(request, place)
        if not by_script:
            _take_files(request, viewer, place)
        saved = _save(request, viewer, place)
    except Refused as refusal:
        if by_script:
            return _refusal(refusal, viewer)
        raise
    return JsonResponse(_told(saved)) if by_script else _shown_again(request, viewer, place, saved)


@require_GET
def guard(request: HttpRequest) -> HttpResponse:
    """Who is signed in here now, a CSRF token, and the words of the outbox. Only our own pages can read it."""
    answer = JsonResponse({"member": viewer_of(request).id, "token": get_token(request), "words": _outbox_words()})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _check_owner(request: HttpRequest, viewer: Viewer) -> None:
    """A page left open while somebody else signed in on the same browser does not hand its words to them."""
    owner = request.POST.get("draft_owner", "")
    if owner and viewer.is_member and owner != str(viewer.id):
        raise SomebodyElse(
            _("Somebody else is signed in on this browser now, so this is not saved on the board. Copy it, if you can.")
        )


def _outbox_words() -> dict[str, str]:
    """What the outbox says on pages that have no form (frontend/js/outbox.js)."""
    return {
        "waits": _("Waiting to be sent: the board could not be reached."),
        "other": _("Waiting to be sent until its writer signs in on this browser again."),
        "sent": _("It was sent."),
        "refused": _("It was not sent, but nothing is lost:"),
        "open": _("Open it"),
        "close": _("Close"),
    }


def _save(request: HttpRequest, viewer: Viewer, place: Place) -> Saved:
    base = request.POST.get("draft_base")
    return save_draft(
        actor=viewer,
        place=place,
        fields=fields_of(request.POST),
        token=token_from(request.POST.get("draft", "")),
        now=timezone.now(),
        base=fields_from(base) if base is not None else None,
        merges=request.POST.get("draft_merges") == "1",
        device=browser_name(request.headers.get("User-Agent", "")),
    )


def _told(saved: Saved) -> dict[str, Any]:
    told: dict[str, Any] = {"draft": f"{saved.draft_id}.{saved.version}", "fate": saved.fate}
    return told if saved.fields is None else {**told, "fields": saved.fields}


def _refusal(refusal: Refused, viewer: Viewer) -> JsonResponse:
    is_out = not viewer.is_member or isinstance(refusal, SomebodyElse)
    answer = JsonResponse({"error": str(refusal.reason), "signed_out": is_out}, status=refusal.status)
    if isinstance(refusal, TooMany):
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer


def _take_files(request: HttpRequest, viewer: Viewer, place: Place) -> None:
    """Files chosen in the form go up with it, and belong to the draft then. Refused as any upload is."""
    if not request.FILES:
        return
    if place.kind == Draft.TOPIC:
        file_notes(request, viewer, place.target_id)
    elif place.kind == Draft.REPLY:
        file_notes(request, viewer, get_topic(viewer, place.target_id).board_id)
    else:
        file_notes(request, viewer, get_post(viewer, place.target_id).topic.board_id, place.target_id)


def _shown_again(request: HttpRequest, viewer: Viewer, place: Place, saved: Saved) -> HttpResponse:
    room = room_of(viewer, place, timezone.now())
    if saved.fate == "emptied":
        messages.info(request, _("Nothing is written here yet, so there was nothing to save."))
        return redirect(room.url or addresses.drafts())
    if saved.fate == "both":
        messages.warning(
            request,
            _("This was changed elsewhere while you were writing. Both versions are kept; this is yours."),
        )
    else:
        messages.success(request, _("Your draft is saved. You find it here again, and on the page of your drafts."))
    return redirect(form_address(place, saved.draft_id) if room.url else addresses.draft(saved.draft_id))


def _signed_out(request: HttpRequest, place: Place) -> HttpResponse:
    """The session had ended: sign in here, and the form comes back as it was."""
    context = {
        "path": form_address(place),
        "fields": to_keep(request),
        "typed": "\n\n".join(request.POST[name] for name in ("title", "text") if request.POST.get(name)),
        "has_files": bool(request.FILES),
    }
    answer = page(request, "topics/signed_out.html", context, status=403)
    answer.headers["Cache-Control"] = "no-store"
    return answer
