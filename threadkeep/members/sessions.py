"""When each session was last used: noted in memory by every request, written down once a minute."""

from __future__ import annotations

import threading
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from threadkeep.kernel import writer

_lock = threading.Lock()
_seen: dict[str, tuple[datetime, str]] = {}


def note(session_key: str, address: str, now: datetime) -> None:
    """Remember that this session was used from this address."""
    with _lock:
        _seen[session_key] = (now, address)


def flush() -> int:
    """Write down what was noted since the last time. Returns how many sessions there were."""
    with _lock:
        noted, found = dict(_seen), len(_seen)
        _seen.clear()
    if not noted:
        return 0
    rows = list(UserSession.objects.filter(session_key__in=noted))
    for row in rows:
        row.last_seen_at, row.ip = noted[row.session_key][0], noted[row.session_key][1] or row.ip
    with writer.background(), transaction.atomic():
        UserSession.objects.bulk_update(rows, ["last_seen_at", "ip"], batch_size=100)
    return found
