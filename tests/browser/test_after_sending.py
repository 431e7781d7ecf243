"""Right after sending and later: taking back, putting an earlier version back, making a wiki post."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import People, Town
from tests.browser.steps import reply_with

WORDS = "I take it all back, said the tide."


def picture_of(page: Page, name: str) -> None:
    """Keep a picture for whoever looks these pages over (THREADKEEP_TEST_PICTURES is a folder)."""
    if folder := os.environ.get("THREADKEEP_TEST_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_reply_is_taken_back_and_sent_again_changed(opens: People, town: Town, width: int) -> None:
    page = opens("yusuf", town.stories["taken back"], width=width)
    words = f"{WORDS} At {width}."
    reply_with(page, words)
    expect(page.locator(".undo-bar")).to_be_visible()
    expect(page.locator("[data-undo-time]")).to_have_text(re.compile(r"^\d+$"))
    expect(page.locator("[data-undo-said]")).to_contain_text("Posted.")
    picture_of(page, f"undo-{width}")
    page.get_by_role("button", name="Undo").click()

    expect(page.locator("#reply-text")).to_have_value(words)
    expect(page.get_by_text("It is taken back.")).to_be_visible()
    picture_of(page, f"taken-back-{width}")
    guest = opens(None, town.stories["taken back"])
    expect(guest.get_by_text(words)).to_have_count(0)
    again = f"{words} Or not."
    page.locator("#reply-text").fill(again)
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator(".post-body").get_by_text(again)).to_have_count(1)


def test_without_a_script_it_is_a_plain_button(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["taken back by hand"], java_script_enabled=False)
    page.locator("#reply-text").fill(WORDS)
    page.get_by_role("button", name="Post reply").click()
    page.get_by_role("button", name="Undo").click()

    expect(page.locator("#reply-text")).to_have_value(WORDS)


def test_the_bar_goes_when_its_time_is_over(opens: People, town: Town) -> None:
    page = opens("tomasz", town.stories["too late"])
    reply_with(page, WORDS)
    expect(page.locator(".undo-bar")).to_be_visible()

    expect(page.locator(".undo-bar")).to_have_count(0)
    expect(page.locator(".post-body").get_by_text(WORDS)).to_have_count(1)


def test_an_earlier_version_is_looked_at_and_put_back(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["versions"])
    reply_with(page, "The tide turns at six. Bring a lamp.")
    post = page.locator(".post-own").last
    post.get_by_role("link", name=re.compile("^Edit post")).click()
    picture_of(page, "edit-1280")
    page.locator("#edit-text").fill("The tide turns at seven, says the table. Bring a lamp and a rope.")
    page.get_by_label("Reason for the edit").fill("I looked it up.")
    page.get_by_role("button", name="Keep the changes").click()
    page.get_by_role("link", name=re.compile("^What changed")).click()
    expect(page.locator(".diff ins").first).to_be_visible()
    picture_of(page, "history-1280")
    page.get_by_role("link", name="Side by side").click()
    expect(page.locator(".diff-sides .diff")).to_have_count(2)
    picture_of(page, "history-sides-1280")
    page.set_viewport_size({"width": 390, "height": 900})
    picture_of(page, "history-sides-390")
    page.get_by_role("link", name="Version 1").click()
    picture_of(page, "history-390")
    page.get_by_role("link", name="Put this version back").click()
    picture_of(page, "put-back-390")
    page.get_by_role("button", name="Put it back").click()

    expect(page.locator(".versions > li")).to_have_count(3)
    expect(page.get_by_text("Version 1 was put back.")).to_be_visible()


def test_advice_is_given_in_a_pause_and_its_button_mends_the_text(opens: People, town: Town) -> None:
    page = opens("yusuf", town.places["start"])
    page.locator("[name=title]").fill("WHERE DOES THE TIDE TURN")
    page.locator("#start-text").fill("In Cádiz, they say. See https://bit.ly/abc for it.")
    fix = page.get_by_role("button", name="Use small letters")
    expect(fix).to_be_visible()
    expect(page.get_by_text("hides where it leads")).to_be_visible()
    page.locator(".advice-list").scroll_into_view_if_needed()
    picture_of(page, "advice-1280")
    page.set_viewport_size({"width": 390, "height": 900})
    page.locator(".advice-list").scroll_into_view_if_needed()
    picture_of(page, "advice-390")
    fix.click()

    expect(page.locator("[name=title]")).to_have_value("Where does the tide turn")
    expect(fix).to_have_count(0)


def test_topics_like_the_one_that_is_begun_are_shown_while_its_title_is_typed(opens: People, town: Town) -> None:
    page = opens("mei", town.places["start"])
    page.locator("[name=title]").fill("Found on the quay: advice")
    similar = page.locator(".similar")

    expect(similar.get_by_role("link").first).to_contain_text("Found on the quay")
    picture_of(page, "similar-1280")
    page.set_viewport_size({"width": 390, "height": 900})
    picture_of(page, "similar-390")


def test_two_people_edit_a_wiki_post_at_once_and_both_changes_stay(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["advice"])
    reply_with(page, "Monday at six. Tuesday at seven.")
    address = page.locator(".post-own .post-number").last.get_attribute("href")
    page.goto(f"{address}/edit")
    page.get_by_role("button", name="Make it a wiki post").click()
    expect(page.get_by_text("Wiki post: others may edit it too.")).to_be_visible()
    picture_of(page, "wiki-1280")

    other = opens("mei", f"{address}/edit", expects="status of 409", color_scheme="dark")
    page.goto(f"{address}/edit")
    page.locator("#edit-text").fill("Monday at six.\n\nTuesday at seven, says the table.")
    page.get_by_role("button", name="Keep the changes").click()
    expect(page.locator(".post-own .edited").first).to_be_visible()
    other.locator("#edit-text").fill("Monday at five, I think. Tuesday at seven.")
    other.get_by_role("button", name="Keep the changes").click()

    expect(other.get_by_role("heading", name="What was changed meanwhile")).to_be_visible()
    expect(other.locator("#theirs")).to_have_value(re.compile("says the table"))
    expect(other.locator("#edit-text")).to_have_value(re.compile("at five, I think"))
    picture_of(other, "conflict-1280-dark")
    other.set_viewport_size({"width": 390, "height": 900})
    picture_of(other, "conflict-390-dark")
    other.evaluate("document.documentElement.dir = 'rtl'")
    picture_of(other, "conflict-390-rtl")
    other.locator("#edit-text").fill("Monday at five, I think. Tuesday at seven, says the table.")
    other.get_by_role("button", name="Keep the changes").click()

    expect(other.locator(".post-body").get_by_text("five, I think. Tuesday at seven, says")).to_have_count(1)
