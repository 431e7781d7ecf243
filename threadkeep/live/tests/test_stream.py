"""Live pages through a real server: told at once, whichever process wrote, and only what may be seen at that moment."""

import http.client
import json
import subprocess
import sys

import pytest

from tests.real_server import ROOT, RealServer


class Line:
    """One open stream, read as a browser does."""

    def __init__(self, server, path, **headers):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=15)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request("GET", path, headers={"Host": f"localhost:{server.port}", **named})
        self.answer = self.connection.getresponse()
        self.status = self.answer.status

    def event(self):
        """The next event as (id, data); None when the stream ends."""
        place, data = None, None
        while line := self.answer.readline().decode():
            name, _, value = line.rstrip("\n").partition(": ")
            if name == "id":
                place = int(value)
            elif name == "data":
                data = json.loads(value)
            elif not name and data is not None:
                return place, data
        return None

    def close(self):
        self.connection.close()


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    """A real server with a small board; board.do("reply", topic) writes from a process of its own."""
    with_server = RealServer(tmp_path_factory.mktemp("live"))
    server = with_server.start()

    def do(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "tests.board_script", *(str(each) for each in arguments)],
            cwd=ROOT, env=server.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    server.do = do
    server.facts = do("start")
    yield server
    code = server.stop()
    assert code == 0, server.log()


@pytest.mark.processes
def test_an_open_page_is_told_of_replies_that_another_process_wrote(board):
    topic = board.facts["open_topic"]
    line = Line(board, f"/live/topic/{topic}?seen=1", Accept_Language="de")
    assert line.status == 200
    assert line.answer.getheader("Content-Type").startswith("text/event-stream")
    assert line.answer.getheader("Cache-Control") == "no-store"
    post = board.do("reply", topic)["post"]
    place, data = line.event()
    assert place > 0
    assert (data["number"], data["url"], data["count"], data["first"]) == (2, f"/p/{post}", 1, f"/p/{post}")
    second = board.do("reply", topic)["post"]
    later, data = line.event()
    assert (later > place, data["count"], data["url"], data["first"]) == (True, 2, f"/p/{second}", f"/p/{post}")
    line.close()

    # What came between the page and the stream is told at once.
    again = Line(board, f"/live/topic/{topic}?seen=1")
    assert [again.event()[1]["number"] for _ in range(2)] == [2, 3]
    again.close()

    # And a line that broke is taken up where it broke.
    resumed = Line(board, f"/live/topic/{topic}", Last_Event_ID=str(place))
    assert resumed.event()[1]["number"] == 3
    resumed.close()


@pytest.mark.processes
def test_what_may_not_be_seen_has_no_stream(board):
    hidden, unknown = Line(board, f"/live/topic/{board.facts['topic']}"), Line(board, "/live/topic/9999")
    assert (hidden.status, unknown.status) == (404, 404)
    assert hidden.answer.read() == unknown.answer.read()
    assert Line(board, "/live/other").status == 404
    assert Line(board, "/live/topic/1/../2").status == 404


@pytest.mark.processes
def test_a_stream_ends_when_the_right_or_the_session_does(board):
    topic, cookie = board.facts["topic"], f"session={board.facts['session']}"
    line = Line(board, f"/live/topic/{topic}?seen=1", Cookie=cookie)
    assert line.status == 200
    board.do("reply", topic)
    assert line.event()[1]["number"] == 2
    board.do("hide", board.facts["board"])
    board.do("reply", topic, "Moderator")
    assert line.event() is None
    assert Line(board, f"/live/topic/{topic}", Cookie=cookie).status == 404
    line.close()


@pytest.mark.processes
def test_a_session_that_was_ended_elsewhere_reads_as_a_guest_from_then_on(board):
    cookie = f"session={board.facts['moderator_session']}"
    path = f"/live/topic/{board.facts['staff_topic']}?seen=1"
    line = Line(board, path, Cookie=cookie)
    assert line.status == 200
    board.do("sign-out", board.facts["moderator_session"])
    board.do("reply", board.facts["staff_topic"], "Moderator")
    assert line.event() is None
    assert Line(board, path, Cookie=cookie).status == 404
    line.close()


@pytest.mark.processes
def test_an_open_stream_does_not_keep_the_server_from_stopping(tmp_path):
    server = RealServer(tmp_path).start()
    done = subprocess.run(
        [sys.executable, "-m", "tests.board_script", "start"],
        cwd=ROOT, env=server.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    line = Line(server, f"/live/topic/{json.loads(done.stdout)['open_topic']}")
    assert line.status == 200
    assert server.stop() == 0
    assert line.event() is None
    line.close()
