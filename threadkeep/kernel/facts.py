"""Facts: what actions tell, and the log they are written to.

A fact is a frozen dataclass in a feature's events.py, in the past tense, holding ids only:

    @dataclass(frozen=True)
    class ReplyPosted(Fact):
        '''A reply is in its topic and everyone who may see the topic can read it.'''
        topic_id: int
        post_id: int

Its docstring is its public documentation. An action calls `tell(ReplyPosted(...))`; the row is written in the same
transaction, as its last statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import connection
from django.utils import timezone

from threadkeep.kernel.models import Event

# Any number will do as long as nothing else in this database takes the same advisory lock.
LOG_LOCK = 0x7468_7265_6164  # "thread"


@dataclass(frozen=True)
class Fact:
    """Base of every fact. Subclasses register by their class name, which is the name in the log."""

    kinds: ClassVar[dict[str, type[Fact]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if Fact.kinds.setdefault(cls.__name__, cls).__qualname__ != cls.__qualname__:
            raise TypeError(f"Two facts are called {cls.__name__}; a fact's name is its address in the log.")


@dataclass(frozen=True)
class Heard:
    """A fact as an effect hears it: with its place in the log and the time it was told."""

    id: int
    at: datetime
    fact: Fact


def append(facts: Iterable[Fact]) -> None:
    """Write facts to the log inside the open transaction; the last thing before commit.

    On PostgreSQL ids are taken before commits, so a reader that remembers "up to id 7" would lose id 6 if 6 committed
    after 7 (seen in 3 of 8 trial runs). The advisory lock makes id order equal commit order; it is held from here to
    the commit and no longer.
    """
    rows = [Event(name=type(fact).__name__, data=asdict(fact), at=timezone.now()) for fact in facts]
    if not rows:
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOG_LOCK])
    Event.objects.bulk_create(rows)


def heard(event: Event) -> Heard | None:
    """The fact of a log row; None if this version of the program knows no fact of that name or shape any more."""
    kind = Fact.kinds.get(event.name)
    if kind is None:
        return None
    try:
        return Heard(id=event.pk, at=event.at, fact=kind(**event.data))
    except TypeError:
        return None
