"""Completion at the cursor and the emoji picker, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page

from threadkeep.theme.tests.conftest import Opener

pytestmark = pytest.mark.browser

MEMBERS = [{"id": 1, "name": "Marta Berg"}, {"id": 2, "name": "Marius"}, {"id": 3, "name": "مريم"}]
TOPICS = [{"id": 12, "title": "Tide [tables]", "board": "Boats"}, {"id": 13, "title": "Tides", "board": "Boats"}]


def text(page: Page) -> Any:
    return page.locator("#reply-text")


def answer(page: Page) -> None:
    """Answer what completion asks."""
    page.route("**/members?*", lambda route: route.fulfill(json={"members": MEMBERS}))
    page.route("**/topics?*", lambda route: route.fulfill(json={"topics": TOPICS}))


def choices(page: Page) -> Any:
    return page.get_by_role("listbox", name="Suggestions")


def test_names_are_offered_after_an_at_sign_and_taken_with_the_keyboard(topic: Opener) -> None:
    page = topic()
    answer(page)
    with page.expect_request("**/members?q=mar"):
        text(page).type("Ask @mar")
    choices(page).wait_for()
    field = text(page)
    assert field.get_attribute("aria-controls") == choices(page).get_attribute("id")
    assert field.get_attribute("aria-activedescendant") == "reply-text-choices-0"
    page.keyboard.press("ArrowDown")
    assert choices(page).get_by_role("option", selected=True).inner_text() == "Marius"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert field.input_value() == 'Ask @"Marta Berg" '
    assert choices(page).is_hidden()
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Control+z")
    assert field.input_value() == "Ask @mar"


def test_a_press_takes_a_name_too_and_a_single_word_needs_no_marks(topic: Opener) -> None:
    page = topic()
    answer(page)
    text(page).type("@mar")
    page.get_by_role("option", name="Marius").click()
    assert text(page).input_value() == "@Marius "
    assert page.evaluate("document.activeElement.id") == "reply-text"


@pytest.mark.parametrize(
    ("syntax", "written"),
    [("markdown", "[Tide \\[tables\\]](topic:12) "), ("bbcode", "[topic=12]Tide  tables[/topic] ")],
)
def test_topics_are_offered_after_a_hash(topic: Opener, syntax: str, written: str) -> None:
    page = topic()
    answer(page)
    page.locator("#reply [data-syntax-choice]").select_option(syntax)
    with page.expect_request("**/topics?q=tide+ta"):
        text(page).type("#tide ta")
    choices(page).wait_for()
    page.keyboard.press("Tab")
    assert text(page).input_value() == written


def test_escape_closes_and_stays_closed_for_this_name(topic: Opener) -> None:
    page = topic()
    answer(page)
    text(page).type("@mar")
    choices(page).wait_for()
    page.keyboard.press("Escape")
    text(page).type("t")
    page.wait_for_timeout(500)
    assert choices(page).is_hidden()
    page.keyboard.press("Enter")
    assert text(page).input_value() == "@mart\n"


def test_where_no_name_is_meant_nothing_is_offered(topic: Opener) -> None:
    page = topic()
    answer(page)
    for typed in ("mail me@home", "a:smile", "```\n@mar", "12:30", "# heading", "#12", "`x` :"):
        text(page).fill("")
        text(page).type(typed)
        page.wait_for_timeout(400)
        assert not choices(page).is_visible(), typed


def test_without_an_answer_one_writes_on(topic: Opener) -> None:
    page = topic(expects="ERR_FAILED")
    page.route("**/members?*", lambda route: route.abort())
    text(page).type("@mar")
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    assert text(page).input_value() == "@mar\n"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_list_stands_at_the_cursor_and_in_the_window(topic: Opener, width: int) -> None:
    page = topic(width=width)
    answer(page)
    text(page).type("word " * 8 + "@mar")
    choices(page).wait_for()
    box, field = choices(page).bounding_box(), text(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert field["y"] < box["y"] < field["y"] + field["height"] + 40 or box["y"] + box["height"] <= field["y"] + 60


def test_emoji_are_offered_by_name_after_a_colon(topic: Opener) -> None:
    page = topic()
    text(page).type("Well done :thumbs")
    choices(page).wait_for()
    page.keyboard.press("Enter")
    assert text(page).input_value() == "Well done 👍️ "


def test_in_german_emoji_have_german_names(topic: Opener) -> None:
    page = topic("?lang=de")
    text(page).type(":daumen")
    choices(page).wait_for()
    assert "Daumen" in choices(page).inner_text()


def test_the_picker_finds_an_emoji_and_remembers_it(topic: Opener) -> None:
    page = topic()
    tool = page.locator("#reply").get_by_role("button", name="Emoji", exact=True)
    tool.click()
    picker = page.get_by_role("dialog", name="Emoji")
    picker.wait_for()
    assert tool.get_attribute("aria-expanded") == "true"
    page.keyboard.type("sailboat")
    picker.get_by_role("button", name="sailboat").wait_for()
    page.keyboard.press("Enter")
    assert text(page).input_value() == "⛵️"
    assert picker.is_hidden()
    assert page.evaluate("document.activeElement.id") == "reply-text"
    tool.click()
    assert picker.get_by_role("button", name="Used last").get_attribute("aria-pressed") == "true"
    assert picker.locator("[data-char]").count() == 1


def test_the_picker_is_walked_with_the_keyboard(topic: Opener) -> None:
    page = topic()
    tool = page.locator("#reply").get_by_role("button", name="Emoji", exact=True)
    tool.focus()
    page.keyboard.press("Enter")
    page.locator("[data-emoji] [data-char]").first.wait_for()
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.dataset.char")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.char")
    page.keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.dataset.char")
    assert len({first, second, below}) == 3
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.dataset.char") == second
    assert page.locator('[data-emoji] [data-char][tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    assert text(page).input_value() == second


def test_escape_closes_the_picker_and_nothing_else(topic: Opener) -> None:
    page = topic()
    page.locator("#reply").get_by_role("button", name="The whole window for writing").click()
    page.locator("#reply[data-full]").wait_for()
    page.locator("#reply").get_by_role("button", name="Emoji", exact=True).click()
    page.get_by_role("dialog", name="Emoji").wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog", name="Emoji").is_hidden()
    assert page.locator("#reply[data-full]").count() == 1


def test_a_word_without_emoji_is_told(topic: Opener) -> None:
    page = topic()
    page.locator("#reply").get_by_role("button", name="Emoji", exact=True).click()
    page.get_by_role("searchbox", name="Search for an emoji").fill("zzzz")
    page.get_by_text("There is no emoji for this.").wait_for()
