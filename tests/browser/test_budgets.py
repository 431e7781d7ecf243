"""What a topic page may weigh: the table of ../shared/conventions.md, 5.2, measured where the reader is."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request, Response

from tests.browser.conftest import People, Town

KB = 1024
POSTS = 20


def packed(body: bytes) -> int:
    """Bytes on the line, compressed as servers commonly do."""
    return len(gzip.compress(body, 6))


@pytest.mark.parametrize(("who", "most"), [(None, 25 * KB), ("ines", 32 * KB)], ids=["guest", "moderator"])
def test_a_page_of_twenty_posts_is_light(opens: People, town: Town, who: str | None, most: int) -> None:
    page = opens(who, "about:blank")
    answer = page.goto(town.places["long topic"])
    assert answer is not None
    assert page.locator(".posts > li").count() == POSTS
    assert packed(answer.body()) <= most
    assert page.evaluate("document.querySelectorAll('.posts *').length") / POSTS <= 45


def test_a_page_asks_for_little_and_only_of_its_own_board(opens: People, town: Town) -> None:
    page = opens(None, "about:blank")
    asked: list[Request] = []
    page.on("request", lambda one: asked.append(one))  # noqa: PLW0108 - Playwright cannot mark a built-in
    for place in ("index", "board", "topic", "long topic"):
        asked.clear()
        page.goto(town.places[place], wait_until="networkidle")
        assert {urlsplit(one.url).netloc for one in asked} == {urlsplit(town.url).netloc}
        kinds = [one.resource_type for one in asked]
        assert "font" not in kinds
        assert kinds.count("stylesheet") == 1
        # Chromium calls the board's own little picture "other"; the live line is opened when all is there.
        before_pictures = [
            one for one in asked if one.resource_type not in {"image", "eventsource"} and "favicon" not in one.url
        ]
        assert len(before_pictures) <= 6, [one.url for one in before_pictures]


def test_style_and_scripts_of_the_first_load_fit(opens: People, town: Town) -> None:
    page = opens(None, "about:blank")
    bodies: dict[str, list[bytes]] = {"stylesheet": [], "script": []}
    answers: list[Response] = []
    page.on("response", lambda one: answers.append(one))  # noqa: PLW0108 - Playwright cannot mark a built-in
    page.goto(town.places["topic"], wait_until="networkidle")
    for answer in answers:
        if answer.request.resource_type in bodies:
            bodies[answer.request.resource_type].append(answer.body())
    assert len(bodies["stylesheet"]) == 1
    assert bodies["script"]
    assert packed(bodies["stylesheet"][0]) <= 12 * KB
    assert sum(map(packed, bodies["script"])) <= 15 * KB


def test_pictures_say_their_size_and_wait_until_they_are_near(opens: People, town: Town) -> None:
    page = opens(None, town.places["topic"])
    pictures = page.locator(".post-body img, .files img").evaluate_all(
        "(all) => all.map((one) => [one.getAttribute('width'), one.getAttribute('height'), one.loading])"
    )
    assert len(pictures) >= 2
    assert all(int(width) > 0 and int(height) > 0 for width, height, _loading in pictures)
    assert [loading for _width, _height, loading in pictures] == ["auto"] + ["lazy"] * (len(pictures) - 1)
