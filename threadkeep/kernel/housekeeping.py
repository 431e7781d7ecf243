"""What the kernel keeps in order: old news, old receipts and finished jobs go; SQLite's log is copied in good time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Min
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from threadkeep.kernel import crash, writer
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


@chore(timedelta(minutes=5))
def copy_log_into_database(now: datetime) -> None:
    """Let SQLite copy its log into the database now, so that no member's reply has to do it on its way.

    PASSIVE copies what no reader needs any more and waits for nobody: https://www.sqlite.org/pragma.html#pragma_wal_checkpoint
    """
    if connection.vendor != "sqlite":
        return
    crash.point("in-checkpoint")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
