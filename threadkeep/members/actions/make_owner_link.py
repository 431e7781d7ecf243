"""Make the one-time key to a board without an owner."""

from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.members.models import OwnerLink


@action
def make_owner_link(*, token_hash: str, now: datetime) -> int:
    """Keep the hash of a new token, forget the unused ones before it; returns the row's id."""
    OwnerLink.objects.filter(used_at__isnull=True).delete()
    return OwnerLink.objects.create(token_hash=token_hash, made_at=now).pk
