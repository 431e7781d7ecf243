"""What a post leads to: a member called by name, a topic, a film that plays once somebody asks for it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import People, Town

FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90"
TEXT = f"""@Yusuf’s friend and @"Nobody Here", look at [](topic:1), [the old story](topic:1) and this:

{FILM}

It is the one about the clock."""


def seen(page: Page, name: str) -> None:
    """A picture for whoever wants to look, where THREADKEEP_TEST_PICTURES names a folder."""
    if folder := os.environ.get("THREADKEEP_TEST_PICTURES"):
        page.locator(".post", has=page.locator(".video")).last.screenshot(path=Path(folder) / f"{name}.png")


def test_names_and_topics_lead_somewhere_and_a_film_asks_nobody_before_the_click(opens: People, town: Town) -> None:
    page = opens("marta", town.places["reply"])
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.headers.get("referer", ""))
        route.fulfill(body="<title>Player</title>", content_type="text/html")

    page.context.route("https://www.youtube-nocookie.com/**", answer)
    page.on("request", lambda request: None if request.url.startswith(town.url) else asked.append(request.url))
    reply_with_text(page)
    post = page.locator(".post", has=page.locator(".video")).last
    expect(post.locator("a.mention")).to_have_count(1)
    expect(post.get_by_role("link", name="the old story")).to_have_attribute("href", re.compile(r"^/t/1-"))
    link = post.locator(".video > a")
    expect(link).to_have_attribute("href", FILM)
    expect(post.get_by_text("Playing it loads things from YouTube")).to_be_visible()
    assert asked == []
    seen(page, "references")

    link.click()
    frame = post.locator(".video > iframe")
    expect(frame).to_be_visible()
    expect(frame).to_have_attribute("src", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&start=90")
    expect(link).to_be_visible()
    page.wait_for_timeout(300)
    # The player learns which site it plays in, and no page of it.
    seen(page, "references-playing")
    assert asked[1] == town.url.rstrip("/") + "/"


def reply_with_text(page: Page) -> None:
    """Send TEXT as a reply."""
    page.locator("[data-text]").fill(TEXT)
    page.locator("form[data-composer] button[type=submit]").filter(has_text=re.compile("repl|post", re.I)).last.click()


def test_without_scripts_a_film_is_a_link(opens: People, town: Town) -> None:
    page = opens("tomasz", town.places["reply"], java_script_enabled=False, width=390)
    reply_with_text(page)
    film = page.locator(".post .video").last
    expect(film.get_by_role("link")).to_have_attribute("href", FILM)
    expect(film.get_by_text("Playing it loads things")).to_be_hidden()
    seen(page, "references-390")
