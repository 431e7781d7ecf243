"""Who is viewing is one truth, whichever server process answers."""

import json
import re
import subprocess
import sys
import time

import pytest

from tests.real_server import ROOT, RealServer

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


def guests_on(server, topic_id, number):
    """How many guests the page says there are, to the browser of this number."""
    cookie = f"tk-browser={number:032x}"
    _status, _headers, body = server.get(f"/t/{topic_id}/last", User_Agent=FIREFOX, Cookie=cookie)
    path = _headers.get("location", f"/t/{topic_id}").partition("#")[0]
    for _ in range(3):
        status, headers, body = server.get(path, User_Agent=FIREFOX, Cookie=cookie)
        if status == 200:
            found = re.search(r"(\d+) guests? (?:is|are) viewing", body.decode())
            assert found, body.decode()[:2000]
            return int(found[1])
        path = headers["location"].partition("#")[0]
    raise AssertionError("The topic's page was not found.")


@pytest.mark.processes
def test_readers_answered_by_different_processes_count_as_one_picture(tmp_path):
    server = RealServer(tmp_path, server_workers="2").start()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.board_script", "start"],
            cwd=ROOT, env=server.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        topic_id = json.loads(done.stdout)["open_topic"]
        for number in range(1, 9):
            server.get(f"/seen/{topic_id}.gif", User_Agent=FIREFOX, Cookie=f"tk-browser={number:032x}")
        # Both processes write within some seconds; until then each knows its own readers.
        for _ in range(40):
            told = {guests_on(server, topic_id, number) for number in (1, 2, 3, 4, 5, 6)}
            if told == {8}:
                break
            time.sleep(0.5)
        assert told == {8}
    finally:
        server.stop()
