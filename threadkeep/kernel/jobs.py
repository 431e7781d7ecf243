"""Jobs: slow or outside work (mail, pictures in sizes, fetching), kept in the same database as what asked for it.

A job is a `django.tasks` task; enqueued inside a transaction it exists if and only if the transaction does. This loop
adds what django-tasks-db lacks: retries with back-off, and taking up again what a killed process left half done.
Jobs run at least once, so they must be able to repeat.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from threadkeep.kernel import crash, writer

log = logging.getLogger("threadkeep.jobs")

# 1, 2, 4 ... minutes: the last try is about three days after the first, as a mail server would do it.
TRIES = 13
FIRST_PAUSE = timedelta(minutes=1)
WORKER = "threadkeep"


def run_next() -> int:
    """Run one job that is due. Returns 1 if there was one, else 0."""
    with writer.background(), transaction.atomic():
        row = DBTaskResult.objects.ready().get_locked()
        if row is None:
            return 0
        row.claim(WORKER)
    try:
        result = row.task_result
        value = row.task.call(*result.args, **result.kwargs)
    except Exception as error:
        _failed(row, error)
        return 1
    crash.point("in-job")
    with writer.background():
        row.set_successful(value)
    return 1


def take_up_again() -> int:
    """Make due again what a process that died was working on. Only the one worker may call this. Returns how many."""
    with writer.background():
        return DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(status=TaskResultStatus.READY)


def _failed(row: DBTaskResult[..., Any], error: Exception) -> None:
    tries = len(row.worker_ids)
    with writer.background():
        row.set_failed(error)
        if tries < TRIES:
            row.status = TaskResultStatus.READY
            row.run_after = timezone.now() + FIRST_PAUSE * 2 ** (tries - 1)
            row.save(update_fields=["status", "run_after"])
    if tries < TRIES:
        log.warning("The job %s failed (try %s of %s): %s", row.task_path, tries, TRIES, error)
    else:
        log.error("The job %s failed for the last time: %s", row.task_path, error)
