"""Sending while the board is down: it waits in the browser, and is posted once when the board is back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.browser.conftest import People, Town
from tests.browser.steps import reply_with
from tests.browser.test_drafts import status, text

# What a browser says when nobody answers, and when the board does again but not everything is to its liking.
UNREACHABLE = "Failed to load resource"


@contextmanager
def board_down(town: Town) -> Iterator[None]:
    """The server is killed, as by a power cut, and started again afterwards."""
    town.server.kill()
    try:
        yield
    finally:
        town.server.start()


def begin(page: Page, words: str) -> None:
    """Write, once the page has all it needs to do without the board."""
    page.locator("form[data-ready]").wait_for()
    text(page).fill(words)


def send(page: Page) -> None:
    page.get_by_role("button", name="Post reply").click()


def waits(page: Page) -> None:
    expect(page.locator("[data-notice=waiting]")).to_contain_text("Waiting to be sent")


def is_posted_once(page: Page, words: str) -> None:
    expect(page.locator(".post-body").get_by_text(words, exact=True)).to_have_count(1)


def test_a_reply_sent_while_the_board_is_down_is_posted_once_when_it_is_back(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["outbox"], expects=UNREACHABLE)
    words = "Written in a tunnel."
    page.locator("form[data-ready]").wait_for()
    with board_down(town):
        begin(page, words)
        expect(status(page)).to_have_text("Saved in this browser only")
        send(page)
        waits(page)
        expect(text(page)).to_have_value(words)
        expect(page.get_by_role("button", name="Post reply")).to_be_disabled()
    is_posted_once(page, words)
    expect(text(page)).to_have_value("")
    page.goto(town.stories["outbox"])
    is_posted_once(page, words)
    assert page.evaluate("Object.keys(localStorage).filter((one) => /^tk-(draft|outbox)/.test(one))") == []
    page.goto("/drafts")
    expect(page.locator(".drafts").get_by_text(words)).to_have_count(0)


def test_it_is_sent_from_whatever_page_is_opened_next(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["outbox elsewhere"], expects=UNREACHABLE)
    words = "Sent from another page."
    begin(page, words)
    with board_down(town):
        send(page)
        waits(page)
    page.goto("/drafts")
    said = page.get_by_role("status").filter(has_text="It was sent.")
    said.get_by_role("link", name="Open it").click()
    is_posted_once(page, words)


def test_what_waits_can_be_taken_back_and_written_on(opens: People, town: Town) -> None:
    page = opens("mei", town.stories["outbox elsewhere"], expects=UNREACHABLE)
    begin(page, "Too hasty.")
    with board_down(town):
        send(page)
        waits(page)
        page.get_by_role("button", name="Go on writing").click()
        text(page).fill("Slower now.")
    send(page)
    is_posted_once(page, "Slower now.")
    expect(page.locator(".post-body").get_by_text("Too hasty.")).to_have_count(0)


def test_what_the_board_refuses_later_comes_back_with_the_reason(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["outbox refused"], expects=UNREACHABLE)
    mei = opens("mei", town.stories["outbox refused"], expects=UNREACHABLE)
    words = "I have something to add."
    begin(page, words)
    page.context.set_offline(True)
    send(page)
    waits(page)
    reply_with(mei, "So have I, and I was first.")
    page.context.set_offline(False)
    expect(page.get_by_text("There are new replies since you began to write.")).to_be_visible()
    expect(text(page)).to_have_value(words)
    send(page)
    expect(page.get_by_role("heading", name="1 new reply")).to_be_visible()
    send(page)
    is_posted_once(page, words)


def test_an_answer_that_got_lost_makes_no_second_post(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["lost answer"], expects=UNREACHABLE)
    words = "Once and only once."
    begin(page, words)
    page.context.set_offline(True)
    send(page)
    waits(page)
    lost: list[str] = []

    def lose_the_first(route) -> None:
        if route.request.method == "POST" and not lost:
            # It arrives and is posted; the answer does not come back.
            lost.append(route.fetch().text())
            route.abort()
        else:
            route.continue_()

    page.context.route(re.compile(r"/t/\d+/reply$"), lose_the_first)
    page.context.set_offline(False)
    is_posted_once(page, words)
    assert len(lost) == 1
    page.goto(town.stories["lost answer"])
    is_posted_once(page, words)


def test_somebody_else_who_signs_in_on_this_browser_does_not_send_it(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["somebody else"], expects=UNREACHABLE)
    words = "These are the words of Yusuf."
    begin(page, words)
    page.context.set_offline(True)
    send(page)
    waits(page)
    page.context.clear_cookies(name="session")
    page.context.add_cookies(town.cookies_of("mei"))
    page.context.set_offline(False)
    page.goto(town.stories["somebody else"])
    expect(page.get_by_text("until its writer signs in")).to_be_visible()
    expect(text(page)).to_have_value("")
    expect(page.locator(".post-body").get_by_text(words)).to_have_count(0)
    page.context.add_cookies(town.cookies_of("yusuf"))
    page.goto(town.stories["somebody else"])
    is_posted_once(page, words)
