"""A feature small enough to test the kernel with: counting in the rate-limit table, and facts about it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from threadkeep.kernel.action import action, tell
from threadkeep.kernel.effect import EFFECTS, Effect, Write
from threadkeep.kernel.facts import Fact, Heard
from threadkeep.kernel.models import Bucket
from threadkeep.kernel.refused import Refused


@dataclass(frozen=True)
class Counted(Fact):
    """A number was raised by one."""

    which: str
    number: int


@action
def count_up(*, actor: object = None, which: str, fail: str = "") -> int:
    """Raise a number. Refuses, breaks or dies on demand, after its writes."""
    bucket, _made = Bucket.objects.select_for_update().get_or_create(key=which, defaults={"full_until": 0})
    bucket.full_until += 1
    bucket.save()
    tell(Counted(which=which, number=int(bucket.full_until)))
    if fail == "refuse":
        raise Refused("Not today.")
    if fail == "break":
        raise ZeroDivisionError
    return int(bucket.full_until)


@action
def count_twice(*, which: str) -> int:
    """What is not allowed: an action inside an action."""
    return count_up(which=which)


def number(which: str) -> int:
    """What a number stands at."""
    bucket = Bucket.objects.filter(key=which).first()
    return int(bucket.full_until) if bucket else 0


def set_number(which: str, value: int) -> None:
    """Write the answer, not the difference."""
    Bucket.objects.update_or_create(key=which, defaults={"full_until": value})


class Mirror:
    """An effect that copies each counted number into `mirror:<which>`, and can be told to stumble over some."""

    def __init__(self) -> None:
        self.stumbles_over: set[int] = set()
        self.heard: list[int] = []

    def work(self, heard: Sequence[Heard]) -> Iterable[Write]:
        for each in heard:
            assert isinstance(each.fact, Counted)
            if each.fact.number in self.stumbles_over:
                raise ValueError(f"I cannot digest {each.fact.number}.")
            self.heard.append(each.fact.number)
            yield partial(set_number, f"mirror:{each.fact.which}", each.fact.number)

    def register(self, name: str = "kernel.mirror") -> None:
        EFFECTS[name] = Effect(name, ("Counted",), self.work)


if os.environ.get("THREADKEEP_TEST_MIRROR"):
    Mirror().register()
