from __future__ import annotations

import threading
import time

import pytest
from django.db import OperationalError, connection

from threadkeep.kernel import action as action_module
from threadkeep.kernel import writer
from threadkeep.kernel.action import once, tell
from threadkeep.kernel.models import Event, Receipt
from threadkeep.kernel.refused import Busy, Conflict, Refused, StorageFull
from threadkeep.kernel.tests.verbs import Counted, count_twice, count_up, number
from threadkeep.kernel.trouble import in_plain_words

pytestmark = pytest.mark.django_db


def test_an_action_writes_its_rows_and_its_facts_together() -> None:
    assert count_up(which="apples") == 1
    event = Event.objects.get()
    assert (event.name, event.data) == ("Counted", {"which": "apples", "number": 1})


@pytest.mark.parametrize(("fail", "error"), [("refuse", Refused), ("break", ZeroDivisionError)])
def test_an_action_that_does_not_end_well_leaves_neither_rows_nor_facts(fail: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        count_up(which="apples", fail=fail)
    assert number("apples") == 0
    assert not Event.objects.exists()


def test_an_action_never_calls_an_action() -> None:
    with pytest.raises(RuntimeError, match="an action never calls an action"):
        count_twice(which="apples")
    assert number("apples") == 0


def test_a_fact_told_outside_an_action_is_a_mistake() -> None:
    with pytest.raises(RuntimeError, match="only actions tell facts"):
        tell(Counted(which="apples", number=1))


def test_the_same_key_is_done_once_and_answered_twice() -> None:
    first = once(7, "k1", count_up, which="apples")
    again = once(7, "k1", count_up, which="apples")
    assert (first, again, number("apples")) == (1, 1, 1)
    assert Event.objects.count() == 1


def test_the_same_key_of_somebody_else_is_another_key() -> None:
    once(7, "k1", count_up, which="apples")
    once(8, "k1", count_up, which="apples")
    assert number("apples") == 2


def test_the_same_key_with_other_content_is_refused() -> None:
    once(7, "k1", count_up, which="apples")
    with pytest.raises(Conflict):
        once(7, "k1", count_up, which="pears")
    assert number("pears") == 0


def test_a_refused_request_may_be_sent_again_with_its_key() -> None:
    with pytest.raises(Refused):
        once(7, "k1", count_up, which="apples", fail="refuse")
    assert not Receipt.objects.exists()
    assert once(7, "k1", count_up, which="apples") == 1


def test_a_key_that_is_too_long_is_refused_before_anything_happens() -> None:
    with pytest.raises(Conflict):
        once(7, "k" * 65, count_up, which="apples")
    assert number("apples") == 0


def test_no_key_just_runs() -> None:
    once(7, "", count_up, which="apples")
    once(7, None, count_up, which="apples")
    assert number("apples") == 2


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("database is locked"), Busy),
        (OperationalError("database or disk is full"), StorageFull),
        (OSError(28, "No space left on device"), StorageFull),
        (OperationalError("server closed the connection unexpectedly"), Busy),
        (OperationalError("no such column: apples"), OperationalError),
        (OSError(13, "Permission denied"), OSError),
    ],
)
def test_database_and_disk_trouble_is_said_in_plain_words(error: Exception, said: type[Exception]) -> None:
    assert type(in_plain_words(error)) is said or isinstance(in_plain_words(error), said)


@pytest.mark.django_db(transaction=True)
def test_twenty_identical_requests_at_once_are_done_once() -> None:
    answers: list[object] = []

    def send() -> None:
        try:
            answers.append(once(7, "same", count_up, which="apples"))
        except Exception as error:
            answers.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [1] * 20
    assert number("apples") == 1


@pytest.mark.django_db(transaction=True)
def test_many_writers_in_one_process_all_get_their_turn() -> None:
    def send() -> None:
        try:
            for _ in range(10):
                count_up(which="apples")
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert number("apples") == 80
    assert sorted(event.data["number"] for event in Event.objects.all()) == list(range(1, 81))


def test_a_person_who_waits_goes_before_the_background() -> None:
    gate = writer.WriterGate()
    order: list[str] = []
    gate.enter_as_background()

    def background() -> None:
        gate.enter_as_background()
        order.append("background")
        gate.leave()

    def person() -> None:
        gate.enter_as_person(5)
        order.append("person")
        gate.leave()

    # The background asks first and still goes last.
    threads = [threading.Thread(target=background), threading.Thread(target=person)]
    threads[0].start()
    time.sleep(0.05)
    threads[1].start()
    while gate._people_waiting == 0:
        time.sleep(0.001)
    gate.leave()
    for thread in threads:
        thread.join()
    assert order == ["person", "background"]


def test_a_person_who_waits_too_long_is_told_so_and_the_gate_stays_whole() -> None:
    gate = writer.WriterGate()
    gate.enter_as_person(1)
    with pytest.raises(Busy):
        gate.enter_as_person(0.01)
    gate.leave()
    gate.enter_as_background()
    gate.leave()


@pytest.mark.sqlite
def test_the_writing_connection_is_durable_and_checks_its_keys() -> None:
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_deadlock_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    class Deadlock(Exception):
        sqlstate = "40P01"

    def run_once(name: str, verb: object) -> int:
        tries.append(name)
        if len(tries) < 3:
            raise OperationalError("deadlock detected") from Deadlock()
        return 5

    monkeypatch.setattr(action_module, "_run", run_once)
    assert count_up(which="apples") == 5
    assert len(tries) == 3
