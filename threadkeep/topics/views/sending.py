"""What all forms of topics do alike when they were sent: go to the post, come back filled, or ask to sign in again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import Refused, TooMany
from threadkeep.members.viewer import Viewer
from threadkeep.theme.page import page
from threadkeep.topics import forms, queries
from threadkeep.topics.advising import advice_for, age_of_topic, shown
from threadkeep.topics.look import ComposerLook
from threadkeep.topics.writing import Writing


def sent(
    request: HttpRequest, viewer: Viewer, post_id: int, writing: Writing, *, draft_key: str, asks: bool = True
) -> HttpResponse:
    """Go to the post that was just written, on its page. The address says which draft the browser may let go of."""
    forms.forget_kept(request)
    if asks and (question := forms.ask_for_source(writing.rendered, writing)):
        link = addresses.post_act(post_id, "edit") + "#sources"
        messages.info(request, format_html('{} <a href="{}">{}</a>', question, link, _("Add the source")))
    place = queries.permanent_place(viewer, post_id, sent=draft_key)
    return JsonResponse({"url": place}) if _from_outbox(request) else redirect(place)


def _from_outbox(request: HttpRequest) -> bool:
    """Whether the browser's outbox sends a form that had to wait (frontend/js/outbox.js): it wants a few words."""
    return request.method == "POST" and request.headers.get("Accept") == "application/json"


def form_page(
    request: HttpRequest,
    viewer: Viewer,
    template: str,
    look: ComposerLook,
    context: dict[str, Any],
    *,
    typed: QueryDict | None,
    refusal: Refused | None = None,
    preview: Writing | None = None,
) -> HttpResponse:
    """The page of a form: fresh, previewed, or refused with everything that was typed and the sentence beside it."""
    if refusal is not None and _from_outbox(request):
        return _with_wait(JsonResponse({"error": str(refusal.reason)}, status=refusal.status), refusal)
    forms.put_files_and_sources(viewer, look, typed)
    if preview is not None:
        forms.preview(viewer, look, preview.rendered)
    topic = context.get("topic") if look.post_id is None else None
    advice = age_of_topic(viewer, topic, timezone.now()) if topic is not None else []
    look.advice += shown(advice if preview is None else [*advice, *advice_for(viewer, look, preview)])
    said = forms.put_beside(look, refusal) if refusal is not None else ""
    status = refusal.status if refusal is not None else 200
    answer = page(request, template, {**context, "composer": look, "refused": said}, status=status)
    if refusal is not None:
        _with_wait(answer, refusal)
    # A form holds a key of its own: a kept copy would send the same one twice.
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _with_wait(answer: HttpResponse, refusal: Refused) -> HttpResponse:
    if isinstance(refusal, TooMany):
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer


def signed_out(request: HttpRequest) -> HttpResponse:
    """The session had ended when a form was sent: sign in here, and the form comes back as it was."""
    context = {
        "path": request.path,
        "fields": forms.to_keep(request),
        "typed": "\n\n".join(request.POST[name] for name in ("title", "text", "reason") if request.POST.get(name)),
        "has_files": bool(request.FILES),
    }
    answer = page(request, "topics/signed_out.html", context, status=403)
    answer.headers["Cache-Control"] = "no-store"
    return answer
