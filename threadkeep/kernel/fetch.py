"""The one door to other sites. Nothing else in the house opens a connection that somebody else's text asked for.

A member can write any address, and the server stands inside networks the member does not. So: off unless fetch.enabled;
http and https on their own ports; a name is resolved once, every address it has is vetted, and the connection goes to
the very address that was vetted; the same again for each redirect; little time, few bytes, no cookies, no credentials,
no proxy from the environment.

    answer = fetch("https://example.org/picture.png")      # Fetched, or NotFetched says why not
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from threadkeep.kernel import rehearsal

SECONDS: Final = 5.0
MOST_BYTES: Final = 1024 * 1024
MOST_REDIRECTS: Final = 3
PORTS: Final = {"http": 80, "https": 443}
USER_AGENT: Final = "Threadkeep (forum software; looks whether what posts cite is still there)"

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address
type Resolve = Callable[[str, int], list[str]]
type Connect = Callable[[str, int, float], socket.socket]

# Public by number, and yet inside somebody's cloud: Azure's platform address (learn.microsoft.com, "168.63.129.16").
_INSIDE: Final = frozenset({ipaddress.ip_address("168.63.129.16")})
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


class NotFetched(Exception):
    """Nothing was fetched; the text says why. `is_silence`: the site was asked or looked for and did not answer."""

    def __init__(self, why: str, *, is_silence: bool = False) -> None:
        super().__init__(why)
        self.is_silence = is_silence


@dataclass(frozen=True)
class Fetched:
    """What a site answered: status, the address after redirects, its type, and no more of its bytes than asked for.

    The bytes are as they were sent. `charset` is what the site says they are written in, "" if it does not say.
    """

    status: int
    url: str
    content_type: str
    body: bytes
    is_cut: bool
    charset: str = ""


def is_on() -> bool:
    """Whether the board may ask other sites at all (fetch.enabled)."""
    return bool(settings.THREADKEEP.fetch.enabled)


def is_public(address: str) -> bool:
    """Whether an IP address lies on the public internet, whatever it is wrapped in.

    Refused: private, loopback, link-local (and with it the clouds' metadata), shared (CGNAT), multicast, reserved;
    every IPv4-mapped, 6to4 and Teredo address, which no site is published under and which Python's `is_global` lets
    through in part. A NAT64 address is what it wraps: on a network without IPv4 every site that has only IPv4 is one.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip.sixtofour or ip.teredo):
        return False
    return all(_is_plainly_public(each) for each in (ip, *_wrapped_in(ip)))


def _is_plainly_public(ip: Address) -> bool:
    if ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip in _INSIDE:
        # NAT64's prefix counts as reserved in some versions; what is in it is looked at by itself.
        return isinstance(ip, ipaddress.IPv6Address) and ip in _NAT64
    return ip.is_global


def _wrapped_in(ip: Address) -> Iterator[Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        return
    if ip in _NAT64:
        yield ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _connect(address: str, port: int, timeout: float) -> socket.socket:
    connected = socket.create_connection((address, port), timeout)
    # What we are connected to counts, not what we asked for.
    if not is_public(connected.getpeername()[0]):
        connected.close()
        raise NotFetched("the address is not on the public internet")
    return connected


def fetch(
    url: str, *, most_bytes: int = MOST_BYTES, resolve: Resolve | None = None, connect: Connect | None = None
) -> Fetched:
    """Ask for `url` (GET), following at most three redirects. Raises NotFetched; never anything else for bad input.

    5 seconds for all of it together, and `most_bytes` (at most 1 MB) of the answer. Never call it inside a
    transaction. `resolve` and `connect` are there for tests, as is kernel/rehearsal.py.
    """
    if not is_on():
        raise NotFetched("this board does not ask other sites (fetch.enabled)")
    resolve, connect = resolve or rehearsal.resolve() or _resolve, connect or rehearsal.connect() or _connect
    most_bytes = min(most_bytes, MOST_BYTES)
    until = time.monotonic() + SECONDS
    for _hop in range(MOST_REDIRECTS + 1):
        answer, onward = _one_hop(url, until, resolve, connect, most_bytes)
        if onward is None:
            return answer
        url = urljoin(url, onward)
    raise NotFetched("it redirects too often")


@dataclass(frozen=True)
class _Target:
    """Where one request goes: parts of the address, and the vetted IP address."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def _target(url: str, until: float, resolve: Resolve) -> _Target:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)
        name = host if ":" in host else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        raise NotFetched("the address is broken") from None
    if parts.scheme not in PORTS:
        raise NotFetched("only http and https are asked")
    if parts.username is not None or parts.password is not None:
        raise NotFetched("addresses with a name or password are not asked")
    if not name or port != PORTS[parts.scheme]:
        raise NotFetched("only the usual ports are asked")
    try:
        addresses = _in_time(until, resolve, name, port)
    except OSError:
        raise NotFetched("there is no such site", is_silence=True) from None
    # All of them: a name that points inside and outside at once is up to something.
    if not addresses or not all(map(is_public, addresses)):
        raise NotFetched("the address is not on the public internet")
    path = parts.path.encode("utf-8", "replace").decode("latin-1") or "/"
    path = "".join(char if "!" <= char <= "~" else f"%{ord(char):02X}" for char in path)
    query = "".join(char if "!" <= char <= "~" else "" for char in parts.query)
    return _Target(parts.scheme, name, port, path + (f"?{query}" if query else ""), addresses[0])


def _in_time(until: float, resolve: Resolve, name: str, port: int) -> list[str]:
    """What the name resolves to. A name server that drips may not keep us: the look-up itself has no time limit, so it
    is left behind in a thread of its own when ours is over."""
    found: list[list[str] | OSError] = []

    def look() -> None:
        try:
            found.append(resolve(name, port))
        except (OSError, UnicodeError) as error:
            found.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(max(0.0, until - time.monotonic()))
    if not found:
        raise TimeoutError
    if isinstance(found[0], OSError):
        raise found[0]
    return found[0]


def _one_hop(url: str, until: float, resolve: Resolve, connect: Connect, most_bytes: int) -> tuple[Fetched, str | None]:
    target = _target(url, until, resolve)
    try:
        with _connection(target, until, connect) as connection:
            headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
            connection.request("GET", target.path, headers=headers, preload_content=False, decode_content=False)
            response = connection.getresponse()
            if response.status in {301, 302, 303, 307, 308} and (onward := response.headers.get("Location")):
                return Fetched(response.status, url, "", b"", False), onward
            return _read(response, url, until, most_bytes), None
    except (OSError, HTTPError, http.client.HTTPException, ValueError) as error:
        raise NotFetched(f"it does not answer ({type(error).__name__})", is_silence=True) from error


def _read(response: BaseHTTPResponse, url: str, until: float, most_bytes: int) -> Fetched:
    pieces, size = [], 0
    # As it was sent: unpacking what a stranger packed is how a small answer becomes a large one.
    while size <= most_bytes and (piece := response.read(16 * 1024, decode_content=False)):
        pieces.append(piece)
        size += len(piece)
    # A connection that was cut off looks like one that had ended.
    if time.monotonic() >= until:
        raise TimeoutError
    kind, _semicolon, rest = response.headers.get("Content-Type", "").partition(";")
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \t\"'")
    body, is_cut = b"".join(pieces)[:most_bytes], size > most_bytes
    return Fetched(response.status, url, kind.strip().lower()[:100], body, is_cut, charset[:40])


@contextmanager
def _connection(target: _Target, until: float, connect: Connect) -> Iterator[HTTPConnection]:
    """A connection to the vetted address, cut off when the time is over however slowly the other side drips."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    raw = connect(target.address, target.port, left)
    # A second handle on the same connection: TLS takes the first one over.
    twin = raw.dup()
    timer = threading.Timer(max(0.0, until - time.monotonic()), _cut, [twin])
    timer.daemon = True
    timer.start()
    connection = _pinned(target, raw, left)
    try:
        yield connection
    finally:
        timer.cancel()
        connection.close()
        raw.close()
        twin.close()


def _pinned(target: _Target, raw: socket.socket, timeout: float) -> HTTPConnection:
    """urllib3's connection, which would look the name up again, given the socket we made instead."""
    if target.scheme == "http":

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return raw

        return Plain(target.host, target.port, timeout=timeout)

    class Encrypted(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return raw

    # The name, not the number, is what the certificate must be for.
    return Encrypted(target.host, target.port, timeout=timeout, ssl_context=ssl.create_default_context())


def _cut(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)
