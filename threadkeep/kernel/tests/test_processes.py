"""Several processes on one database, and processes that die in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from threadkeep.kernel import crash, effect, facts, writer
from threadkeep.kernel.models import EffectCursor, Event
from threadkeep.kernel.tests.verbs import Counted, Mirror, count_up, number

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


def start(*arguments: str, die_at: str = "") -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "THREADKEEP_TEST_NAME": str(connection.settings_dict["NAME"]),
        "THREADKEEP_CRASH_AT": die_at,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "threadkeep.kernel.tests.counting_process", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> list[int]:
    out, _ = process.communicate(timeout=60)
    return [int(line) for line in out.split()]


@pytest.mark.parametrize(("point", "kept"), [("before-commit", 4), ("after-commit-before-reply", 5)])
def test_what_a_killed_process_said_is_there_and_what_it_did_not_finish_is_not(point: str, kept: int) -> None:
    process = start("count", "10", die_at=f"{point}:5")
    acknowledged = said(process)
    assert process.returncode == -signal.SIGKILL
    assert acknowledged == [1, 2, 3, 4]
    assert number("apples") == kept
    assert [event.data["number"] for event in Event.objects.order_by("id")] == list(range(1, kept + 1))
    assert said(start("count", "1")) == [kept + 1], "nothing left behind stops the next process"


def test_an_effect_killed_before_its_cursor_is_written_does_its_work_again() -> None:
    said(start("count", "3"))
    dying = start("work", die_at="in-effect")
    dying.communicate(timeout=60)
    assert dying.returncode == -signal.SIGKILL
    assert not EffectCursor.objects.exists()
    assert number("mirror:apples") == 0, "the writes go with the cursor"
    start("work").communicate(timeout=60)
    assert number("mirror:apples") == 3
    assert EffectCursor.objects.get().heard_up_to == Event.objects.latest("id").pk


def test_four_processes_writing_at_once_lose_nothing() -> None:
    processes = [start("count", "25") for _ in range(4)]
    numbers = sorted(number for process in processes for number in said(process))
    assert numbers == list(range(1, 101))
    assert number("apples") == 100


def test_every_crash_point_is_known_by_name() -> None:
    with pytest.raises(ValueError, match="not in crash"):
        crash.point("nowhere")
    wrong = subprocess.run(
        [sys.executable, "-c", "import threadkeep.kernel.crash"],
        env={**os.environ, "THREADKEEP_CRASH_AT": "nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert wrong.returncode != 0
    assert "before-commit" in wrong.stderr


@pytest.mark.postgres
@pytest.mark.parametrize("with_lock", [True, False])
def test_without_the_advisory_lock_a_cursor_over_the_log_loses_events(
    mirror: Mirror, monkeypatch: pytest.MonkeyPatch, with_lock: bool
) -> None:
    """The slow transaction takes the lower id and commits last: what a reader between the two sees."""
    if not with_lock:
        monkeypatch.setattr(facts, "connection", SimpleNamespace(vendor="one that needs no lock"))
    inserted, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            facts.append([Counted(which="apples", number=1)])
            inserted.set()
            may_commit.wait(10)
        connection.close()

    def quick() -> None:
        inserted.wait(10)
        with transaction.atomic():
            facts.append([Counted(which="apples", number=2)])
        connection.close()

    threads = [threading.Thread(target=slow), threading.Thread(target=quick)]
    for thread in threads:
        thread.start()
    inserted.wait(10)
    threads[1].join(0.5)
    effect.run_once()
    may_commit.set()
    for thread in threads:
        thread.join(10)
    effect.run_once()
    assert mirror.heard == ([1, 2] if with_lock else [2]), "the lock is what keeps fact 1 from being skipped"


@pytest.mark.sqlite
def test_a_person_never_waits_for_more_than_one_background_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """1,500 replies x 50 watchers are worked off while people write: counted, not timed."""
    gate = writer.WriterGate()
    monkeypatch.setattr(writer, "GATE", gate)
    went_before: list[int] = []
    entered = [0]
    stop = threading.Event()
    enter = gate.enter_as_background

    def count_entries() -> None:
        enter()
        entered[0] += 1

    monkeypatch.setattr(gate, "enter_as_background", count_entries)

    def grind() -> None:
        while not stop.is_set():
            with writer.background(), transaction.atomic():
                number("apples")
        connection.close()

    grinder = threading.Thread(target=grind)
    grinder.start()
    for _ in range(50):
        person = gate.enter_as_person

        def counted(timeout: float, person: object = person) -> None:
            before = entered[0]
            person(timeout)  # type: ignore[operator]
            went_before.append(entered[0] - before)

        monkeypatch.setattr(gate, "enter_as_person", counted)
        count_up(which="apples")
        monkeypatch.setattr(gate, "enter_as_person", person)
    stop.set()
    grinder.join()
    assert entered[0] > 0, "the background must have been at work for this to mean anything"
    assert max(went_before) <= 1
