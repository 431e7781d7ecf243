"""How often a topic was viewed: once per browser and half hour, robots left out.

Counted in this process's memory and added to the topics by a chore. A browser that keeps reading is still the same
view, however long it takes. Each server process counts for itself: with several, a reader whose requests go to
different ones may count once in each.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

SAME_VIEW: Final = timedelta(minutes=30)
# (browser, topic) pairs that are remembered; the one that was quiet longest is forgotten first.
MOST: Final = 50_000

_lock = threading.Lock()
_last: OrderedDict[tuple[str, int], datetime] = OrderedDict()
_fresh: Counter[int] = Counter()


def count_view(browser: str | None, topic_id: int, now: datetime) -> None:
    """Count a view of the topic, unless this browser has looked at it within half an hour.

    Browsers without a number (`browser` None) are counted by the picture on the page, once they have one.
    """
    if browser is None or topic_id == 0:
        return
    key = (browser, topic_id)
    with _lock:
        last = _last.get(key)
        _last[key] = now
        _last.move_to_end(key)
        if len(_last) > MOST:
            _last.popitem(last=False)
        if last is None or now - last >= SAME_VIEW:
            _fresh[topic_id] += 1


@contextmanager
def taken() -> Iterator[Mapping[int, int]]:
    """The views to be added: topic id -> how many. They go when the block ends well, and stay when it does not."""
    with _lock:
        counts = Counter(_fresh)
    yield counts
    with _lock:
        _fresh.subtract(counts)
        for topic_id in [topic_id for topic_id, count in _fresh.items() if count <= 0]:
            del _fresh[topic_id]


def is_empty() -> bool:
    """Whether there is nothing to add."""
    return not _fresh


def forget_all() -> None:
    """Drop everything counted and remembered (tests need this)."""
    with _lock:
        _last.clear()
        _fresh.clear()
