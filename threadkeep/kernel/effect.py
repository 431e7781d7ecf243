"""Effects: what follows from facts, later, at least once, and never in a person's way.

    @effect(ReplyPosted, TopicStarted)
    def count_board_posts(heard: Sequence[Heard]) -> Iterable[Write]:
        boards = {...}                       # read and compute here, outside any transaction
        for board_id in boards:
            yield partial(write_counts, board_id)   # each write short, and the answer, not the difference

The runner gives each effect its own cursor over the log. A batch's writes are committed in small transactions, the
cursor after them: a crash repeats a batch, never skips one. A fact that fails is retried with back-off, then parked,
and stops neither the effect nor its neighbours.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from threadkeep.kernel import crash, writer
from threadkeep.kernel.facts import Fact, Heard, heard
from threadkeep.kernel.models import EffectCursor, Event, ParkedEvent

type Write = Callable[[], object]
type Work = Callable[[Sequence[Heard]], Iterable[Write]]

TRIES = 8
LONGEST_PAUSE = timedelta(hours=1)
BATCH = 200
# How many writes one background transaction holds before it hands the pen to whoever waits.
WRITES_AT_ONCE = 20


@dataclass(frozen=True)
class Effect:
    """One effect: its name (`feature.function`), the facts it hears, and its work."""

    name: str
    names: tuple[str, ...]
    work: Work


EFFECTS: dict[str, Effect] = {}


def effect(*kinds: type[Fact]) -> Callable[[Work], Work]:
    """Register a function as an effect of the facts `kinds`, under `feature.function`."""

    def register(work: Work) -> Work:
        module = getattr(work, "__module__", "")
        name = f"{module.split('.')[1]}.{getattr(work, '__name__', 'effect')}"
        if name in EFFECTS:
            raise TypeError(f"Two effects are called {name}; the name is where the cursor is kept.")
        EFFECTS[name] = Effect(name, tuple(kind.__name__ for kind in kinds), work)
        return work

    return register


def start_cursors() -> None:
    """Give each effect that has none a cursor at the end of the log: the past is `rebuild()`'s, not replayed."""
    newest = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    known = set(EffectCursor.objects.values_list("effect", flat=True))
    with writer.background(), transaction.atomic():
        for name in EFFECTS.keys() - known:
            EffectCursor.objects.get_or_create(effect=name, defaults={"heard_up_to": newest})


def run_once(now: datetime | None = None) -> int:
    """Let each effect work off one batch. Returns how many facts were digested or parked; 0 means all is quiet."""
    now = now or timezone.now()
    cursors = {cursor.effect: cursor for cursor in EffectCursor.objects.all()}
    done = 0
    for each in EFFECTS.values():
        cursor = cursors.get(each.name) or EffectCursor(effect=each.name)
        if cursor.retry_at is None or cursor.retry_at <= now:
            done += _run_one(each, cursor, now)
    return done


def _run_one(each: Effect, cursor: EffectCursor, now: datetime) -> int:
    # After a failure facts are taken one by one, so that the one that hurts is found and its neighbours get through.
    size = 1 if cursor.failure_count else BATCH
    events = list(Event.objects.filter(name__in=each.names, id__gt=cursor.heard_up_to).order_by("id")[:size])
    if not events:
        return 0
    facts = [fact for event in events if (fact := heard(event)) is not None]
    try:
        _apply(each.work(facts) if facts else (), cursor, events[-1].pk)
    except Exception:
        _stumbled(cursor, events, traceback.format_exc(limit=8), now)
        return 0 if cursor.retry_at and cursor.retry_at > now else len(events)
    return len(events)


def _apply(writes: Iterable[Write], cursor: EffectCursor, up_to: int) -> None:
    """Commit the writes in short transactions; the cursor goes with the last one."""
    pending = iter(writes)
    while True:
        # Taken before the pen is: a generator reads and computes between two yields.
        chunk = list(islice(pending, WRITES_AT_ONCE))
        with writer.background(), transaction.atomic():
            for write in chunk:
                write()
            if len(chunk) < WRITES_AT_ONCE:
                crash.point("in-effect")
                cursor.heard_up_to, cursor.failure_count, cursor.retry_at, cursor.last_error = up_to, 0, None, ""
                cursor.save()
                return


def _stumbled(cursor: EffectCursor, events: Sequence[Event], error: str, now: datetime) -> None:
    """Remember the failure: try again later, one by one; after TRIES times park the fact and go on."""
    with writer.background(), transaction.atomic():
        cursor.last_error = error
        if len(events) > 1:
            cursor.failure_count, cursor.retry_at = 1, now
        elif cursor.failure_count + 1 < TRIES:
            cursor.failure_count += 1
            cursor.retry_at = now + min(timedelta(seconds=2**cursor.failure_count), LONGEST_PAUSE)
        else:
            ParkedEvent.objects.get_or_create(
                effect=cursor.effect, event_id=events[0].pk, defaults={"error": error, "parked_at": now}
            )
            cursor.heard_up_to, cursor.failure_count, cursor.retry_at = events[0].pk, 0, None
        cursor.save()


def retry_parked(parked_id: int) -> bool:
    """Let an effect digest one parked fact again. True when it did and the fact is no longer parked."""
    parked = ParkedEvent.objects.get(pk=parked_id)
    event = Event.objects.filter(pk=parked.event_id).first()
    fact = heard(event) if event else None
    each = EFFECTS.get(parked.effect)
    writes = list(each.work([fact])) if each and fact else []
    with writer.background(), transaction.atomic():
        for write in writes:
            write()
        parked.delete()
    return True
