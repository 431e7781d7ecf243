"""Pages for when something is not as wished. Each says what happened, why, and what to do; none says more."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import Refused, TooMany
from threadkeep.members.viewer import GUEST
from threadkeep.theme.environment import fmt_size
from threadkeep.theme.page import page

# What a form of ours may have carried that its writer would be sorry to lose.
TYPED_FIELDS = ("text", "title", "reason")
NOT_GIVEN_BACK = ("csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword")


@dataclass
class ErrorPage:
    """What the error template shows."""

    title: str
    text: str = ""
    todo: str = ""
    request_id: str | None = None
    retry_after: int | None = None
    kept_text: str = ""
    actions: list[tuple[str, str]] = field(default_factory=list)


def answer(request: HttpRequest, status: int, error: ErrorPage) -> HttpResponse:
    """An error page with this status."""
    if not hasattr(request, "viewer"):
        request.viewer = GUEST  # type: ignore[attr-defined]
    error.request_id = getattr(request, "id", None) if status >= 500 else None
    response = page(request, "theme/error.html", {"error": error}, status=status)
    if error.retry_after:
        response.headers["Retry-After"] = str(error.retry_after)
    response.headers["Cache-Control"] = "no-store"
    return response


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page for a refusal that no form took care of. Not there and not allowed to know look the same."""
    if refusal.status == 404:
        lost = _not_there()
        lost.kept_text = _typed(request)
        return answer(request, 404, lost)
    titles = {
        403: _("That is not open to you"),
        409: _("Something changed meanwhile"),
        410: _("It was here once"),
        413: _("That is too large"),
        422: _("Something is missing"),
        429: _("A little slower, please"),
        503: _("The board is busy"),
        507: _("The board has no room left"),
    }
    error = ErrorPage(title=titles.get(refusal.status, _("That did not work")), text=str(refusal.reason))
    error.kept_text = _typed(request)
    retry_after = getattr(refusal, "retry_after", None)
    if isinstance(refusal, TooMany) or retry_after:
        error.retry_after = retry_after
    return answer(request, refusal.status, error)


def _typed(request: HttpRequest) -> str:
    if request.method != "POST":
        return ""
    # Reading a broken body raises again and again; there is nothing to give back then.
    with suppress(Exception):
        return "\n\n".join(request.POST[name] for name in TYPED_FIELDS if request.POST.get(name))
    return ""


def _not_there() -> ErrorPage:
    return ErrorPage(
        title=_("There is nothing here"),
        text=_("The address may be mistyped, or what was here may not be open to you."),
        todo=_("If you have an account, signing in may show more."),
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404."""
    return answer(request, 404, _not_there())


@require_safe
def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than server.max_body_bytes. The front turned it away before a byte of it was looked at."""
    most = fmt_size(settings.THREADKEEP.server.max_body_bytes)
    return answer(
        request,
        413,
        ErrorPage(
            title=_("That is too large"),
            text=_("This board takes in at most %(most)s at a time. Nothing was changed.") % {"most": most},
            todo=_("Go back: what you wrote is still in the form. Send fewer or smaller files with it."),
        ),
    )


@require_safe
def too_long(request: HttpRequest) -> HttpResponse:
    """414: an address longer than any of ours."""
    return answer(
        request,
        414,
        ErrorPage(title=_("This address is too long"), text=_("No page of this board has an address like that.")),
    )


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the request itself was broken."""
    return answer(
        request,
        400,
        ErrorPage(
            title=_("That request was broken"),
            text=_("Part of it was missing or could not be read. Nothing was changed."),
            todo=_("Go back, reload the page and try again."),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake. Must not need the database."""
    request.viewer = GUEST  # type: ignore[attr-defined]
    error = ErrorPage(
        title=_("Something broke on our side"),
        text=_("It is not your fault, and it has been written down."),
        todo=_("Please try again in a moment."),
        kept_text=_typed(request),
    )
    return answer(request, 500, error)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's guard against forgery had expired: give everything typed back, with a fresh guard to send it by.

    Only for what this board's own page sent: what another site sent must not be one click away from being done.
    """
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_GIVEN_BACK]
    if fields and _is_from_here(request):
        context = {
            "fields": fields,
            "path": request.get_full_path(),
            "typed": _typed(request),
            "has_files": bool(request.FILES),
        }
        response = page(request, "site/csrf_failed.html", context, status=403)
        response.headers["Cache-Control"] = "no-store"
        return response
    error = ErrorPage(
        title=_("This form had expired"),
        text=_("It was open for a long time, or your browser sent no cookie with it. Nothing was changed."),
        todo=_("Go back, reload the page and send it again."),
        kept_text=_typed(request),
        actions=[(_("To the front page"), addresses.home())],
    )
    return answer(request, 403, error)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this board sent this. https://www.w3.org/TR/fetch-metadata/"""
    origin = request.headers.get("Origin", "")
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin" and origin in {"", own}
