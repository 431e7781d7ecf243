"""A refusal, a session that ended, an expired guard, a double click, a reply meanwhile: the text survives each."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import People, Town
from tests.browser.steps import PASSWORD, reply_with

WORDS = "Half a thought, and an umlaut: für später."


def send(page: Page) -> None:
    page.get_by_role("button", name="Post reply").click()


def text_of(page: Page) -> str:
    return page.locator("#reply-text").input_value()


def is_posted_once(page: Page, words: str) -> None:
    expect(page.locator(".post-body").get_by_text(words, exact=True)).to_have_count(1)


def test_a_refused_source_gives_everything_back(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["refused"], expects="status of 422")
    page.locator("#reply-text").fill(WORDS)
    page.locator("#reply details.source-box > summary").click()
    page.locator("[name=source_title]").first.fill("A page without an address")
    send(page)
    expect(page.locator("[aria-invalid=true]")).to_be_visible()
    assert text_of(page) == WORDS
    assert page.locator("[name=source_title]").first.input_value() == "A page without an address"
    page.locator("[name=source_url]").first.fill("https://courier.example/rope")
    send(page)
    is_posted_once(page, WORDS)


def test_who_was_signed_out_meanwhile_signs_in_and_sends(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["signed out"], expects="status of 403")
    page.locator("#reply-text").fill(WORDS)
    page.context.clear_cookies(name="session")
    send(page)
    expect(page.get_by_label("This is what you wrote")).to_have_value(WORDS)
    page.get_by_label("Name or e-mail").fill("yusuf")
    page.get_by_label("Password").fill("not this one, surely")
    page.get_by_role("button", name="Sign in and go on").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("#reply-text")).to_have_value(WORDS)
    send(page)
    is_posted_once(page, WORDS)


def test_an_expired_guard_shows_the_text_and_sends_it_again(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["guard"], expects="status of 403")
    page.locator("#reply-text").fill(WORDS)
    page.context.add_cookies([{"name": "csrf", "value": "x" * 32, "url": town.url}])
    send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("This form had expired")
    expect(page.locator("#kept")).to_have_value(WORDS)
    page.get_by_role("button", name="Send it again").click()
    is_posted_once(page, WORDS)


def test_a_double_click_makes_one_post(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["twice"])
    page.locator("#reply-text").fill(WORDS)
    # The answer is slow, so the second click meets the same form.
    page.route("**/reply", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.get_by_role("button", name="Post reply").dblclick(no_wait_after=True)
    is_posted_once(page, WORDS)
    page.goto(town.stories["twice"])
    is_posted_once(page, WORDS)


def test_a_reply_that_came_meanwhile_is_shown_and_then_confirmed(opens: People, town: Town) -> None:
    yusuf = opens("yusuf", town.stories["meanwhile"], expects="status of 409")
    mei = opens("mei", town.stories["meanwhile"])
    yusuf.locator("#reply-text").fill(WORDS)
    reply_with(mei, "It is mine. Thank you!")
    send(yusuf)
    expect(yusuf.get_by_role("heading", name="1 new reply")).to_be_visible()
    expect(yusuf.locator(".posts .post-body")).to_contain_text(["It is mine. Thank you!"])
    assert text_of(yusuf) == WORDS
    send(yusuf)
    is_posted_once(yusuf, WORDS)
