"""One task in each process looks at the event log and wakes the streams of the topics that something happened in.

On SQLite it asks `PRAGMA data_version` (microseconds; it moves when any other connection commits) and reads the log
only when that moved; on PostgreSQL it reads the log, which is one look into an index. The task lives as long as there
are streams. Everything it holds belongs to the event loop's thread; the database is asked in a thread of its own.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from django.db import close_old_connections, connection

from threadkeep.kernel.models import Event
from threadkeep.topics.events import ReplyPosted

log = logging.getLogger("threadkeep.live")

LOOK_EVERY: Final = 0.5
# Streams of one process. More are told to come back: each costs some 30 kB and a look at each reply.
MOST: Final = 2000
AT_ONCE: Final = 500
WAITING: Final = 100


@dataclass(frozen=True)
class News:
    """That a reply was posted: its place in the log, and the post."""

    event_id: int
    post_id: int


class TooManyStreams(Exception):
    """This process has as many streams as it takes."""


type Inbox = asyncio.Queue[News | None]


class Hub:
    """The streams of this process, by topic. None in an inbox means: end here; the browser will come back."""

    def __init__(self) -> None:
        self._inboxes: defaultdict[int, set[Inbox]] = defaultdict(set)
        self._count = 0
        self._looking: asyncio.Task[None] | None = None
        # One thread with one connection: data_version counts what *other* connections commit.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live-log")
        self._heard_up_to = 0
        self._data_version = -1
        self._is_closed = False
        # Set once it is known where in the log to begin: a stream looks at the topic only after that, or a reply
        # posted between the two would be missed by both.
        self.ready = asyncio.Event()

    @contextmanager
    def listening(self, topic_id: int) -> Iterator[Inbox]:
        """An inbox for what happens in a topic. Raises TooManyStreams."""
        if self._count >= MOST or self._is_closed:
            raise TooManyStreams
        inbox: Inbox = asyncio.Queue(WAITING)
        self._inboxes[topic_id].add(inbox)
        self._count += 1
        if self._looking is None or self._looking.done():
            self.ready.clear()
            self._looking = asyncio.get_running_loop().create_task(self._look())
        try:
            yield inbox
        finally:
            self._count -= 1
            self._inboxes[topic_id].discard(inbox)
            if not self._inboxes[topic_id]:
                del self._inboxes[topic_id]
            if not self._count and self._looking is not None:
                self._looking.cancel()
                self._looking = None

    def close(self) -> None:
        """End every stream: the server is going."""
        self._is_closed = True
        for inboxes in self._inboxes.values():
            for inbox in inboxes:
                _put(inbox, None)

    async def _look(self) -> None:
        loop = asyncio.get_running_loop()
        self._data_version = -1
        while True:
            try:
                if not self.ready.is_set():
                    self._heard_up_to = await loop.run_in_executor(self._thread, _newest)
                    self.ready.set()
                for topic_id, news in await loop.run_in_executor(self._thread, self._fresh):
                    for inbox in self._inboxes.get(topic_id, ()):
                        _put(inbox, news)
            except Exception:
                # The database is away or busy: the next look finds what this one missed.
                log.warning("The log could not be read for live pages; trying again.", exc_info=True)
                self._data_version = -1
            await asyncio.sleep(LOOK_EVERY)

    def _fresh(self) -> list[tuple[int, News]]:
        """In the thread: the replies posted since the last look, with their topics."""
        close_old_connections()
        version = _data_version()
        if version is not None and version == self._data_version:
            return []
        rows = list(Event.objects.filter(id__gt=self._heard_up_to).order_by("id")[:AT_ONCE])
        if len(rows) < AT_ONCE:
            # Only now: a full batch means there is more, and the version will not move for it.
            self._data_version = version if version is not None else -1
        if rows:
            self._heard_up_to = rows[-1].pk
        return [
            (int(row.data["topic_id"]), News(row.pk, int(row.data["post_id"])))
            for row in rows
            if row.name == ReplyPosted.__name__
        ]


def _put(inbox: Inbox, news: News | None) -> None:
    if inbox.full():
        # Nobody reads at the other end. It is told to end; a browser that comes back asks for what it missed.
        with suppress(asyncio.QueueEmpty):
            inbox.get_nowait()
        news = None
    inbox.put_nowait(news)


def _newest() -> int:
    close_old_connections()
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


def _data_version() -> int | None:
    """SQLite's count of what other connections committed; None on other databases."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        return int(cursor.fetchone()[0])


_hub: Hub | None = None


def hub() -> Hub:
    """The hub of this process."""
    global _hub  # noqa: PLW0603 - one per process is the point
    if _hub is None:
        _hub = Hub()
    return _hub


def close() -> None:
    """End every stream of this process, if there are any."""
    if _hub is not None:
        _hub.close()
