"""What is due by the clock for topics."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from threadkeep.kernel import writer
from threadkeep.kernel.worker import chore
from threadkeep.topics.rerendering import keep_fresh, render_fresh, some_stale_posts

# Enough to get through a million posts in three days, little enough never to be noticed.
A_FEW = 40


@chore(timedelta(seconds=10))
def render_old_posts(now: datetime) -> None:
    """After the renderer or the board's own words changed: render a few posts again, the newest first.

    Rendering holds no lock. Until a post's turn comes, pages render it in memory.
    """
    wanted = some_stale_posts(A_FEW)
    if not wanted:
        return
    fresh = render_fresh(wanted)
    with writer.background(), transaction.atomic():
        keep_fresh(fresh)
