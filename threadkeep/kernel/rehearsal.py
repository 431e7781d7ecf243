"""The switch behind which tests of a whole board ask a server of their own instead of the internet.

A board runs in processes of its own there, so nothing can be handed to `fetch`. Set by the environment, and heeded
only in a process that pytest started (settings.TESTING): a board that serves people cannot be opened to its own network
by it.

    TEST_FETCH_HOSTS="news.example=43817 other.example=43818"

Each name then resolves to a public address, so that everything `fetch` looks at is looked at, and is connected to that
port of this machine; every other name does not exist.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

from django.conf import settings

VARIABLE = "TEST_FETCH_HOSTS"
# Addresses that lie on the public internet and belong to nobody's board: one for each name.
_PUBLIC = "93.184.216.{}"


def hosts() -> dict[str, int]:
    """Host -> port of this machine; empty unless the switch is on."""
    if not getattr(settings, "TESTING", False):
        return {}
    pairs = (pair.partition("=") for pair in os.environ.get(VARIABLE, "").split())
    return {host: int(port) for host, _equals, port in pairs}


def resolve() -> Callable[[str, int], list[str]] | None:
    """What stands in for the name server; None unless the switch is on."""
    known = list(hosts())
    if not known:
        return None

    def answer(host: str, port: int) -> list[str]:
        if host not in known:
            raise socket.gaierror(host)
        return [_PUBLIC.format(known.index(host) + 1)]

    return answer


def connect() -> Callable[[str, int, float], socket.socket] | None:
    """What stands in for connecting; None unless the switch is on."""
    ports = list(hosts().values())
    if not ports:
        return None

    def answer(address: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", ports[int(address.rpartition(".")[2]) - 1]), timeout)

    return answer
