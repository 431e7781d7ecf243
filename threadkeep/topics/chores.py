"""What is due by the clock for topics."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from threadkeep.kernel import writer
from threadkeep.kernel.worker import chore
from threadkeep.topics.rerendering import keep_fresh, render_fresh, stale_posts

# Enough to get through a million posts in three days, little enough never to be noticed.
A_FEW = 40


@chore(timedelta(seconds=10))
def render_old_posts(now: datetime) -> None:
    """After the renderer changed: render a few of the older posts again, the newest first. Rendering holds no lock."""
    wanted = list(stale_posts().order_by("-id").values_list("id", flat=True)[:A_FEW])
    if not wanted:
        return
    fresh = render_fresh(wanted)
    with writer.background(), transaction.atomic():
        keep_fresh(fresh)
