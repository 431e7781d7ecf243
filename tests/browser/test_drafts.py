"""A draft on two devices, in two tabs, over a sign-out, for a topic that was locked, without a script."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import People, Town
from tests.browser.steps import PASSWORD, picture

WORDS = "Half a thought, and an umlaut: für später."
SAVED = re.compile(r"^Saved, \d")


def text(page: Page) -> Locator:
    """The text field of the reply form."""
    return page.locator("#reply-text")


def status(page: Page) -> Locator:
    """The line that says how far the text is kept."""
    return page.locator("[data-draft-status]")


def write(page: Page, words: str) -> None:
    """Type, and wait until the board has it."""
    page.locator("form[data-ready]").wait_for()
    with page.expect_response(lambda answer: "/drafts/save" in answer.url and answer.ok):
        text(page).fill(words)
    expect(status(page)).to_have_text(SAVED)


def test_what_is_begun_on_one_device_goes_on_on_another_and_is_sent_from_there(opens: People, town: Town) -> None:
    story = town.stories["devices"]
    desk, phone = opens("yusuf", story), opens("yusuf", "/", width=390)
    write(desk, WORDS)
    phone.goto("/drafts")
    expect(phone.get_by_role("heading", name="A reply to “Found on the quay: devices”")).to_be_visible()
    phone.get_by_role("link", name="Go on writing: A reply to “Found on the quay: devices”").click()
    expect(text(phone)).to_have_value(WORDS)
    expect(phone.locator("[data-draft-shown]")).to_contain_text("It has not been sent.")
    write(phone, f"{WORDS}\n\nFrom the tram.")

    # The desk had begun another line meanwhile: both are in the text.
    text(desk).fill(f"From the desk.\n\n{WORDS}")
    expect(text(desk)).to_have_value(f"From the desk.\n\n{WORDS}\n\nFrom the tram.")
    expect(desk.get_by_text("was added to the text")).to_be_visible()
    expect(status(desk)).to_have_text(SAVED)

    phone.goto(story)
    expect(text(phone)).to_have_value(f"From the desk.\n\n{WORDS}\n\nFrom the tram.")
    phone.get_by_role("button", name="Post reply").click()
    expect(phone.locator(".post-body").get_by_text("From the tram.")).to_be_visible()
    expect(text(phone)).to_have_value("")
    phone.goto("/drafts")
    expect(phone.get_by_text("Found on the quay: devices")).to_have_count(0)


def test_the_same_lines_changed_on_two_devices_are_both_kept(opens: People, town: Town) -> None:
    story = town.stories["two texts"]
    desk = opens("mei", story)
    write(desk, "The rope is blue.")
    phone = opens("mei", story, width=390)
    expect(text(phone)).to_have_value("The rope is blue.")
    write(phone, "The rope is green.")
    text(desk).fill("The rope is grey.")
    expect(desk.get_by_text("Both versions are kept")).to_be_visible()
    expect(text(desk)).to_have_value("The rope is grey.")
    desk.goto(story)
    expect(text(desk)).to_have_value("The rope is grey.")
    expect(desk.locator("[data-draft-shown]")).to_contain_text("There is another version of it:")
    desk.get_by_role("link", name="The rope is green.").click()
    expect(text(desk)).to_have_value("The rope is green.")


def test_a_picture_added_on_the_phone_comes_into_the_form_on_the_desk(opens: People, town: Town) -> None:
    story = town.stories["put away"]
    desk = opens("tomasz", story)
    write(desk, "A rope, and a picture of it.")
    phone = opens("tomasz", story, width=390)
    phone.locator("form[data-ready]").wait_for()
    with phone.expect_response(lambda answer: "/drafts/save" in answer.url and answer.ok):
        phone.set_input_files("#reply-files", [picture("rope.png", "blue")])
    expect(status(phone)).to_have_text(SAVED)
    text(desk).fill("A blue rope, and a picture of it.")
    expect(desk.locator("[data-uploads]")).to_contain_text("rope.png")
    expect(text(desk)).to_have_value("A blue rope, and a picture of it.")


def test_two_tabs_show_the_same_text_and_neither_overwrites_the_other(opens: People, town: Town) -> None:
    first = opens("tomasz", town.stories["tabs"])
    second = first.context.new_page()
    opens.listen(second)
    second.goto(town.stories["tabs"])
    second.locator("form[data-ready]").wait_for()
    write(first, "One.\n\nTwo.")
    # Nothing was typed in the second tab, so it follows.
    expect(text(second)).to_have_value("One.\n\nTwo.")
    write(second, "One.\n\nTwo.\n\nThree.")
    expect(text(first)).to_have_value("One.\n\nTwo.\n\nThree.")

    text(first).fill("Zero.\n\nOne.\n\nTwo.\n\nThree.")
    text(second).fill("One.\n\nTwo.\n\nThree.\n\nFour.")
    for tab in (first, second):
        expect(text(tab)).to_have_value("Zero.\n\nOne.\n\nTwo.\n\nThree.\n\nFour.")
    first.get_by_role("button", name="Post reply").click()
    expect(first.locator(".post-body").get_by_text("Four.")).to_be_visible()
    expect(text(second)).to_have_value("")


def sign_in(page: Page, story: str) -> None:
    """Sign in as Mei by form, which makes a session of its own: signing out ends no other story's."""
    page.goto(story)
    page.get_by_role("link", name="Sign in to reply").click()
    page.get_by_label("Name or e-mail").fill("mei")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator(".menu-name")).to_be_visible()
    page.goto(story)


def test_a_draft_outlives_signing_out(opens: People, town: Town) -> None:
    story = town.stories["session draft"]
    page = opens(None, "/")
    sign_in(page, story)
    write(page, WORDS)
    page.locator(".top details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    page.goto(story)
    expect(page.locator("body")).not_to_contain_text(WORDS)
    sign_in(page, story)
    expect(text(page)).to_have_value(WORDS)


def test_typing_after_the_session_ended_says_so_and_nothing_is_lost(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["session draft"], expects="status of 403")
    write(page, WORDS)
    page.context.clear_cookies(name="session")
    text(page).fill(f"{WORDS} And more.")
    expect(status(page)).to_contain_text("You are signed out.")
    page.context.add_cookies(town.cookies_of("yusuf"))
    page.reload()
    expect(text(page)).to_have_value(f"{WORDS} And more.")
    expect(status(page)).to_have_text(SAVED)


def test_the_draft_for_a_locked_topic_is_listed_and_can_be_copied(opens: People, town: Town) -> None:
    story = town.stories["locked draft"]
    page = opens("yusuf", story)
    write(page, WORDS)
    number = re.search(r"/t/(\d+)", urlsplit(story).path)[1]
    moderator = opens("ada", story)
    moderator.evaluate(
        """async (url) => {
          const token = document.querySelector('[name=csrfmiddlewaretoken]').value
          await fetch(url, { method: 'POST', body: new URLSearchParams({ csrfmiddlewaretoken: token }) })
        }""",
        f"/t/{number}/lock",
    )
    page.goto("/drafts")
    row = page.locator(".draft").filter(has_text="locked draft")
    expect(row).to_contain_text("locked by a moderator")
    expect(row.get_by_role("link", name="Go on writing")).to_have_count(0)
    row.get_by_role("link", name="Read and copy").click()
    expect(page.get_by_label("What you wrote")).to_have_value(WORDS)
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("For a week it can be brought back")).to_be_visible()
    discarded = page.locator("#discarded + *, .drafts-discarded").filter(has_text="locked draft")
    discarded.get_by_role("button", name=re.compile("Bring back.*locked draft")).first.click()
    expect(page.get_by_text("The draft is back.")).to_be_visible()


def test_without_a_script_drafts_are_saved_listed_and_put_away(opens: People, town: Town) -> None:
    page = opens("mei", town.stories["no script draft"], java_script_enabled=False)
    text(page).fill(WORDS)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Your draft is saved.")).to_be_visible()
    expect(text(page)).to_have_value(WORDS)
    page.goto(town.stories["no script draft"])
    expect(text(page)).to_have_value(WORDS)
    page.get_by_role("button", name="Start afresh").click()
    expect(text(page)).to_have_value("")
    page.goto("/drafts")
    page.get_by_role("button", name=re.compile("Bring back.*no script draft")).click()
    page.goto(town.stories["no script draft"])
    expect(text(page)).to_have_value(WORDS)


def test_a_draft_that_is_put_away_does_not_come_back_from_the_browser(opens: People, town: Town) -> None:
    page = opens("mei", town.stories["put away"])
    write(page, WORDS)
    page.reload()
    page.get_by_role("button", name="Start afresh").click()
    expect(page.get_by_text("For a week it can be brought back")).to_be_visible()
    expect(text(page)).to_have_value("")
    page.reload()
    expect(text(page)).to_have_value("")
    expect(page.locator(".notice")).to_have_count(0)


def test_a_page_shown_again_after_sending_saves_what_is_typed_then(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["two texts"])
    write(page, "First words.")
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator(".post-body").get_by_text("First words.")).to_be_visible()
    page.go_back()
    write(page, "New words after going back.")
    page.goto("/drafts")
    expect(page.locator(".drafts").get_by_text("New words after going back.")).to_be_visible()
