"""What is due by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from threadkeep.kernel import writer
from threadkeep.kernel.worker import chore
from threadkeep.polls.models import Poll
from threadkeep.topics.steps import touch

AT_ONCE = 50


@chore(timedelta(minutes=1))
def close_due_polls(now: datetime) -> None:
    """Write down that polls closed by their time. The rules look at the clock and need no telling; pages that are kept
    do, because what they show of the poll is another thing from then on.
    """
    due = Poll.objects.filter(closed_at__isnull=True, closes_at__lte=now).order_by("pk")
    for poll_id, topic_id in due.values_list("pk", "topic_id")[:AT_ONCE]:
        with writer.background(), transaction.atomic():
            if Poll.objects.filter(pk=poll_id, closed_at__isnull=True, closes_at__lte=now).update(
                closed_at=F("closes_at")
            ):
                touch(topic_id)
