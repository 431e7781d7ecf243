"""The door of the panel: administrators only, and those who have proven lately that it is they."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from threadkeep.boards.rules import check_administer
from threadkeep.kernel import addresses
from threadkeep.members.middleware import viewer_of

# A browser left open at a friend's is no administrator for long. Sending has a second hour, so that a form opened in
# the first one is not refused: what was typed would be lost.
LOOKING: Final = 60 * 60
SENDING: Final = 2 * LOOKING


def administrators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let administrators in; for anybody else there is nothing here. After an hour the password is asked for again."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check_administer(viewer_of(request))
        if _was_long_ago(request):
            then = request.get_full_path() if request.method in {"GET", "HEAD"} else addresses.panel()
            return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': then})}")
        return view(request, *args, **kwargs)

    return guarded


def _was_long_ago(request: HttpRequest) -> bool:
    """Whether the newest proof is too old. A session without any came by the one-time owner link, which is one."""
    proofs = [float(record.get("at", 0)) for record in get_authentication_records(request, request.user)]
    limit = LOOKING if request.method in {"GET", "HEAD"} else SENDING
    return bool(proofs) and time.time() - max(proofs) > limit
