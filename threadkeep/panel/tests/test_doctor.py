"""The board doctor finds what is wrong and says what to do; on a healthy board it finds nothing."""

import shutil
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from threadkeep.attachments.models import Blob
from threadkeep.kernel import schema
from threadkeep.kernel.derived import Derived, Difference
from threadkeep.kernel.models import EffectCursor, Event, ParkedEvent
from threadkeep.panel import doctor

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
    assert "in 20+ places. Run: threadkeep rebuild boards.counts" in found.says
    assert found.details[0] == "board 1: 5, should be 6"
    assert len(found.details) == 20


def test_effects_in_trouble_and_parked_facts_are_named() -> None:
    event = Event.objects.create(name="ReplyPosted", data={}, at=timezone.now())
    EffectCursor.objects.update_or_create(effect="boards.count", defaults={"failure_count": 2, "last_error": "a\nBoom"})
    assert findings("work")[0][0] == "warning"
    ParkedEvent.objects.create(effect="boards.count", event_id=event.pk, error="x\nBoom", parked_at=timezone.now())
    assert [level for level, _says in findings("work")] == ["warning", "error"]


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


def test_mail_that_is_not_set_up_is_a_note_and_a_silent_server_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert findings("mail")[0][0] == "note"

    config = settings.THREADKEEP
    silent = replace(config.mail, host="127.0.0.1", port=1, security="none", from_address="board@example.org")
    monkeypatch.setattr(settings, "THREADKEEP", replace(config, mail=silent))
    assert findings("mail")[0][0] == "error"
