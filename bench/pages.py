"""Which pages are measured, as whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from bench.measure import Ask, get
from threadkeep.kernel import addresses
from threadkeep.members.models import Member
from threadkeep.topics.models import Topic


@dataclass(frozen=True)
class Page:
    """A page to measure: its name in the report, and how to ask for it."""

    name: str
    ask: Ask
    requests: int = 200


def cookie_of(member: Member) -> str:
    """A signed-in session of a member, as a Cookie header."""
    from django.conf import settings

    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp()}]
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def pages() -> list[Page]:
    """The pages of every run: index, board, usual topic, first and middle page of the big one; guest and member."""
    big = Topic.objects.order_by("-last_number")[0]
    usual = Topic.objects.filter(last_number__range=(40, 80)).order_by("id")[0]
    places = {
        "board index": addresses.home(),
        "board page": addresses.board(usual.board_id, usual.board.name),
        "topic of 60 posts": addresses.topic(usual.pk, usual.title),
        "big topic, first page": addresses.topic(big.pk, big.title),
        "big topic, middle page": addresses.topic(big.pk, big.title, page=big.last_number // 40),
    }
    cookie = cookie_of(Member.objects.order_by("-post_count", "id")[0])
    measured = [Page(f"guest: {name}", get(path)) for name, path in places.items()]
    return measured + [Page(f"member: {name}", get(path, Cookie=cookie)) for name, path in places.items()]


def reply_page() -> Page:
    """A reply posted by a member through the form, from HTTP to committed: the answer is a redirect."""
    import http.client
    import uuid
    from urllib.parse import urlencode

    topic = Topic.objects.filter(last_number__range=(40, 80)).order_by("id")[0]
    session = cookie_of(Member.objects.order_by("-post_count", "id")[0])
    known: dict[str, str] = {}

    def ask(connection: http.client.HTTPConnection, number: int) -> tuple[int, bytes]:
        if not known:
            known.update(_csrf(connection, addresses.topic(topic.pk, topic.title), session))
        fields = {
            "csrfmiddlewaretoken": known["token"],
            "text": f"Reply number {number}. " + "The seal was worn, so I made a new one. " * 12,
            "syntax": "markdown",
            "key": uuid.uuid4().hex,
        }
        headers = {
            "Cookie": f"{session}; {known['cookie']}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://localhost:{connection.port}",
        }
        connection.request("POST", f"/t/{topic.pk}/reply", urlencode(fields), headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    return Page("member: reply posted", ask, requests=100)


def _csrf(connection: object, path: str, session: str) -> dict[str, str]:
    connection.request("GET", path, headers={"Cookie": session})  # type: ignore[attr-defined]
    answer = connection.getresponse()  # type: ignore[attr-defined]
    body = answer.read().decode()
    cookie = next(value for name, value in answer.getheaders() if name.lower() == "set-cookie" and "csrf" in value)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)
    assert token, "the page must hold a form"
    return {"cookie": cookie.split(";")[0], "token": token[1]}
