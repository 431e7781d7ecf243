from __future__ import annotations

from datetime import datetime

from threadkeep.attachments.blobs import Kept
from threadkeep.attachments.steps import take_up_orphan
from threadkeep.kernel.action import action


@action
def take_up_bytes(*, kept: Kept, now: datetime) -> None:
    """Give bytes that have no row one. Nothing points to it, so it goes after the grace time unless somebody does."""
    take_up_orphan(kept, now)
