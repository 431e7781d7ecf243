"""A draft whose save was answered is there after a kill, as its last acknowledged version and as no other."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.crash.requests import GUARD
from tests.real_server import RealServer, run_beside

pytestmark = [pytest.mark.processes]

ROUNDS = 3
SAVES = 5


def save(server: RealServer, cookie: str, text: str, token: str) -> str:
    """Save a draft as the script does; the token of the version that was acknowledged."""
    fields = {"draft_place": "reply-1", "draft": token, "text": text, "csrfmiddlewaretoken": GUARD}
    status, _headers, body = server.get(
        "/drafts/save?json=1",
        method="POST",
        body=urlencode(fields).encode(),
        Cookie=f"{cookie}; csrf={GUARD}",
        Origin=f"http://localhost:{server.port}",
        Content_Type="application/x-www-form-urlencoded",
    )
    answer = json.loads(body)
    assert (status, answer["fate"]) == (200, "saved"), body
    return str(answer["draft"])


def test_an_acknowledged_draft_outlives_a_kill(tmp_path: Path) -> None:
    server = RealServer(tmp_path, limits_post="600")
    assert server.command("demo").returncode == 0
    name, value = json.loads(run_beside(server, "tests.browser.folk"))["sessions"]["yusuf"]
    cookie, token = f"{name}={value}", "0.0"
    with server:
        for turn in range(ROUNDS):
            for number in range(SAVES):
                text = f"Round {turn}, save {number}."
                token = save(server, cookie, text, token)
            # Right after the answer was read.
            server.kill()
            server.start()
            status, _headers, page = server.get("/drafts", Cookie=cookie)
            assert status == 200
            assert text in page.decode()
            assert page.decode().count('class="sheet draft"') == 1
