"""What the kernel throws away: old news, old receipts, finished jobs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Min
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from threadkeep.kernel import writer
from threadkeep.kernel.models import EffectCursor, Event, ParkedEvent, Receipt
from threadkeep.kernel.worker import chore

KEEP_NEWS = timedelta(days=30)
# A form left open over a long weekend must still be recognised when its "send" is pressed twice.
KEEP_RECEIPTS = timedelta(days=7)
KEEP_JOBS = timedelta(days=7)
AT_ONCE = 1000


@chore(timedelta(minutes=10))
def forget_what_is_done(now: datetime) -> None:
    """Delete a slice of what is past its time. Never a fact that an effect has still to hear or that is parked."""
    slowest = EffectCursor.objects.aggregate(at=Min("heard_up_to"))["at"] or 0
    with writer.background():
        heard_by_all = Event.objects.filter(pk__lte=slowest, at__lt=now - KEEP_NEWS)
        parked = ParkedEvent.objects.values("event_id")
        old = list(heard_by_all.exclude(pk__in=parked).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        Event.objects.filter(pk__in=old).delete()
    with writer.background():
        past = list(Receipt.objects.filter(done_at__lt=now - KEEP_RECEIPTS).values_list("pk", flat=True)[:AT_ONCE])
        Receipt.objects.filter(pk__in=past).delete()
    with writer.background():
        done = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEEP_JOBS)
        DBTaskResult.objects.filter(pk__in=list(done.values_list("pk", flat=True)[:AT_ONCE])).delete()
