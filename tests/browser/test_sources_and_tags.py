"""Sources that fill themselves in and tags that complete themselves, on a board that may ask one other site: ours."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LIMITS, People, Town
from tests.real_server import RealServer, run_beside
from threadkeep.kernel import rehearsal

PAGE = b"""<!doctype html><meta charset=utf-8><title>Seal found on the pier | The Harbour News</title>
<meta property="og:site_name" content="The Harbour News"><meta name="author" content="Ada Berg">
<meta property="article:published_time" content="2025-03-13T09:07:00Z">"""


class _News(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/seal" else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE if self.path == "/seal" else b"")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def asking_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The demo board with fetch.enabled, whose only other site is a server of this test."""
    news = ThreadingHTTPServer(("127.0.0.1", 0), _News)
    threading.Thread(target=news.serve_forever, daemon=True).start()
    server = RealServer(tmp_path_factory.mktemp("asking"), fetch_enabled="true", **LIMITS)
    server.environment[rehearsal.VARIABLE] = f"news.example={news.server_port}"
    made = server.command("demo")
    assert made.returncode == 0, made.stderr
    told = json.loads(run_beside(server, "tests.browser.stories"))
    with server:
        yield Town(server, **told)
    news.shutdown()
    news.server_close()


@pytest.fixture
def visits(chromium: Browser, asking_town: Town) -> Iterator[People]:
    people = People(chromium, asking_town)
    yield people
    people.close()


def _start(visits: People, **options: object) -> Page:
    page = visits("marta", "/b/3/new", **options)
    page.get_by_label("Title", exact=True).first.fill("A seal on the pier")
    page.locator("#start-text").fill("It sleeps.")
    return page


@pytest.mark.parametrize("width", [1280, 390])
def test_an_address_fills_its_row_and_a_tag_completes_itself(visits: People, width: int) -> None:
    page = _start(visits, width=width, expects="422")
    page.wait_for_selector("form[data-composer][data-ready]")
    page.locator("details[data-sources] summary").click()
    row = page.locator("[data-source-row]").first
    row.get_by_label("Published by").fill("My paper")
    row.get_by_label("Address").fill("http://news.example/seal")
    row.get_by_label("Address").blur()
    expect(row.get_by_label("Title")).to_have_value("Seal found on the pier")
    expect(row.get_by_label("Author")).to_have_value("Ada Berg")
    expect(row.get_by_label("Date")).to_have_value("2025-03-13")
    # What was typed stays.
    expect(row.get_by_label("Published by")).to_have_value("My paper")
    expect(row.locator("[data-source-note]")).to_have_text(re.compile("Filled in from the page"))

    page.get_by_role("button", name="Add another source").click()
    other = page.locator("[data-source-row]").nth(1)
    other.get_by_label("Address").fill("http://nowhere.example/")
    other.get_by_label("Address").blur()
    expect(other.locator("[data-source-note]")).to_have_text(re.compile("could not be read"))
    other.get_by_label("Address").fill("")

    tags = page.locator("#tags")
    tags.press_sequentially("seals, woo")
    expect(page.get_by_role("option", name="wood")).to_be_visible()
    tags.press("ArrowDown")
    tags.press("Enter")
    expect(tags).to_have_value("seals, wood, ")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.locator("#prefix").select_option(label="Question")
    page.get_by_role("button", name="Start the topic").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Question A seal on the pier")
    expect(page.locator(".label-line .tag")).to_have_text(["seals", "wood"])
    expect(page.locator(".sources")).to_contain_text("Seal found on the pier")


def test_without_a_script_a_button_looks_the_address_up(visits: People) -> None:
    page = _start(visits, java_script_enabled=False)
    page.locator("details[data-sources] summary").click()
    page.get_by_label("Address").first.fill("http://news.example/seal")
    page.get_by_role("button", name="Look up titles and authors").click()
    expect(page.locator("[data-source-row]").first.get_by_label("Title")).to_have_value("Seal found on the pier")
    expect(page.locator("#start-text")).to_have_value("It sleeps.")
    expect(page.get_by_label("Title", exact=True).first).to_have_value("A seal on the pier")
