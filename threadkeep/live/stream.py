"""Live pages: `/live/topic/<id>` tells an open page about replies as they are posted (server-sent events).

    event: reply
    id: 4711
    data: {"number": 7, "url": "/p/9", "count": 2, "first": "/p/8", "text": "2 new replies – show them"}

`id` is the place in the event log: a browser that lost its line sends it back as Last-Event-ID and is told what it
missed. `?seen=20` says which post is the last on the page; `count` and `first` are counted from there. The format:
https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from django.db import close_old_connections

from threadkeep.kernel.asgi import Receive, Scope, Send, plain_answer
from threadkeep.kernel.refused import Refused
from threadkeep.live.hub import News, TooManyStreams, hub
from threadkeep.live.replies import NewReply, Reader, new_replies, number_told

HEARTBEAT: Final = 20.0
# How long (milliseconds) a browser waits before it comes back.
RETRY: Final = 5000

_PATH: Final = re.compile(r"/live/topic/([0-9]{1,18})")
_THREADS: Final = ThreadPoolExecutor(2, thread_name_prefix="live")
_HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    # nginx would gather the events until its buffer is full: https://nginx.org/en/docs/http/ngx_http_proxy_module.html
    (b"x-accel-buffering", b"no"),
]


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request for a live stream. What may not be seen is answered as what is not there."""
    path = _PATH.fullmatch(scope["path"])
    if path is None or scope["method"] != "GET":
        await plain_answer(send, 404, "There is no live stream at this address.")
        return
    headers = dict(scope["headers"])
    query = parse_qs(scope["query_string"].decode("latin-1"))
    line = _Line(Reader.of(headers), int(path[1]), _whole(query.get("seen", [""])[0]), send)
    try:
        with hub().listening(line.topic_id) as inbox:
            await hub().ready.wait()
            try:
                # In the hub already, so that nothing falls between the page, this look and the first event.
                missed = await line.begin(_whole(headers.get(b"last-event-id", b"").decode("latin-1")))
            except Refused:
                await plain_answer(send, 404, "There is no live stream at this address.")
                return
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await line.write(f"retry: {RETRY}\n\n")
            await line.tell(missed, None)
            await _until_gone(receive, asyncio.create_task(_follow(line, inbox)))
            await send({"type": "http.response.body", "body": b""})
    except TooManyStreams:
        await plain_answer(send, 503, "Too many pages are open here. They work all the same.", retry_after=60)


async def _until_gone(receive: Receive, following: asyncio.Task[None]) -> None:
    """Follow until the stream ends by itself or the browser hangs up."""
    leaving = asyncio.create_task(_hung_up(receive))
    try:
        await asyncio.wait({following, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (following, leaving):
            task.cancel()
        await asyncio.gather(following, leaving, return_exceptions=True)


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _follow(line: _Line, inbox: asyncio.Queue[News | None]) -> None:
    while True:
        try:
            news = await asyncio.wait_for(inbox.get(), HEARTBEAT)
        except TimeoutError:
            await line.write(": still here\n\n")
            continue
        if news is None:
            return
        try:
            await line.tell(await line.look(), news)
        except Refused:
            return


@dataclass
class _Line:
    """One open stream: who reads, which topic, and up to which number they were told."""

    reader: Reader
    topic_id: int
    seen: int | None
    send: Send
    told: int = 0

    async def begin(self, last_event_id: int | None) -> list[NewReply]:
        """What came between the page (or the broken line) and now. Raises Refused."""
        up_to, replies = await _in_thread(lambda: new_replies(self.reader, self.topic_id, self.seen))
        if last_event_id is not None:
            event_id = last_event_id
            number = await _in_thread(lambda: number_told(self.topic_id, event_id))
            if number is not None:
                if self.seen is None:
                    self.seen = number
                    return await self.look()
                replies = [reply for reply in replies if reply.number > number]
        if self.seen is None:
            self.seen = up_to
        self.told = up_to
        return replies

    async def look(self) -> list[NewReply]:
        """What is new since the reader was told last. Raises Refused when they may not see the topic any more."""
        up_to, replies = await _in_thread(lambda: new_replies(self.reader, self.topic_id, self.seen))
        fresh = [reply for reply in replies if reply.number > self.told]
        self.told = max(self.told, up_to)
        return fresh

    async def tell(self, replies: list[NewReply], news: News | None) -> None:
        """Send one event for each reply; the one the news is about carries its place in the log."""
        for reply in replies:
            place = f"id: {news.event_id}\n" if news is not None and news.post_id == reply.post_id else ""
            data = {name: getattr(reply, name) for name in ("number", "url", "count", "first", "text")}
            await self.write(f"event: reply\n{place}data: {json.dumps(data, ensure_ascii=False)}\n\n")

    async def write(self, text: str) -> None:
        """Send a piece of the stream."""
        await self.send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _in_thread[R](work: Callable[[], R]) -> R:
    def run() -> R:
        close_old_connections()
        return work()

    return await asyncio.get_running_loop().run_in_executor(_THREADS, run)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
