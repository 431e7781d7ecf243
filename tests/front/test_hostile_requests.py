"""Requests that mean no good, or are simply broken, sent to a real server as raw bytes (R13, R14)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real_server import RealServer

pytestmark = pytest.mark.processes

SMALL = {"server_max_body_bytes": "1MiB", "files_max_bytes": "512KiB", "posts_max_bytes": "256KiB"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    with RealServer(tmp_path_factory.mktemp("front"), **SMALL) as running:
        yield running


@pytest.fixture(autouse=True)
def _still_alive(server: RealServer) -> Iterator[None]:
    said_before = server.log()
    yield
    assert server.get("/healthz")[0] == 200
    new = server.log()[len(said_before) :]
    # Django writes down broken requests with their traceback; what must not be there is one of ours breaking.
    assert "Internal Server Error" not in new, new[-3000:]
    assert "No page could be made" not in new, new[-3000:]


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


def head(server: RealServer, line: str, *more: str) -> bytes:
    return "\r\n".join([line, f"Host: localhost:{server.port}", "Connection: close", *more, "", ""]).encode("latin-1")


BROKEN_PATHS = [
    "/%ff%fe",
    "/%00",
    "/t/%C0%AE%C0%AE/",
    "/../../etc/passwd",
    "/static/../../threadkeep.sqlite3",
    "/static/%2e%2e/%2e%2e/secret.key",
    "/t/99999999999999999999999999",
    "/p/-1",
    "/t/1?page=99999999999999999999",
    "/t/1?page=%00",
    "/?" + "a=1&" * 3000,
    "/?" + "a=1&" * 1900,
    "/" + "a" * 6000,
    "/t/1%0d%0aSet-Cookie:%20a=b",
    "/accounts/login/?next=https://elsewhere.example/",
    "/%F0%9F%98%80",
    "//elsewhere.example/",
]


@pytest.mark.parametrize("path", BROKEN_PATHS)
def test_an_odd_path_gets_a_clear_answer_and_no_trace(server: RealServer, path: str) -> None:
    answer = server.send(head(server, f"GET {path} HTTP/1.1"))
    assert 200 <= status_of(answer) < 500, answer[:200]
    assert b"Traceback" not in answer
    assert b"Set-Cookie: a=b" not in answer
    assert b"SQLite format" not in answer


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:1:2", "", "a" * 300, "127.0.0.1@evil.example", "[::1", "xn--a"]
)
def test_a_host_name_that_is_not_ours_gets_400_and_is_not_repeated(server: RealServer, host: str) -> None:
    answer = server.send(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert status_of(answer) == 400, answer[:300]
    assert not host or b"evil.example" not in answer


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"G E T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    ],
)
def test_bytes_that_are_no_request_harm_nobody(server: RealServer, raw: bytes) -> None:
    answer = server.send(raw)
    assert status_of(answer) < 500, answer[:200]


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_read(server: RealServer) -> None:
    request = head(server, "POST /accounts/login/ HTTP/1.1", "Content-Length: 99999999999")
    answer = server.send(request)
    assert status_of(answer) == 413
    assert b"That is too large" in answer
    assert b"<!doctype html>" in answer


def test_a_chunked_body_that_grows_too_large_is_refused(server: RealServer) -> None:
    request = head(server, "POST /accounts/login/ HTTP/1.1", "Transfer-Encoding: chunked")
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    try:
        answer = server.send(request + chunk * 20 + b"0\r\n\r\n")
    except OSError:
        return  # hung up on in the middle of sending: refused too
    assert status_of(answer) in {0, 413}


def test_a_request_that_ends_too_early_does_nothing(server: RealServer) -> None:
    request = head(server, "POST /accounts/login/ HTTP/1.1", "Content-Length: 500") + b"login=owner"
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as plug:
        plug.sendall(request)
        plug.shutdown(socket.SHUT_WR)
        assert status_of(plug.recv(4096)) in {0, 400}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"])
def test_methods_nobody_asked_for_change_nothing(server: RealServer, method: str) -> None:
    answer = server.send(head(server, f"{method} / HTTP/1.1"))
    assert status_of(answer) in {0, 400, 403, 404, 405, 501}


def test_head_has_the_headers_of_get_and_no_body(server: RealServer) -> None:
    got, headers, body = server.get("/", method="HEAD")
    assert got in {200, 404}
    assert body == b""
    assert headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no boundary at all"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name="),
        ("multipart/form-data; boundary=" + "x" * 500, b"--x--"),
        ("application/x-www-form-urlencoded", b"login=%ff%fe%00&password=" + b"p" * 100_000),
        ("application/x-www-form-urlencoded", b"a=1&" * 5000),
        ("application/json", b"[" * 100_000),
        ("text/plain; charset=utf-7", b"+ADw-script+AD4-"),
        ("application/x-www-form-urlencoded; charset=no-such-thing", b"login=a&password=b"),
    ],
)
def test_a_broken_body_gets_a_clear_answer(server: RealServer, kind: str, body: bytes) -> None:
    got, _headers, page = server.get("/accounts/login/", method="POST", body=body, Content_Type=kind)
    assert 400 <= got < 500
    assert b"Traceback" not in page


def test_a_header_with_an_underscore_cannot_pose_as_another(server: RealServer) -> None:
    answer = server.send(head(server, "GET / HTTP/1.1", "X_Forwarded_For: 1.2.3.4", "Content_Length: 7"))
    assert status_of(answer) in {200, 404}


def test_a_forwarded_address_from_a_stranger_is_not_believed(server: RealServer) -> None:
    answer = server.send(head(server, "GET / HTTP/1.1", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example"))
    assert b"evil.example" not in answer


def test_two_hundred_silent_connections_keep_nobody_waiting(server: RealServer) -> None:
    """Slow senders hold no thread: with four threads and two hundred half requests a page still comes."""
    plugs = [socket.create_connection(("127.0.0.1", server.port), timeout=5) for _ in range(200)]
    try:
        for plug in plugs:
            plug.sendall(head(server, "POST /accounts/login/ HTTP/1.1", "Content-Length: 500") + b"login=")
        answers: list[int] = []
        threads = [threading.Thread(target=lambda: answers.append(server.get("/")[0])) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert len(answers) == 8
        assert set(answers) <= {200, 404}
    finally:
        for plug in plugs:
            plug.close()


def test_every_answer_carries_the_headers_that_guard_it(server: RealServer) -> None:
    for path in ("/", "/accounts/login/", "/no-such-page"):
        _got, headers, _body = server.get(path)
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["referrer-policy"] == "same-origin"
        assert "x-request-id" in headers


def test_the_server_stops_when_it_is_told_to(tmp_path: Path) -> None:
    stopping = RealServer(tmp_path).start()
    assert stopping.stop() == 0
