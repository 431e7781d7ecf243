from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection, transaction
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from threadkeep.kernel import jobs
from threadkeep.kernel.housekeeping import copy_log_into_database, forget_what_is_done
from threadkeep.kernel.models import EffectCursor, Event, ParkedEvent, Receipt

pytestmark = pytest.mark.django_db

done: list[str] = []
fails_left = [0]


@task()
def carry(parcel: str) -> str:
    if fails_left[0]:
        fails_left[0] -= 1
        raise ConnectionError("the road is closed")
    done.append(parcel)
    return parcel


@pytest.fixture(autouse=True)
def _start_afresh() -> None:
    done.clear()
    fails_left[0] = 0


def test_a_job_runs_once_and_is_remembered_as_done() -> None:
    carry.enqueue("bread")
    assert jobs.run_next() == 1
    assert jobs.run_next() == 0
    assert done == ["bread"]
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_a_job_of_a_transaction_that_was_undone_never_was() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        carry.enqueue("bread")
        raise ZeroDivisionError
    assert jobs.run_next() == 0


def test_a_job_that_fails_is_tried_again_later_and_later() -> None:
    fails_left[0] = 2
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        carry.enqueue("bread")
        jobs.run_next()
        assert jobs.run_next() == 0, "not before its time"
        clock.shift(timedelta(minutes=1))
        jobs.run_next()
        clock.shift(timedelta(minutes=1))
        assert jobs.run_next() == 0, "the second pause is longer"
        clock.shift(timedelta(minutes=1))
        jobs.run_next()
    assert done == ["bread"]


def test_a_job_that_never_succeeds_is_given_up_after_its_tries_and_kept_for_people_to_see() -> None:
    fails_left[0] = 10**6
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        carry.enqueue("bread")
        for _ in range(jobs.TRIES + 3):
            jobs.run_next()
            clock.shift(timedelta(days=5))
    row = DBTaskResult.objects.get()
    assert (row.status, len(row.worker_ids)) == (TaskResultStatus.FAILED, jobs.TRIES)
    assert "the road is closed" in row.traceback


def test_what_a_killed_process_was_doing_is_taken_up_again() -> None:
    carry.enqueue("bread")
    DBTaskResult.objects.get().claim("somebody who died")
    assert jobs.run_next() == 0
    assert jobs.take_up_again() == 1
    jobs.run_next()
    assert done == ["bread"]


def test_old_news_goes_but_not_what_somebody_still_has_to_hear() -> None:
    now = timezone.now()
    long_ago = now - timedelta(days=40)
    heard, parked, unheard, fresh = [
        Event.objects.create(name="Counted", data={}, at=at) for at in (long_ago, long_ago, long_ago, now)
    ]
    EffectCursor.objects.create(effect="kernel.slow", heard_up_to=parked.pk)
    EffectCursor.objects.create(effect="kernel.quick", heard_up_to=fresh.pk)
    ParkedEvent.objects.create(effect="kernel.slow", event_id=parked.pk, error="", parked_at=now)
    Receipt.objects.create(actor_id=1, key="old", action="a", fingerprint="", done_at=long_ago)
    Receipt.objects.create(actor_id=1, key="new", action="a", fingerprint="", done_at=now)
    forget_what_is_done(now)
    assert set(Event.objects.values_list("pk", flat=True)) == {parked.pk, unheard.pk, fresh.pk}
    assert not Event.objects.filter(pk=heard.pk).exists()
    assert list(Receipt.objects.values_list("key", flat=True)) == ["new"]


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_the_log_of_sqlite_is_copied_into_the_database(tmp_path: Path) -> None:
    copy_log_into_database(timezone.now())
    Receipt.objects.create(actor_id=1, key="k", action="a", fingerprint="f", done_at=timezone.now())

    def in_the_file_alone() -> int:
        """What the database holds without its log."""
        shutil.copy(connection.settings_dict["NAME"], alone := tmp_path / "alone.sqlite3")
        with closing(sqlite3.connect(alone)) as database:
            return database.execute("SELECT count(*) FROM kernel_receipt").fetchone()[0]

    assert in_the_file_alone() == 0
    copy_log_into_database(timezone.now())
    assert in_the_file_alone() == 1
