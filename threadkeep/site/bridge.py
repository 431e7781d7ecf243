"""ASGI to WSGI: hands a request to Django in a fixed pool of threads.

Why our own: the pool is fixed, so each thread keeps its database connection (Django's own ASGI handler opens one per
request, measured at four times the cost); a body is read completely before a thread is taken, so a slow sender holds
none; a chunked body gets the length that WSGI needs; a streamed answer takes a thread for each piece only, so a slow
reader holds none either.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from threadkeep.kernel.asgi import Receive, Scope, Send, plain_answer

type Headers = list[tuple[str, str]]

# Bodies up to this stay in memory; larger ones wait on disk.
IN_MEMORY = 1024 * 1024
# How many requests may wait for a thread before newcomers are told that the board is busy.
LONGEST_QUEUE = 500


class BodyTooLarge(Exception):
    """The body is larger than the configuration takes in."""


class ClientWentAway(Exception):
    """The client hung up before its request was complete: nothing was asked, nothing is done."""


@dataclass
class _Answer:
    """What Django said: status line, headers, and the pieces of the body."""

    status: int = 500
    headers: Headers = field(default_factory=list)
    body: Iterable[bytes] = ()
    whole: bytes | None = None

    def start(self, status: str, headers: Headers, exc_info: object = None) -> Callable[[bytes], object]:
        self.status, self.headers = int(status[:3]), headers
        return lambda _data: None

    def close(self) -> None:
        if close := getattr(self.body, "close", None):
            close()


class Bridge:
    """An ASGI application made of a WSGI one, with `threads` threads and bodies of at most `max_body` bytes."""

    def __init__(self, application: Callable[..., Iterable[bytes]], *, threads: int, max_body: int) -> None:
        self._application = application
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self._max_body = max_body
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request. Raises BodyTooLarge or ClientWentAway before anything was sent."""
        with SpooledTemporaryFile(IN_MEMORY) as body:
            length = await self._read(scope, receive, body)
            body.seek(0)
            loop = asyncio.get_running_loop()
            if self._waiting >= LONGEST_QUEUE:
                await plain_answer(send, 503, "The board is very busy. Please try again in a moment.", retry_after=5)
                return
            self._waiting += 1
            try:
                answer = await loop.run_in_executor(self._pool, self._run, _environ(scope, body, length))
            finally:
                self._waiting -= 1
            await self._reply(scope, send, answer)

    async def instead(self, path: str, scope: Scope, send: Send) -> None:
        """Answer with the page at `path` in place of what was asked for; the asker's cookies and language stay."""
        headers = [(name, value) for name, value in scope["headers"] if name != b"content-type"]
        asked = {**scope, "method": "GET", "path": path, "query_string": b"", "headers": headers}
        loop = asyncio.get_running_loop()
        with SpooledTemporaryFile(IN_MEMORY) as nothing:
            answer = await loop.run_in_executor(self._pool, self._run, _environ(asked, nothing, 0))
            await self._reply(scope, send, answer)

    async def _read(self, scope: Scope, receive: Receive, body: IO[bytes]) -> int:
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
        if declared.isdigit() and int(declared) > self._max_body:
            raise BodyTooLarge
        length = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientWentAway
            piece = message.get("body", b"")
            length += len(piece)
            if length > self._max_body:
                raise BodyTooLarge
            body.write(piece)
            if not message.get("more_body", False):
                break
        if declared.isdigit() and length < int(declared):
            raise ClientWentAway
        return length

    def _run(self, environ: dict[str, Any]) -> _Answer:
        answer = _Answer()
        answer.body = self._application(environ, answer.start)
        if not getattr(answer.body, "streaming", False):
            # The usual page: one piece, made and closed in this one visit to the thread.
            try:
                answer.whole = b"".join(answer.body)
            finally:
                answer.close()
        return answer

    async def _reply(self, scope: Scope, send: Send, answer: _Answer) -> None:
        head = scope["method"] == "HEAD"
        headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        if answer.whole is not None:
            await send({"type": "http.response.body", "body": b"" if head else answer.whole})
            return
        loop = asyncio.get_running_loop()
        try:
            pieces: Iterator[bytes] = iter(() if head else answer.body)
            while piece := await loop.run_in_executor(self._pool, next, pieces, b""):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await loop.run_in_executor(self._pool, answer.close)


def _environ(scope: Scope, body: IO[bytes], length: int) -> dict[str, Any]:
    """The WSGI environment (PEP 3333) of an ASGI scope whose body has been read."""
    server = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": (scope.get("client") or ("127.0.0.1", 0))[0],
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        key = name.decode("latin-1")
        # A name with an underscore could pose as another header once "-" has become "_".
        if "_" in key or key in {"content-length", "transfer-encoding"}:
            continue
        key = "CONTENT_TYPE" if key == "content-type" else "HTTP_" + key.upper().replace("-", "_")
        text = value.decode("latin-1")
        environ[key] = (
            f"{environ[key]},{text}"
            if key in environ and key != "HTTP_COOKIE"
            else (f"{environ[key]}; {text}" if key in environ else text)
        )
    return environ
