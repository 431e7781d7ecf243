"""What boards do by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from threadkeep.boards import clicks
from threadkeep.boards.models import Board
from threadkeep.kernel import writer
from threadkeep.kernel.worker import chore


@chore(timedelta(seconds=30), everywhere=True)
def write_down_clicks(now: datetime) -> None:
    """Add the clicks on link boards that this process has gathered. A kill loses at most half a minute of them."""
    taken = clicks.take()
    if not taken:
        return
    try:
        with writer.background(), transaction.atomic():
            for board_id, count in sorted(taken.items()):
                Board.objects.filter(pk=board_id).update(link_click_count=F("link_click_count") + count)
    except Exception:
        clicks.put_back(taken)
        raise
