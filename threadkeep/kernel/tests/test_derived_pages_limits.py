from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from threadkeep.kernel.derived import Derived, Difference
from threadkeep.kernel.limits import forget_empty_buckets, net_of, take
from threadkeep.kernel.models import Bucket
from threadkeep.kernel.pages import number_page, page_of
from threadkeep.kernel.refused import NotThere, TooMany

pytestmark = pytest.mark.django_db


def test_a_limit_lets_a_burst_through_then_the_steady_rate() -> None:
    now = timezone.now()
    for _ in range(3):
        take("post", "member:1", per_minute=6, burst=3, now=now)
    with pytest.raises(TooMany) as refusal:
        take("post", "member:1", per_minute=6, burst=3, now=now)
    assert refusal.value.retry_after == 10
    take("post", "member:2", per_minute=6, burst=3, now=now)
    take("post", "member:1", per_minute=6, burst=3, now=now + timedelta(seconds=10))
    with pytest.raises(TooMany):
        take("post", "member:1", per_minute=6, burst=3, now=now + timedelta(seconds=11))


def test_a_limit_of_nought_is_no_limit() -> None:
    for _ in range(50):
        take("post", "member:1", per_minute=0, burst=1, now=timezone.now())


def test_empty_buckets_are_forgotten_and_full_ones_kept() -> None:
    now = timezone.now()
    take("post", "member:1", per_minute=1, burst=1, now=now - timedelta(hours=1))
    take("post", "member:2", per_minute=1, burst=1, now=now)
    forget_empty_buckets(now)
    assert list(Bucket.objects.values_list("key", flat=True)) == ["post|member:2"]


@pytest.mark.parametrize(
    ("address", "net"),
    [
        ("192.0.2.7", "net:192.0.2.7"),
        ("2001:db8:1:2:3::4", "net:2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "net:192.0.2.7"),
        ("nonsense", "net:unknown"),
    ],
)
def test_a_guest_is_counted_by_network(address: str, net: str) -> None:
    assert net_of(address) == net


@given(number=some.integers(1, 10**6), size=some.integers(1, 50))
def test_every_number_stands_on_the_page_that_page_of_names(number: int, size: int) -> None:
    page = number_page(page_of(number, size), total=10**6, size=size, url=str)
    assert page.first <= number <= page.last


@pytest.mark.parametrize("wanted", ["0", "-1", "4", "1.5", "x", "٣", "9" * 30, " 1"])
def test_a_page_that_is_not_there_is_not_there(wanted: str) -> None:
    with pytest.raises(NotThere):
        number_page(wanted, total=60, size=20, url=str)


def test_an_empty_list_has_one_page() -> None:
    page = number_page(None, total=0, size=20, url=str)
    assert (page.number, page.count, page.has_next, page.has_previous) == (1, 1, False, False)


def test_a_rebuild_can_be_stopped_and_taken_up_where_it_was() -> None:
    stored = dict.fromkeys(range(1, 501), 0)
    derived = Derived(
        name="kernel.test",
        count=lambda: len(stored),
        keys=lambda after: (key for key in sorted(stored) if key > after),
        compare=lambda keys: [Difference(str(key), stored[key], key) for key in keys if stored[key] != key],
        write=lambda keys: stored.update({key: key for key in keys}),
    )

    class Stopped(Exception):
        pass

    done: list[int] = []

    def stop_after_two(count: int) -> None:
        done.append(count)
        if len(done) == 2:
            raise Stopped

    with pytest.raises(Stopped):
        derived.rebuild(stop_after_two)
    assert len(list(derived.differences())) == 100
    assert derived.rebuild(after=400) == 500
    assert list(derived.differences()) == []
