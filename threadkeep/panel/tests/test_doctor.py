"""The board doctor finds what is wrong and says what to do; on a healthy board it finds nothing."""

import shutil
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.cast import Cast
from threadkeep.alerts.jobs import send_mail
from threadkeep.alerts.tests.conftest import mail_server  # noqa: F401 - a fixture
from threadkeep.attachments.models import Attachment, Blob
from threadkeep.kernel import schema
from threadkeep.kernel.derived import Derived, Difference
from threadkeep.kernel.effect import EFFECTS
from threadkeep.kernel.models import EffectCursor, Event, ParkedEvent
from threadkeep.panel import doctor
from threadkeep.topics.models import Post

pytestmark = pytest.mark.django_db

Usage = namedtuple("Usage", "total used free")


def findings(name: str) -> list[tuple[str, str]]:
    return [(one.level, one.says) for one in doctor.CHECKS[name]()]


def test_a_fresh_board_is_healthy() -> None:
    assert [one for one in doctor.examine() if one.is_trouble] == []


def test_pending_migrations_are_named_and_what_reads_tables_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "pending_migrations", lambda: ["topics.0002_more"])
    found = list(doctor.examine(("tables", "derived", "work")))
    assert [(one.check, one.level, one.details) for one in found] == [("tables", "error", ("topics.0002_more",))]


def test_a_newer_database_is_told_from_an_older_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "unknown_migrations", lambda: ["topics.0999_later"])
    assert "newer Threadkeep" in findings("tables")[0][1]


def test_a_counter_that_is_wrong_is_shown_with_both_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    def differences(keys: list[int]) -> Iterator[Difference]:
        yield from (Difference(f"board {key}", 5, 6) for key in keys)

    wrong = Derived("boards.counts", lambda: 30, lambda after: range(after + 1, 31), differences, lambda keys: None)
    monkeypatch.setattr(doctor, "all_derived", lambda: [wrong])
    (found,) = doctor.derived()
    assert found.level == "error"
    assert "in 30 places. Run: threadkeep rebuild boards.counts" in found.says
    assert found.count == 30
    assert found.details[0] == "board 1: 5, should be 6"
    assert len(found.details) == 20


def test_effects_in_trouble_and_parked_facts_are_named() -> None:
    event = Event.objects.create(name="ReplyPosted", data={}, at=timezone.now())
    EffectCursor.objects.update_or_create(effect="boards.count", defaults={"failure_count": 2, "last_error": "a\nBoom"})
    assert findings("work")[0][0] == "warning"
    ParkedEvent.objects.create(effect="boards.count", event_id=event.pk, error="x\nBoom", parked_at=timezone.now())
    assert [level for level, _says in findings("work")] == ["warning", "error"]


def test_a_job_that_failed_for_good_is_named_and_one_that_is_tried_again_is_not() -> None:
    send_mail.enqueue(mail_id=1)
    assert findings("work") == [("ok", "Effects and jobs run without trouble.")]
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
    (found,) = doctor.work()
    assert (found.level, found.says) == ("error", "1 job failed for good.")
    assert found.details == ("threadkeep.alerts.jobs.send_mail",)


def test_facts_nobody_hears_for_long_are_noticed_and_fresh_ones_are_not() -> None:
    event = Event.objects.create(name="ReplyPosted", data={}, at=timezone.now())
    assert findings("waiting")[0][0] == "ok"
    Event.objects.update(at=timezone.now() - timedelta(minutes=11))
    (found,) = doctor.waiting()
    assert found.level == "warning"
    assert "threadkeep serve or worker" in found.says
    hearers = {name for name, each in EFFECTS.items() if "ReplyPosted" in each.names}
    assert hearers
    assert set(found.details) == hearers
    for name in hearers:
        EffectCursor.objects.update_or_create(effect=name, defaults={"heard_up_to": event.pk})
    assert findings("waiting")[0][0] == "ok", "heard is heard"


def test_an_effect_that_waits_for_its_next_try_is_not_called_idle() -> None:
    Event.objects.create(name="ReplyPosted", data={}, at=timezone.now() - timedelta(hours=1))
    for name in EFFECTS:
        EffectCursor.objects.update_or_create(effect=name, defaults={"heard_up_to": 0, "failure_count": 1})
    assert findings("waiting")[0][0] == "ok"


def test_a_job_nobody_takes_up_is_noticed_and_one_that_is_tried_again_later_is_not() -> None:
    send_mail.enqueue(mail_id=1)
    assert findings("waiting")[0][0] == "ok"
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    (found,) = doctor.waiting()
    assert (found.level, found.details) == ("warning", ("threadkeep.alerts.jobs.send_mail",))
    for due in (timedelta(minutes=-1), timedelta(minutes=30)):
        DBTaskResult.objects.update(run_after=timezone.now() + due)
        assert findings("waiting")[0][0] == "ok"


@pytest.mark.sqlite
def test_a_row_that_points_nowhere_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
    lost = Attachment(blob_id=987654, name="x", size=1, uploaded_at=timezone.now())
    lost.save(force_insert=True)
    (found,) = doctor.database()
    assert (found.level, found.says) == ("error", "Rows point to rows that are not there.")
    assert "attachments_attachment" in found.details[0]
    lost.delete()
    assert findings("database") == [("ok", "The database is whole.")]


def test_a_file_whose_bytes_are_gone_is_named() -> None:
    now = timezone.now()
    Blob.objects.create(sha256="ab" * 32, size=5, mime_type="image/png", stored_at=now - timedelta(days=1))
    (found,) = doctor.files()
    assert found.level == "error"
    assert "threadkeep files check" in found.says
    assert "ab" * 32 in found.details[0]


@pytest.mark.parametrize(("free", "level"), [(50 * 1024**2, "error"), (500 * 1024**2, "warning"), (10 * 1024**3, "ok")])
def test_little_room_is_told_before_there_is_none(monkeypatch: pytest.MonkeyPatch, free: int, level: str) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(free * 2, free, free))
    assert findings("disk")[0][0] == level


def test_a_secret_key_that_others_can_read_is_an_error() -> None:
    key = settings.THREADKEEP.data_dir / "secret.key"
    mode = key.stat().st_mode
    key.chmod(0o644)
    try:
        assert [level for level, says in findings("disk") if "chmod 600" in says] == ["error"]
    finally:
        key.chmod(mode)


def test_a_clock_that_was_set_back_is_noticed() -> None:
    Event.objects.create(name="ReplyPosted", data={}, at=timezone.now() + timedelta(days=1))
    assert findings("clock")[0][0] == "warning"


def test_a_post_from_the_future_is_noticed_and_one_of_just_now_is_not(cast: Cast) -> None:
    cast.topic("marta")
    Post.objects.update(posted_at=timezone.now())
    assert findings("clock")[0][0] == "ok"
    Post.objects.update(posted_at=timezone.now() + timedelta(hours=1))
    assert findings("clock")[0][0] == "warning"


@pytest.mark.postgres
def test_two_clocks_that_differ_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert findings("clock")[0][0] == "ok"
    monkeypatch.setattr(doctor, "_time_of_database", lambda: timezone.now() - timedelta(minutes=5))
    assert findings("clock")[0][0] == "warning"


@pytest.mark.usefixtures("mail_server")
def test_a_mail_server_that_answers_is_well_unless_it_lacks_the_encryption_asked_for(
    settings: object,
) -> None:
    assert findings("mail") == [("ok", "The mail server answers.")]
    config = settings.THREADKEEP
    settings.THREADKEEP = replace(config, mail=replace(config.mail, security="starttls"))
    level, says = findings("mail")[0]
    assert level == "error"
    assert "no STARTTLS" in says


def test_mail_that_is_not_set_up_is_a_note_and_a_silent_server_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert findings("mail")[0][0] == "note"

    config = settings.THREADKEEP
    silent = replace(config.mail, host="127.0.0.1", port=1, security="none", from_address="board@example.org")
    monkeypatch.setattr(settings, "THREADKEEP", replace(config, mail=silent))
    assert findings("mail")[0][0] == "error"
