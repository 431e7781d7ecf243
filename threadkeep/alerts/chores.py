"""What becomes of old mails."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from threadkeep.alerts.jobs import is_set_up
from threadkeep.alerts.models import Mail
from threadkeep.kernel import writer
from threadkeep.kernel.worker import chore

KEEP: Final = timedelta(days=30)
# A day longer than the kernel tries a job.
GIVE_UP: Final = timedelta(days=4)
AT_ONCE: Final = 1000


@chore(timedelta(hours=1))
def tidy_outbox(now: datetime) -> None:
    """Mails nobody will try again are failed; mails older than 30 days go."""
    with writer.background():
        if is_set_up():
            stuck = Mail.objects.filter(state=Mail.WAITING, created_at__lt=now - GIVE_UP).exclude(last_error="")
            stuck.update(state=Mail.FAILED)
        old = Mail.objects.filter(created_at__lt=now - KEEP).order_by("created_at").values_list("pk", flat=True)
        Mail.objects.filter(pk__in=list(old[:AT_ONCE])).delete()
