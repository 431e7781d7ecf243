"""One page, many requests on one kept connection: CPU per request and latency, the least disturbed round."""

from __future__ import annotations

import http.client
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.clock import cpu_seconds, process_tree

ROUNDS = 5


@dataclass(frozen=True)
class Figure:
    """What one request costs the server: CPU and median latency in milliseconds; and the answer's bytes."""

    name: str
    cpu_ms: float
    latency_ms: float
    size: int


type Ask = Callable[[http.client.HTTPConnection, int], tuple[int, bytes]]


def get(path: str, **headers: str) -> Ask:
    """A request that reads a page; anything but 200 stops the measurement, so that no error page is measured."""

    def ask(connection: http.client.HTTPConnection, _number: int) -> tuple[int, bytes]:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    return ask


def measure(name: str, port: int, root_pid: int, ask: Ask, *, requests: int = 200, expect: int = 200) -> Figure:
    """Ask `requests` times in each of ROUNDS rounds, after a warm-up, and take the round with the least CPU."""
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    pids = process_tree(root_pid)
    number, best = 0, Figure(name, float("inf"), 0, 0)
    for round_ in range(ROUNDS + 1):
        count = max(10, requests // 10) if round_ == 0 else requests
        latencies, size, before = [], 0, cpu_seconds(pids)
        for _ in range(count):
            started = time.perf_counter()
            status, body = ask(connection, number)
            latencies.append(time.perf_counter() - started)
            number += 1
            if status != expect:
                raise RuntimeError(f"{name}: {status} instead of {expect}\n{body[:500].decode(errors='replace')}")
            size = len(body)
        cpu = (cpu_seconds(pids) - before) / count * 1000
        if round_ and cpu < best.cpu_ms:
            best = Figure(name, cpu, statistics.median(latencies) * 1000, size)
    connection.close()
    return best
