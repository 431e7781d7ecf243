"""A browser for the tests of the look. Nothing here touches the database."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.services import browser_path
from threadkeep.theme.tests.styleguide_page import served

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the styleguide is served."""
    with served() as base:
        yield base


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a file."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--headless=new", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opener]:
    """Open a page in a context of its own: opened("?theme=dark", width=390, color_scheme="dark").

    What the browser complains about (errors, failed requests, breaches of the policy) fails the test at its end, save
    for what it `expects`.
    """
    contexts, complaints = [], []
    # Said when a page that fades is left for a stub that does not.
    allowed = ["ViewTransition opt-in disabled"]

    def open_page(
        query: str = "", path: str = "/styleguide", width: int = 1280, expects: str = "", **options: Any
    ) -> Page:
        allowed.extend([expects] if expects else [])
        context = browser.new_context(viewport={"width": width, "height": 900}, base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path + query)
        if path in {"/styleguide", "/topic"} and options.get("java_script_enabled", True):
            # The composer's help is fetched when it is needed; a person is never as quick as a test.
            page.wait_for_selector("form[data-composer][data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [one for one in complaints if not any(words in one for words in allowed)] == []


@pytest.fixture
def topic(opened: Opener) -> Opener:
    """Open the sample topic alone, which is quicker."""
    return partial(opened, path="/topic")
