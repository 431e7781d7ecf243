"""The front: the one ASGI application that a server runs. Readable in ten minutes.

It answers health checks and live streams itself and hands every page to Django (bridge.py). Kept guest pages will be
answered here, in front of Django (a later issue).
"""

from __future__ import annotations

import ipaddress
import logging
import threading
from contextlib import suppress
from typing import Final

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from threadkeep.kernel.asgi import Receive, Scope, Send, plain_answer
from threadkeep.site.bridge import BodyTooLarge, Bridge, ClientWentAway
from threadkeep.site.wsgi import application

CONFIG: Final = settings.THREADKEEP
PAGES: Final = Bridge(application, threads=CONFIG.server.threads, max_body=CONFIG.server.max_body_bytes)

# Bytes. Every address of ours is far shorter; Django refuses more than 2,000 fields, which these cannot hold.
LONGEST_QUERY: Final = 7_900

log = logging.getLogger("threadkeep.front")

_stop_worker: threading.Event | None = None


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer whatever the server hands in."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http":
        await _http(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1003})


async def _http(scope: Scope, receive: Receive, send: Send) -> None:
    _believe_proxy(scope)
    if not _is_our_host(scope):
        await plain_answer(send, 400, "This server answers to another name. See server.allowed_hosts in its settings.")
        return
    if len(scope["query_string"]) > LONGEST_QUERY:
        await PAGES.instead("/trouble/address", scope, send)
        return
    if scope["path"] == "/healthz":
        await plain_answer(send, 200, "ok")
        return
    if scope["path"].startswith("/live/"):
        from threadkeep.live.stream import stream

        await stream(scope, receive, send)
        return
    try:
        await PAGES(scope, receive, send)
    except BodyTooLarge:
        await PAGES.instead("/trouble/size", scope, send)
    except ClientWentAway:
        await plain_answer(send, 400, "The request ended before it was complete. Nothing was done.")
    except Exception:
        # Django turns errors into pages itself; what arrives here broke while that page was being made.
        log.exception("No page could be made for %s.", scope["path"])
        with suppress(RuntimeError):
            await plain_answer(send, 500, "Something broke on our side. Please try again in a moment.")


def _is_our_host(scope: Scope) -> bool:
    """Whether the Host header names us. Links in mail are made from the configuration, but a page must not echo it."""
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    if len(hosts) != 1:
        return False
    domain, _port = split_domain_port(hosts[0].decode("latin-1"))
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _believe_proxy(scope: Scope) -> None:
    """Take the client's address and scheme from X-Forwarded-*, if and only if a trusted proxy says so."""
    if not CONFIG.server.trusted_proxies or not scope.get("client"):
        return
    if not _is_trusted(scope["client"][0]):
        return
    headers = dict(scope["headers"])
    # Each proxy appends the address it saw, so the last one that is no proxy of ours is the client.
    for address in reversed(headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")):
        if address.strip():
            scope["client"] = (address.strip(), 0)
            if not _is_trusted(address.strip()):
                break
    if headers.get(b"x-forwarded-proto", b"") in {b"http", b"https"}:
        scope["scheme"] = headers[b"x-forwarded-proto"].decode()


def _is_trusted(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(ip in network for network in CONFIG.server.trusted_proxies)


async def _lifespan(receive: Receive, send: Send) -> None:
    global _stop_worker  # noqa: PLW0603 - one worker thread per process
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            from threadkeep.kernel import worker

            # Also beside a separate worker: what this process gathers in memory only it can write down.
            _stop_worker = worker.start_thread(may_work=CONFIG.worker == "embedded")
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            from threadkeep.live import hub

            hub.close()
            if _stop_worker is not None:
                _stop_worker.set()
            await send({"type": "lifespan.shutdown.complete"})
            return
