"""Whoever opens the link the server printed takes the board: the first administrator."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import People, Town
from tests.browser.steps import PASSWORD


def test_the_link_makes_the_first_administrator_and_works_once(opens: People, town: Town) -> None:
    link = town.server.command("owner-link").stdout.strip()
    page = opens(None, link)
    page.get_by_label("Your name").fill("Birgit")
    page.get_by_label("E-mail address").fill("birgit@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Take the board").click()
    expect(page.locator(".menu-name")).to_have_text("Birgit")
    page.locator("details.menu summary").click()
    page.get_by_role("link", name="Panel").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url == f"{town.url}/panel"

    late = opens(None, link, expects="status of 410")
    expect(late.get_by_role("heading", level=1)).to_have_text("It was here once")
    assert town.server.command("owner-link").returncode != 0
