"""How often accounts may be tried: kernel.limits around allauth's views, by network and by member (R12)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from threadkeep.kernel.limits import net_of, take
from threadkeep.members.names import name_key

type View = Callable[..., HttpResponseBase]

# Six digits are a million codes: at one try a minute, guessing one takes years.
CODES_PER_MINUTE = 1
CODES_AT_ONCE = 5


def limited(view: View, setting: str) -> View:
    """The view, with each POST counted by network (and by member, if one sends it) against limits.<setting>."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            count(request, setting)
        return view(request, *args, **kwargs)

    return counted


def count(request: HttpRequest, setting: str) -> None:
    """Count one try. Raises TooMany, which becomes the page with Retry-After."""
    rate = getattr(settings.THREADKEEP.limits, setting)
    now = timezone.now()
    take(setting, net_of(request.META.get("REMOTE_ADDR", "")), per_minute=rate, burst=rate, now=now)
    if request.user.is_authenticated:
        take(setting, f"member:{request.user.pk}", per_minute=rate, burst=rate, now=now)


def count_name(typed: str) -> None:
    """Count one try at the account somebody typed, whether it exists or not: guessing from many networks is slow too.

    Twice the rate of one network, so that a stranger who guesses cannot easily lock the owner out.
    """
    rate = 2 * settings.THREADKEEP.limits.sign_in
    take("sign_in", f"name:{_digest(name_key(typed))}", per_minute=rate, burst=rate, now=timezone.now())


def count_address(email: str) -> None:
    """Count one mail asked for, whether anybody has this address or not."""
    rate = settings.THREADKEEP.limits.reset
    take("reset", f"address:{_digest(email.lower())}", per_minute=rate, burst=rate, now=timezone.now())


def count_code(member_id: int) -> None:
    """Count one code of an authenticator app or one recovery code."""
    now = timezone.now()
    take("code", f"member:{member_id}", per_minute=CODES_PER_MINUTE, burst=CODES_AT_ONCE, now=now)


def _digest(text: str) -> str:
    # What people type into a sign-in form is sometimes their password: it must not stand in a table.
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
