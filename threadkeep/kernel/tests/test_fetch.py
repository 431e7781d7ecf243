"""The one door to other sites: what it refuses, and that what it opens stays small, short and where it was vetted.

No test asks a real site: names are resolved by a stub, and a "public" address is connected to a server in this process.
"""

import dataclasses
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings

from threadkeep.kernel import fetch as door
from threadkeep.kernel import rehearsal
from threadkeep.kernel.fetch import NotFetched, fetch, is_public

PUBLIC = "93.184.216.34"


@pytest.fixture(autouse=True)
def _fetching_is_on(monkeypatch: pytest.MonkeyPatch) -> None:
    config = settings.THREADKEEP
    monkeypatch.setattr(
        settings, "THREADKEEP", dataclasses.replace(config, fetch=dataclasses.replace(config.fetch, enabled=True))
    )


class _Site(BaseHTTPRequestHandler):
    answers: dict[str, Callable[["_Site"], None]] = {}
    seen: list[dict[str, str]] = []

    def do_GET(self) -> None:
        self.seen.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
        self.answers.get(self.path, _Site.not_found)(self)

    def not_found(self) -> None:
        self.say(404, b"gone")

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[HTTPServer]:
    """A server in this process; `connect` leads there whatever public address was vetted."""
    _Site.answers, _Site.seen = {}, []
    server = HTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def _to(server: HTTPServer, asked: list[tuple[str, int]] | None = None) -> door.Connect:
    def connect(address: str, port: int, timeout: float) -> socket.socket:
        assert is_public(address)
        if asked is not None:
            asked.append((address, port))
        return socket.create_connection(("127.0.0.1", server.server_port), timeout)

    return connect


def _names(**names: str) -> door.Resolve:
    def resolve(host: str, port: int) -> list[str]:
        try:
            return names[host.replace(".", "_")].split()
        except KeyError:
            raise socket.gaierror(host) from None

    return resolve


def _never(address: str, port: int, timeout: float) -> socket.socket:
    pytest.fail(f"connected to {address}:{port}")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://localhost/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http://user:secret@example.org/",
        "http://example.org:22/",
        "http://example.org:8080/",
        "https://example.org:80/",
        "http:///nowhere",
        "http://[broken/",
        "http://example.org:99999/",
        "http://bücher..example/",
        "",
    ],
)
def test_an_address_that_leads_inside_or_nowhere_is_refused_before_any_connection(url: str) -> None:
    # getaddrinfo reads decimal, hexadecimal and octal spellings as the numbers they are.
    def resolve(host: str, port: int) -> list[str]:
        if host == "example.org":
            return [PUBLIC]
        return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]

    with pytest.raises(NotFetched):
        fetch(url, resolve=resolve, connect=_never)


def test_a_name_that_points_inside_is_refused() -> None:
    with pytest.raises(NotFetched, match="public internet"):
        fetch("http://evil.example/", resolve=_names(evil_example="10.0.0.5"), connect=_never)


def test_a_name_that_points_outside_and_inside_at_once_is_refused() -> None:
    with pytest.raises(NotFetched, match="public internet"):
        fetch("http://evil.example/", resolve=_names(evil_example=f"{PUBLIC} 127.0.0.1"), connect=_never)


def test_a_connection_that_lands_inside_is_refused_even_so(site: HTTPServer) -> None:
    with pytest.raises(NotFetched, match="public internet"):
        door._connect("127.0.0.1", site.server_port, 1.0)


def test_a_page_is_fetched_from_the_address_that_was_vetted(site: HTTPServer) -> None:
    _Site.answers["/a%20b?q=1"] = lambda it: it.say(200, b"hello", Content_Type="image/PNG; charset=x")
    asked: list[tuple[str, int]] = []
    answer = fetch("http://www.example.org/a b?q=1", resolve=_names(www_example_org=PUBLIC), connect=_to(site, asked))
    assert (answer.status, answer.body, answer.content_type, answer.is_cut) == (200, b"hello", "image/png", False)
    assert asked == [(PUBLIC, 80)]
    assert _Site.seen[0]["host"] == "www.example.org"


def test_no_cookie_and_no_credential_is_ever_sent(site: HTTPServer) -> None:
    _Site.answers["/"] = lambda it: it.say(302, Location="/again", Set_Cookie="a=b")
    _Site.answers["/again"] = lambda it: it.say(200, b"here")
    assert fetch("http://example.org/", resolve=_names(example_org=PUBLIC), connect=_to(site)).body == b"here"
    assert all("cookie" not in seen and "authorization" not in seen for seen in _Site.seen)


def test_what_is_gone_says_so(site: HTTPServer) -> None:
    assert fetch("http://example.org/lost.png", resolve=_names(example_org=PUBLIC), connect=_to(site)).status == 404


def test_a_redirect_inside_is_refused(site: HTTPServer) -> None:
    _Site.answers["/"] = lambda it: it.say(302, Location="http://inside.example/admin")
    names = _names(example_org=PUBLIC, inside_example="169.254.169.254")
    with pytest.raises(NotFetched, match="public internet"):
        fetch("http://example.org/", resolve=names, connect=_to(site))
    assert len(_Site.seen) == 1


def test_a_redirect_to_another_scheme_is_refused(site: HTTPServer) -> None:
    _Site.answers["/"] = lambda it: it.say(302, Location="file:///etc/passwd")
    with pytest.raises(NotFetched, match="only http"):
        fetch("http://example.org/", resolve=_names(example_org=PUBLIC), connect=_to(site))


def test_three_redirects_are_followed_and_a_fourth_is_not(site: HTTPServer) -> None:
    for number in range(4):
        _Site.answers[f"/{number}"] = lambda it, to=number + 1: it.say(301, Location=f"/{to}")
    _Site.answers["/4"] = lambda it: it.say(200, b"there")
    resolve, connect = _names(example_org=PUBLIC), _to(site)
    assert fetch("http://example.org/1", resolve=resolve, connect=connect).url == "http://example.org/4"
    with pytest.raises(NotFetched, match="too often"):
        fetch("http://example.org/0", resolve=resolve, connect=connect)


def test_the_name_is_asked_for_once_per_hop(site: HTTPServer) -> None:
    """A name that points outside when vetted and inside when connected (rebinding) has no second chance."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    _Site.answers["/"] = lambda it: it.say(200, b"outside")
    assert fetch("http://example.org/", resolve=lambda *_: next(answers), connect=_to(site)).body == b"outside"
    assert next(answers) == ["127.0.0.1"]


def test_a_megabyte_is_the_most(site: HTTPServer) -> None:
    _Site.answers["/"] = lambda it: it.say(200, b"x" * (door.MOST_BYTES + 50_000))
    answer = fetch("http://example.org/", resolve=_names(example_org=PUBLIC), connect=_to(site))
    assert answer.is_cut
    assert len(answer.body) == door.MOST_BYTES


def test_packed_bytes_are_not_unpacked(site: HTTPServer) -> None:
    import gzip

    packed = gzip.compress(b"0" * 20_000_000)
    _Site.answers["/"] = lambda it: it.say(200, packed, Content_Encoding="gzip")
    assert fetch("http://example.org/", resolve=_names(example_org=PUBLIC), connect=_to(site)).body == packed


def test_a_site_that_drips_is_cut_off(site: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SECONDS", 0.5)
    over = threading.Event()

    def drip(it: _Site) -> None:
        it.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not over.wait(0.05):
            try:
                it.wfile.write(b"x")
                it.wfile.flush()
            except OSError:
                return

    _Site.answers["/"] = drip
    stop = threading.Timer(20, over.set)
    stop.start()
    with pytest.raises(NotFetched) as refusal:
        fetch("http://example.org/", resolve=_names(example_org=PUBLIC), connect=_to(site))
    assert refusal.value.is_silence
    assert not over.is_set(), "it was the test that ended it"
    stop.cancel()
    over.set()


def test_a_site_that_does_not_exist_is_silence_and_one_inside_is_not() -> None:
    with pytest.raises(NotFetched) as nobody:
        fetch("http://nobody.example/", resolve=_names(), connect=_never)
    with pytest.raises(NotFetched) as inside:
        fetch("http://inside.example/", resolve=_names(inside_example="10.0.0.1"), connect=_never)
    assert nobody.value.is_silence
    assert not inside.value.is_silence


def test_nothing_is_fetched_while_fetching_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    config = settings.THREADKEEP
    off = dataclasses.replace(config, fetch=dataclasses.replace(config.fetch, enabled=False))
    monkeypatch.setattr(settings, "THREADKEEP", off)

    def resolve(host: str, port: int) -> list[str]:
        pytest.fail("even a name was asked for")

    with pytest.raises(NotFetched, match="does not ask other sites"):
        fetch("http://example.org/", resolve=resolve, connect=_never)


def test_less_may_be_asked_for_and_never_more(site: HTTPServer) -> None:
    _Site.answers["/"] = lambda it: it.say(200, b"x" * (door.MOST_BYTES + 50_000))
    names, to = _names(example_org=PUBLIC), _to(site)
    assert len(fetch("http://example.org/", most_bytes=1000, resolve=names, connect=to).body) == 1000
    much = fetch("http://example.org/", most_bytes=10 * door.MOST_BYTES, resolve=names, connect=to)
    assert len(much.body) == door.MOST_BYTES


def test_what_the_page_is_written_in_is_handed_on(site: HTTPServer) -> None:
    _Site.answers["/"] = lambda it: it.say(200, b"", Content_Type='text/html; Charset="ISO-8859-15"; x=y')
    _Site.answers["/silent"] = lambda it: it.say(200, b"", Content_Type="text/html")
    names, to = _names(example_org=PUBLIC), _to(site)
    assert fetch("http://example.org/", resolve=names, connect=to).charset == "iso-8859-15"
    assert fetch("http://example.org/silent", resolve=names, connect=to).charset == ""


def test_a_name_server_that_drips_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SECONDS", 0.2)
    over = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        over.wait(20)
        return [PUBLIC]

    with pytest.raises(NotFetched) as refusal:
        fetch("http://example.org/", resolve=resolve, connect=_never)
    assert refusal.value.is_silence
    over.set()


def test_behind_the_switch_a_board_under_test_asks_this_machine_and_nobody_else(
    site: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _Site.answers["/"] = lambda it: it.say(200, b"here")
    _Site.answers["/in"] = lambda it: it.say(302, Location="http://127.0.0.1/")
    monkeypatch.setenv(rehearsal.VARIABLE, f"news.example={site.server_port}")
    assert fetch("http://news.example/").body == b"here"
    for url in ("http://other.example/", "http://news.example/in", f"http://127.0.0.1:{site.server_port}/"):
        with pytest.raises(NotFetched):
            fetch(url)


def test_a_board_that_serves_people_does_not_heed_the_switch(site: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(rehearsal.VARIABLE, f"news.example={site.server_port}")
    monkeypatch.setattr(settings, "TESTING", False)
    assert rehearsal.hosts() == {}
    assert rehearsal.resolve() is None
    assert rehearsal.connect() is None
