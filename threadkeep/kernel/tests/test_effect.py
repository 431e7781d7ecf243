from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from threadkeep.kernel import effect, worker
from threadkeep.kernel.effect import EFFECTS, TRIES, Effect
from threadkeep.kernel.models import EffectCursor, Event, ParkedEvent
from threadkeep.kernel.tests.verbs import Mirror, count_up, number

pytestmark = pytest.mark.django_db


def count(times: int) -> None:
    for _ in range(times):
        count_up(which="apples")


def test_an_effect_hears_every_fact_in_order_and_then_is_quiet(mirror: Mirror) -> None:
    count(3)
    assert effect.run_once() == 3
    assert mirror.heard == [1, 2, 3]
    assert number("mirror:apples") == 3
    assert effect.run_once() == 0


def test_facts_an_effect_did_not_ask_for_are_not_heard(mirror: Mirror) -> None:
    Event.objects.create(name="SomethingElse", data={}, at=timezone.now())
    count(1)
    worker.drain()
    assert mirror.heard == [1]


def test_a_fact_of_another_version_of_the_program_is_passed_over(mirror: Mirror) -> None:
    Event.objects.create(name="Counted", data={"colour": "red"}, at=timezone.now())
    count(1)
    worker.drain()
    assert mirror.heard == [1]
    assert not ParkedEvent.objects.exists()


def test_a_fact_that_hurts_is_retried_with_growing_pauses_then_parked_and_its_neighbours_get_through(
    mirror: Mirror,
) -> None:
    mirror.stumbles_over = {2}
    count(3)
    now = timezone.now()
    pauses = []
    for _ in range(TRIES + 4):
        effect.run_once(now)
        cursor = EffectCursor.objects.get()
        if cursor.retry_at and cursor.retry_at > now:
            pauses.append(cursor.retry_at - now)
            assert effect.run_once(now) == 0, "it must wait for its time"
            now = cursor.retry_at
    assert pauses == sorted(pauses)
    assert len(pauses) == TRIES - 2
    parked = ParkedEvent.objects.get()
    assert "cannot digest 2" in parked.error
    assert mirror.heard[-1] == 3
    assert set(mirror.heard) == {1, 3}

    mirror.stumbles_over = set()
    effect.retry_parked(parked.pk)
    assert mirror.heard[-1] == 2
    assert not ParkedEvent.objects.exists()


def test_a_broken_effect_stops_no_other(mirror: Mirror) -> None:
    other = Mirror()
    EFFECTS["kernel.other"] = Effect("kernel.other", ("Counted",), other.work)
    mirror.stumbles_over = {1}
    count(1)
    effect.run_once()
    assert other.heard == [1]


def test_a_batch_that_stumbled_half_way_is_heard_again(mirror: Mirror) -> None:
    mirror.stumbles_over = {2}
    count(2)
    now = timezone.now()
    effect.run_once(now)
    mirror.stumbles_over = set()
    for _ in range(3):
        effect.run_once(now + timedelta(hours=2))
    assert mirror.heard == [1, 1, 2] or mirror.heard == [1, 2]
    assert number("mirror:apples") == 2


def test_a_new_effect_starts_at_the_end_of_the_log(mirror: Mirror) -> None:
    count(2)
    effect.start_cursors()
    count(1)
    worker.drain()
    assert mirror.heard == [3]


def test_more_writes_than_one_transaction_holds_are_all_done(mirror: Mirror) -> None:
    count(effect.WRITES_AT_ONCE * 2)
    worker.drain()
    assert number("mirror:apples") == effect.WRITES_AT_ONCE * 2
    assert EffectCursor.objects.get().heard_up_to == Event.objects.latest("id").pk
