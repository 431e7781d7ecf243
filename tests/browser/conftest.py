"""One demo board for all journeys, and a browser in which every person has a profile of their own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.real_server import RealServer, run_beside
from tests.services import browser_path

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
# The stories write faster than a person would, and one of them wants to be told that it asked too often.
LIMITS = {
    "limits_post": "600",
    "limits_upload": "600",
    "limits_sign_in": "600",
    "limits_reset": "1",
    # A text that is too long need not be a megabyte.
    "posts_max_bytes": "64KiB",
}
# Milliseconds. Nothing here measures time; a busy machine is waited for.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
# Said by Chromium when a page is left for one that does not fade.
HARMLESS = ("ViewTransition opt-in disabled",)

Opens = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this needs Chromium and a real server; what PostgreSQL does differently is not to be seen in a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            for mark in (pytest.mark.browser, pytest.mark.processes, pytest.mark.sqlite, pytest.mark.needs("chromium")):
                item.add_marker(mark)


@dataclass(frozen=True)
class Town:
    """The demo board while it is served. `places` and `stories` are addresses (stories.py beside this file)."""

    server: RealServer
    sessions: dict[str, list[str]]
    places: dict[str, str]
    stories: dict[str, str]

    @property
    def url(self) -> str:
        """Where it is."""
        return self.server.url

    def cookies_of(self, who: str) -> list[dict[str, Any]]:
        """What a browser in which this member is signed in carries."""
        name, value = self.sessions[who]
        return [{"name": name, "value": value, "url": self.url}]


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The demo board, served."""
    server = RealServer(tmp_path_factory.mktemp("town"), **LIMITS)
    made = server.command("demo")
    assert made.returncode == 0, made.stderr
    told = json.loads(run_beside(server, "tests.browser.stories"))
    with server:
        yield Town(server, **told)


# For a module, not for the session: while Playwright runs, Django believes that it is called from asynchronous code.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for the tests of a file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        yield browser
        browser.close()


class People:
    """Opens browsers for people, and remembers what the browsers complained about."""

    def __init__(self, chromium: Browser, town: Town) -> None:
        self.chromium = chromium
        self.town = town
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.expected = list(HARMLESS)

    def __call__(
        self, who: str | None = None, path: str = "/", *, width: int = 1280, expects: str = "", **options: Any
    ) -> Page:
        """A page in a browser of its own. `who` is a member's login name, or None for a guest."""
        if expects:
            self.expected.append(expects)
        context = self.chromium.new_context(
            base_url=self.town.url, viewport={"width": width, "height": 900}, **{"locale": "en-GB", **options}
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        if who is not None:
            context.add_cookies(self.town.cookies_of(who))  # type: ignore[arg-type]
        page = context.new_page()
        self.listen(page)
        page.goto(path)
        return page

    def listen(self, page: Page) -> None:
        """Write down what the browser complains about on this page: errors, breaches of the policy, failed requests."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.complaints.append(f"{said.text} ({said.location.get('url', '')})")

    def close(self) -> None:
        """Close everything, and fail if there was an unexpected complaint."""
        for context in self.contexts:
            context.close()
        unexpected = [one for one in self.complaints if not any(words in one for words in self.expected)]
        assert unexpected == []


@pytest.fixture
def opens(chromium: Browser, town: Town) -> Iterator[People]:
    """Open the board as somebody: opens("marta", "/"), opens(width=390), opens("yusuf", java_script_enabled=False)."""
    people = People(chromium, town)
    yield people
    people.close()
