"""A poll is made, voted in and changed without a script; a post is reacted to with one, and never leaves the page."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import People, Town
from tests.browser.test_small_screen import fits


def fill_poll(page: Page, *options: str) -> None:
    """The question and the options of a poll form."""
    page.get_by_label("Question").fill("Whose rope is it?")
    for number, text in enumerate(options, start=1):
        page.get_by_label(f"Option {number}", exact=True).fill(text)


def counts(page: Page) -> list[str]:
    """Votes for each option, as they are told."""
    return [text.split()[0] for text in page.locator("#poll .poll-count > span").all_inner_texts()]


def test_a_poll_is_made_voted_in_and_changed_without_a_script(opens: People, town: Town) -> None:
    story = town.stories["poll"]
    marta = opens("marta", story, java_script_enabled=False)
    marta.get_by_text("This topic", exact=True).click()
    marta.get_by_role("link", name="Add a poll").click()
    fill_poll(marta, "Mine", "The harbour's", "Nobody's", "Everybody's")
    marta.get_by_role("button", name="Add another option").click()
    expect(marta.get_by_label("Option 8", exact=True)).to_be_visible()
    expect(marta.get_by_label("Option 3", exact=True)).to_have_value("Nobody's")
    marta.get_by_role("button", name="Add the poll").click()
    expect(marta.locator("#poll .poll-title")).to_have_text("Whose rope is it?")

    yusuf = opens("yusuf", story, java_script_enabled=False, width=390, expects="status of 422")
    yusuf.get_by_role("button", name="Vote").click()
    expect(yusuf.get_by_text("Choose an option first")).to_be_visible()
    fits(yusuf)
    yusuf.get_by_label("Nobody's").check()
    yusuf.get_by_role("button", name="Vote").click()
    expect(yusuf.locator("#poll .poll-mine")).to_contain_text("Nobody's")
    assert counts(yusuf) == ["0", "0", "1", "0"]
    fits(yusuf)
    yusuf.get_by_label("Mine").check()
    yusuf.get_by_role("button", name="Change my vote").click()
    assert counts(yusuf) == ["1", "0", "0", "0"]
    yusuf.get_by_role("button", name="Take my vote back").click()
    expect(yusuf.locator("#poll .poll-mine")).to_have_count(0)
    yusuf.get_by_label("Everybody's").check()
    yusuf.get_by_role("button", name="Vote", exact=True).click()

    marta.reload()
    marta.get_by_role("button", name="Close the poll").click()
    expect(marta.locator("#poll")).to_contain_text(re.compile("closed .* 20"))
    expect(marta.locator("#poll input")).to_have_count(0)
    marta.get_by_role("link", name="Who voted").click()
    expect(marta.get_by_role("main")).to_contain_text(re.compile("Yusuf.*Everybody's", re.DOTALL))


def test_a_script_adds_rows_at_once_and_what_was_typed_survives_a_refusal(opens: People, town: Town) -> None:
    page = opens("marta", town.places["front door"], expects="status of 422")
    page.get_by_role("link", name=re.compile("New topic|Start a topic")).first.click()
    page.get_by_role("textbox", name="Title").first.fill("A rope and a question")
    page.locator("#start-text").fill("Please vote.")
    page.locator(".poll-box > summary").click()
    fill_poll(page, "Mine")
    rows = page.locator("[name=poll_option]")
    before = rows.count()
    page.get_by_role("button", name="Add another option").click()
    expect(rows).to_have_count(before + 1)
    expect(page.get_by_label("Option 2", exact=True)).to_be_focused()
    page.get_by_role("button", name="Start the topic").click()
    expect(page.locator(".poll-box")).to_contain_text("at least two options")
    expect(page.get_by_label("Option 1", exact=True)).to_have_value("Mine")
    expect(page.locator("#start-text")).to_have_value("Please vote.")
    page.get_by_label("Option 2", exact=True).fill("Yours")
    page.get_by_role("button", name="Start the topic").click()
    expect(page.locator("#poll .poll-option")).to_have_count(2)


def test_a_reaction_is_given_changed_and_taken_back_without_leaving_the_page(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["reactions"])
    expect(page.locator("body[data-reactions-ready]")).to_be_attached()
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="React to post 1").click()
    picker = page.get_by_role("group", name="React to post 1")
    expect(picker.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(picker).to_have_count(0)
    expect(page.get_by_role("link", name="React to post 1")).to_be_focused()
    page.keyboard.press("Enter")
    picker.get_by_role("button", name="Thank you").click()
    given = page.get_by_role("list", name="Reactions to post 1").get_by_role("button")
    expect(given).to_have_count(1)
    expect(given).to_have_attribute("aria-pressed", "true")
    expect(given).to_be_focused()
    expect(page.locator(".reaction-said")).to_have_text("You reacted: Thank you.")

    page.get_by_role("link", name="React to post 1").click()
    picker.get_by_role("button", name="Congratulations").click()
    expect(given).to_have_count(1)
    expect(given).to_contain_text("🎉 1")
    given.click()
    expect(given).to_have_count(0)
    expect(page.locator(".reaction-said")).to_have_text("You took it back: Congratulations.")
    assert page.evaluate("window.stayed") is True


def test_a_reaction_without_a_script_comes_back_to_the_post(opens: People, town: Town) -> None:
    page = opens("mei", town.stories["reactions"], java_script_enabled=False, width=390)
    page.get_by_role("link", name="React to post 3").click()
    fits(page)
    page.get_by_role("button", name="I learned something").click()
    assert "#p" in page.url
    given = page.get_by_role("list", name="Reactions to post 3").get_by_role("button")
    expect(given).to_have_attribute("aria-pressed", "true")
    fits(page)
    page.get_by_role("link", name="Who reacted to post 3").click()
    expect(page.get_by_role("main").locator(".entries li")).to_have_count(1)


def test_when_the_session_has_ended_the_reaction_is_sent_as_a_page_would(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["reactions refused"], expects="status of 403")
    expect(page.locator("body[data-reactions-ready]")).to_be_attached()
    page.get_by_role("link", name="React to post 1").click()
    picker = page.get_by_role("group", name="React to post 1")
    expect(picker).to_be_visible()
    page.context.clear_cookies(name="session")
    picker.get_by_role("button", name="Thank you").click()
    expect(page.locator(".reaction-said")).to_contain_text("sign in")
