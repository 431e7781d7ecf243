"""Quoting in a real browser: a post, the selected words of one, and several of several topics."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route

from threadkeep.theme.tests.conftest import Opener

pytestmark = pytest.mark.browser

WHOLE = "> [Tom O'Neill, #2](post:102)\n>\n> Hide them."


def text(page: Page) -> Any:
    return page.locator("#reply-text")


def select(page: Page, what: str = "#p102 em") -> None:
    """Select the words of an element, as a person would with the mouse."""
    page.evaluate("(what) => getSelection().selectAllChildren(document.querySelector(what))", what)


def answer_quotes(page: Page) -> list[Any]:
    """Answer each question for a quotation with words that say what was asked. Out: the requests, as they come."""
    asked: list[Any] = []

    def answer(route: Route) -> None:
        asked.append(route.request)
        post = route.request.url.rpartition("/p/")[2].partition("/")[0]
        words = "its words" if route.request.method == "POST" else "all of it"
        route.fulfill(json={"text": f"> {words} of {post}\n\n"})

    page.route("**/p/*/quote*", answer)
    return asked


def test_quote_puts_the_servers_quotation_into_the_text(topic: Opener) -> None:
    page = topic()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(json={"text": WHOLE})

    page.route("**/p/102/quote*", answer)
    text(page).fill("Yes.")
    page.locator("#p102 .act-quote").click()
    page.wait_for_function("() => document.querySelector('#reply-text').value.includes('Hide them')")
    assert text(page).input_value() == f"Yes.\n\n{WHOLE}\n\n"
    assert asked[0].endswith("syntax=markdown")


def test_selected_words_get_a_button_that_quotes_them_alone(topic: Opener) -> None:
    page = topic()
    asked = answer_quotes(page)
    select(page)
    page.get_by_role("group", name="The selected words").get_by_role("button", name="Quote").click()
    page.wait_for_function("() => document.querySelector('#reply-text').value")
    assert text(page).input_value() == "> its words of 102\n\n"
    assert "words=not&syntax=markdown" in asked[0].post_data
    assert asked[0].headers["x-csrftoken"] == "token"
    assert page.locator(".selection-bar").count() == 0


def test_the_button_goes_when_nothing_is_selected_and_with_escape(topic: Opener) -> None:
    page = topic()
    bar = page.locator(".selection-bar")
    select(page)
    bar.wait_for()
    page.keyboard.press("Escape")
    assert bar.count() == 0
    select(page, "#p102 .post-body")
    bar.wait_for()
    page.evaluate("getSelection().removeAllRanges()")
    bar.wait_for(state="detached")


def test_words_selected_outside_of_a_post_get_no_button(topic: Opener) -> None:
    page = topic()
    select(page, "h1")
    page.wait_for_timeout(500)
    assert page.locator(".selection-bar").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_the_button_stands_in_the_window(topic: Opener, width: int) -> None:
    page = topic(width=width)
    select(page, "#p102 .post-body")
    bar = page.locator(".selection-bar")
    bar.wait_for()
    box = bar.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["height"] >= 40


def test_with_words_selected_the_key_q_quotes_them(topic: Opener) -> None:
    page = topic()
    asked = answer_quotes(page)
    page.locator("#p102").focus()
    select(page)
    page.keyboard.press("q")
    page.wait_for_function("() => document.querySelector('#reply-text').value")
    assert asked[0].method == "POST"


@pytest.mark.parametrize(
    ("syntax", "written"),
    [
        ("markdown", "> [Tom O'Neill, #2](post:102)\n>\n> not\n\n"),
        ("bbcode", '[quote author="Tom O\'Neill" post_id=102]not[/quote]\n\n'),
    ],
)
def test_without_an_answer_selected_words_are_quoted_plain(topic: Opener, syntax: str, written: str) -> None:
    page = topic(expects="ERR_FAILED")
    page.route("**/p/102/quote*", lambda route: route.abort())
    page.locator("#reply [data-syntax-choice]").select_option(syntax)
    select(page)
    page.locator("#p102 .act-quote").dispatch_event("click")
    page.wait_for_function("() => document.querySelector('#reply-text').value")
    assert text(page).input_value() == written


def test_a_quote_that_cannot_be_had_is_told_and_the_text_stays(topic: Opener) -> None:
    page = topic()
    page.route("**/p/102/quote*", lambda route: route.fulfill(status=200, body="no JSON"))
    text(page).fill("Mine.")
    page.locator("#p102 .act-quote").click()
    page.get_by_text("The quote could not be fetched.").wait_for()
    assert text(page).input_value() == "Mine."


def test_what_the_server_says_against_a_quote_is_told(topic: Opener) -> None:
    page = topic(expects="403")
    page.route("**/p/102/quote*", lambda route: route.fulfill(status=403, json={"error": "This post is deleted."}))
    select(page)
    page.locator("#p102 .act-quote").dispatch_event("click")
    page.get_by_text("This post is deleted.").wait_for()
    assert text(page).input_value() == ""


def collect(page: Page, number: int) -> None:
    page.get_by_role("button", name=f"Collect post {number} to quote it later").click()


def test_posts_are_collected_in_order_over_pages_and_inserted_together(topic: Opener) -> None:
    page = topic()
    answer_quotes(page)
    collect(page, 4)
    collect(page, 2)
    page.goto("/topic?another")
    page.wait_for_selector("form[data-composer][data-ready]")
    bar = page.get_by_role("region", name="Collected quotes")
    assert "Collected: 2" in bar.inner_text()
    pressed = page.locator('.act-collect[aria-pressed="true"]')
    assert pressed.count() == 2
    bar.get_by_role("button", name="Put into the text").click()
    page.wait_for_function("() => document.querySelector('#reply-text').value")
    assert text(page).input_value() == "> all of it of 104\n\n> all of it of 102\n\n"
    assert bar.is_hidden()
    assert pressed.count() == 0


def test_selected_words_can_be_collected_too(topic: Opener) -> None:
    page = topic()
    answer_quotes(page)
    select(page)
    page.locator(".selection-bar").get_by_role("button", name="For later").click()
    page.get_by_role("region", name="Collected quotes").get_by_role("button", name="Put into the text").click()
    page.wait_for_function("() => document.querySelector('#reply-text').value")
    assert text(page).input_value() == "> its words of 102\n\n"


def test_a_collected_post_can_be_let_go_alone_or_with_all(topic: Opener) -> None:
    page = topic()
    bar = page.get_by_role("region", name="Collected quotes")
    collect(page, 2)
    collect(page, 2)
    assert bar.is_hidden()
    collect(page, 2)
    bar.get_by_role("button", name="Let them go").click()
    assert bar.is_hidden()
    assert text(page).input_value() == ""


def test_what_could_not_be_had_stays_collected(topic: Opener) -> None:
    page = topic(expects="403")
    answer_quotes(page)
    page.route("**/p/104/quote*", lambda route: route.fulfill(status=403, json={"error": "Gone."}))
    collect(page, 4)
    collect(page, 2)
    bar = page.get_by_role("region", name="Collected quotes")
    bar.get_by_role("button", name="Put into the text").click()
    page.get_by_text("Gone.").wait_for()
    assert text(page).input_value() == "> all of it of 102\n\n"
    assert "Collected: 1" in bar.inner_text()
