from __future__ import annotations

import gzip
import hashlib
import json
import os
from typing import Any
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.access.addresses import NOT_HERE, addresses_of
from tests.access.world import ROLES, World, make_world
from tests.cast import Cast
from threadkeep.cli.routes import Route, all_routes
from threadkeep.kernel import worker
from threadkeep.members.models import Member

pytestmark = pytest.mark.django_db

# Sending these is not about objects of the board but about one's own account or the panel's own forms.
READS = [route for route in all_routes() if "GET" in (route.methods or ("GET",)) and route.path not in NOT_HERE]
WRITES = [route for route in all_routes() if "POST" in (route.methods or ()) and route.path not in NOT_HERE]


@pytest.fixture
def world(cast: Cast) -> World:
    made = make_world(cast)
    while worker.effect.run_once():
        pass
    return made


def browser_of(world: World, role: str) -> Client:
    browser = world.cast.browser(None if role == "guest" else role)
    browser.raise_request_exception = False
    if role == "suspended":
        Member.objects.filter(pk=world.cast.suspended.pk).update(banned_at=timezone.now(), ban_reason="Spam")
    return browser


def everything_said(answer: Any) -> str:
    """Status line, headers and body, unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{answer.status_code}\n{headers}\n{body.decode('utf-8', 'replace')}".lower()


def test_every_route_has_its_place_in_the_matrix(world: World) -> None:
    for route in all_routes():
        if route.path not in NOT_HERE:
            assert addresses_of(route, world), route.path


# The walk takes minutes. On PostgreSQL three roles show that the same rules make the same pages.
WALKING = ROLES if os.environ.get("THREADKEEP_TEST_DATABASE") != "postgres" else ("guest", "yusuf", "moderator")


@pytest.mark.parametrize("role", WALKING)
def test_every_page_tells_a_role_all_that_is_for_it_and_nothing_else(world: World, role: str) -> None:
    """Both sides in one walk: a matrix in which nothing is ever shown would be quiet and prove nothing."""
    browser = browser_of(world, role)
    forbidden = world.forbidden_to(role)
    leaks, heard, tried = [], set(), 0
    for address in _all_addresses(READS, world):
        answer = browser.get(address)
        # What the asker typed into the address may come back ("sign in, then go there"): it tells them nothing.
        said = everything_said(answer).replace(address, "").replace(quote(address, safe="").lower(), "")
        # "/t/12" leads to its full address, "/p/34" to the page it stands on: the page itself is what matters.
        while answer.status_code in {301, 302} and _is_ours(answer.headers["Location"]):
            answer = browser.get(answer.headers["Location"])
            said += everything_said(answer)
        tried += 1
        assert answer.status_code < 500, f"{address} broke for {role}: {said[:500]}"
        leaks += [f"{address} ({answer.status_code}) tells {role}: {word}" for word in forbidden if word in said]
        heard |= {word for word in world.heard_by if word in said}
    assert tried > 300
    assert not leaks, "\n".join(leaks[:40])
    missing = [w for w, roles in world.heard_by.items() if role in roles and w not in heard]
    assert not missing, f"{role} was never shown {missing}"


@pytest.mark.parametrize("role", ["guest", "yusuf", "other", "banned", "suspended"])
def test_a_refused_write_changes_nothing(world: World, role: str) -> None:
    browser = browser_of(world, role)
    before = state_of_the_board()
    for address in _all_addresses(WRITES, world):
        if _is_about_oneself(address) or _may_write(world, role, address):
            continue
        answer = browser.post(address, {"reason": "because", "text": "hello", "title": "mine now", "name": "x"})
        assert answer.status_code < 500, address
        after = state_of_the_board()
        changed = [table for table, digest in after.items() if digest != before[table]]
        assert not changed, f"{role} changed {changed} by a POST to {address} ({answer.status_code})"
        said = everything_said(answer)
        leaks = [word for word in world.forbidden_to(role) if word in said]
        assert not leaks, f"POST {address} tells {role}: {leaks}"


@pytest.mark.parametrize("role", ["guest", "yusuf", "banned"])
def test_hidden_and_absent_look_alike_to_the_byte(world: World, role: str) -> None:
    browser = browser_of(world, role)
    staff_topic = world.cast.staff_board.topics.first()
    staff_post = staff_topic.posts.last()
    staff_file = staff_post.attachments.first() or world.cast.staff_board.topics.last().posts.last()
    pairs = [
        (f"/b/{world.cast.staff_board.pk}", "/b/{}"),
        (f"/b/{world.cast.staff_board.pk}/go", "/b/{}/go"),
        (f"/t/{staff_topic.pk}", "/t/{}"),
        (f"/t/{staff_topic.pk}/unread", "/t/{}/unread"),
        (f"/t/{staff_topic.pk}/last", "/t/{}/last"),
        (f"/t/{staff_topic.pk}/print", "/t/{}/print"),
        (f"/p/{staff_post.pk}", "/p/{}"),
        (f"/p/{staff_post.pk}/source", "/p/{}/source"),
        (f"/p/{staff_post.pk}/history", "/p/{}/history"),
        (f"/a/{staff_file.pk}/x", "/a/{}/x"),
    ]
    for hidden, pattern in pairs:
        # As many digits, so that nothing but existence differs.
        absent = pattern.format("9" * len(hidden.split("/")[2]))
        one, other = browser.get(hidden), browser.get(absent)
        assert _comparable(one, hidden) == _comparable(other, absent), hidden


def _comparable(answer: Any, address: str) -> tuple[int, str]:
    said = everything_said(answer).replace(address, "ADDRESS")
    lines = [line for line in said.splitlines() if "x-request-id" not in line and "csrf" not in line]
    import re

    return answer.status_code, re.sub(r"next=[^\"]*", "next=", "\n".join(lines))


def _is_ours(location: str) -> bool:
    return location.startswith("/") and not location.startswith(("/accounts", "//"))


def _all_addresses(routes: list[Route], world: World) -> list[str]:
    return [address for route in routes for address in addresses_of(route, world)]


def _is_about_oneself(address: str) -> bool:
    if address.startswith("/p/") and address.endswith("/bookmark"):
        return True
    return address.startswith(("/accounts", "/preferences", "/owner", "/read", "/composer", "/a/upload"))


def _may_write(world: World, role: str, address: str) -> bool:
    """What these roles may do: yusuf writes on the open and the members' board, other moderates the latter."""
    from threadkeep.attachments.models import Attachment
    from threadkeep.topics.models import Post, Topic

    kind, pk = address.split("/")[1], address.split("/")[2]
    if role in {"guest", "banned", "suspended"} or kind == "panel":
        return False
    board: int | None = None
    if kind == "b":
        board = int(pk)
    elif kind == "t":
        board = Topic.objects.filter(pk=pk).values_list("board_id", flat=True).first()
    elif kind == "p":
        board = Post.objects.filter(pk=pk).values_list("topic__board_id", flat=True).first()
    elif kind == "a" and pk.isdigit():
        board = Attachment.objects.filter(pk=pk).values_list("post__topic__board_id", flat=True).first()
    if kind == "tags" and role == "other":
        # A tag of the members' board alone is for its moderator to change.
        return pk.isdigit() and set(_boards_of_tag(pk)) == {world.cast.members_board.pk}
    if role == "other" and board == world.cast.members_board.pk:
        return True
    writes = address.endswith(("/new", "/reply")) or "unread-from" in address
    return writes and board in {world.cast.open_board.pk, world.cast.members_board.pk}


def _boards_of_tag(pk: str) -> list[int]:
    from threadkeep.tags.models import BoardTag, TopicTag

    used = TopicTag.objects.filter(tag_id=pk).values_list("topic__board_id", flat=True)
    return [*used, *BoardTag.objects.filter(tag_id=pk).values_list("board_id", flat=True)]


WATCHED = ("topics", "attachments", "sources", "boards", "members", "polls", "reactions", "tags")


def state_of_the_board() -> dict[str, str]:
    """A digest of every table that holds what people made."""
    found = {}
    # Of reading only drafts and bookmarks: looking at a page makes marks and presences.
    own = {
        "reading": [
            apps.get_model("reading", "Draft"),
            apps.get_model("reading", "DraftFile"),
            apps.get_model("reading", "Bookmark"),
        ]
    }
    with connection.cursor() as cursor:
        for label in (*WATCHED, "reading"):
            for model in own.get(label) or apps.get_app_config(label).get_models(include_auto_created=True):
                table = model._meta.db_table
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = sorted(json.dumps(row, default=str) for row in cursor.fetchall())
                if label == "members":
                    # A sign-in or a look is no change of anybody's.
                    rows = [row for row in rows if "last_login" not in row]
                found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found
