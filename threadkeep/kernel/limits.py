"""Rate limits: how often one caller may do one thing, in the board's own database.

GCRA, the "leaky bucket as a meter" (ITU-T I.371): one number per caller and thing, the time until which the bucket is
full. `per_minute` is the steady rate, `burst` how many may come at once.
"""

from __future__ import annotations

import ipaddress
import math
from datetime import datetime, timedelta
from threading import Lock

from django.db import transaction
from django.utils.translation import gettext as _

from threadkeep.kernel import writer
from threadkeep.kernel.models import Bucket
from threadkeep.kernel.refused import TooMany
from threadkeep.kernel.worker import chore


def take(thing: str, caller: str, *, per_minute: float, burst: int, now: datetime) -> None:
    """Count one use of `thing` by `caller` ("member:5", "net:192.0.2.0/24"). Raises TooMany when it is one too many.

    `per_minute` of 0 means no limit. Its own small transaction, so call it before the action, not inside.
    """
    if per_minute <= 0:
        return
    gap = 60 / per_minute
    moment = now.timestamp()
    with writer.person(), transaction.atomic():
        bucket, _made = Bucket.objects.select_for_update().get_or_create(
            key=f"{thing}|{caller}"[:120], defaults={"full_until": 0.0}
        )
        full_until = max(bucket.full_until, moment) + gap
        wait = full_until - moment - gap * burst
        if wait <= 0:
            bucket.full_until = full_until
            bucket.save(update_fields=["full_until"])
    if wait > 0:
        raise _too_many(wait)


# Buckets of cheap questions by (thing, caller), in this process alone.
_noted: dict[tuple[str, str], float] = {}
_noted_lock = Lock()
MOST_NOTED = 20_000


def take_lightly(thing: str, caller: str, *, per_minute: float, burst: int, now: datetime) -> None:
    """As `take`, for cheap questions asked at each pause of typing: noted in memory, because a GET writes nothing.

    Each server process counts by itself, and a restart forgets; what must not be got around uses `take`.
    """
    gap, moment = 60 / per_minute, now.timestamp()
    with _noted_lock:
        if len(_noted) >= MOST_NOTED:
            for key in [key for key, full_until in _noted.items() if full_until <= moment]:
                del _noted[key]
        full_until = max(_noted.get((thing, caller), 0.0), moment) + gap
        wait = full_until - moment - gap * burst
        if wait <= 0 and (len(_noted) < MOST_NOTED or (thing, caller) in _noted):
            _noted[thing, caller] = full_until
    if wait > 0:
        raise _too_many(wait)


def forget_lightly() -> None:
    """Let go of what `take_lightly` noted (tests need this)."""
    with _noted_lock:
        _noted.clear()


def _too_many(wait: float) -> TooMany:
    seconds = math.ceil(wait)
    return TooMany(
        _("That was too often. Please wait %(seconds)d s and send it again; nothing you typed is lost.")
        % {"seconds": seconds},
        retry_after=seconds,
    )


def net_of(address: str) -> str:
    """The network a guest is counted by: an IPv4 address itself, an IPv6 address's /64 (one household or one phone)."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "net:unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return f"net:{ip.ipv4_mapped}"
        return f"net:{ipaddress.ip_network((ip, 64), strict=False).network_address}"
    return f"net:{ip}"


@chore(timedelta(hours=1))
def forget_empty_buckets(now: datetime) -> None:
    """Delete the buckets that have run dry; they say nothing any more."""
    with writer.background():
        Bucket.objects.filter(full_until__lt=now.timestamp() - 60).delete()
