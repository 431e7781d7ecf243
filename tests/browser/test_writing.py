"""Writing on the real board: pictures, quotes of several topics, with keys alone, on a phone, without a script."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import People, Town
from tests.browser.steps import drop, picture


def text(page: Page) -> str:
    return page.locator("#reply-text").input_value()


def ready(page: Page) -> Page:
    page.wait_for_selector("form[data-composer][data-ready]")
    return page


def test_selected_words_keep_what_they_are_made_of(opens: People, town: Town) -> None:
    page = ready(opens("yusuf", town.stories["writing"]))
    page.locator(".post-body").first.locator("p").first.evaluate("(one) => getSelection().selectAllChildren(one)")
    page.locator(".selection-bar").get_by_role("button", name="Quote").click()
    page.wait_for_function("() => document.querySelector('#reply-text').value.includes('rope')")
    assert re.search(
        r"> \[Marta[^\]]*, #1\]\(post:\d+\)\n>\n> Somebody left a \*\*blue\*\* rope on the quay\.", text(page)
    )
    page.locator("#reply-text").press("Control+End")
    page.keyboard.type("It is mine.")
    page.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("region", name="Preview")
    expect(preview.locator("blockquote strong")).to_have_text("blue")
    expect(preview).to_contain_text("It is mine.")
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator(".post-body").last).to_contain_text("It is mine.")
    expect(page.locator(".post-body").last.locator("blockquote strong")).to_have_text("blue")


def test_posts_of_two_topics_are_quoted_in_one_answer(opens: People, town: Town) -> None:
    page = ready(opens("yusuf", town.stories["quoted one"]))
    page.get_by_role("button", name="Collect post 2 to quote it later").click()
    page.goto(town.stories["quoted two"])
    ready(page)
    page.get_by_role("button", name="Collect post 1 to quote it later").click()
    bar = page.get_by_role("region", name="Collected quotes")
    expect(bar).to_contain_text("Collected: 2")
    bar.get_by_role("button", name="Put into the text").click()
    page.wait_for_function("() => (document.querySelector('#reply-text').value.match(/post:/g) ?? []).length === 2")
    assert text(page).index("That makes 1 of us") < text(page).index("**blue** rope")
    page.locator("#reply-text").press("Control+End")
    page.keyboard.type("Both of you are right.")
    page.get_by_role("button", name="Post reply").click()
    last = page.locator(".post-body").last
    expect(last).to_contain_text("Both of you are right.")
    expect(last.locator("blockquote .quote-head a")).to_have_count(2)


def test_a_post_is_written_and_sent_with_keys_alone(opens: People, town: Town) -> None:
    page = ready(opens("yusuf", town.stories["keys writing"]))
    page.keyboard.press("r")
    page.keyboard.type("It is ")
    page.keyboard.press("Control+b")
    page.keyboard.type("mine")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("End")
    page.keyboard.type(", @mart")
    page.get_by_role("listbox", name="Suggestions").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("- one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    # Back to the tools, and along to the emoji.
    page.keyboard.press("Shift+Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.dataset.tool") == "emoji":
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Emoji").wait_for()
    page.keyboard.type("sailboat")
    page.locator("[data-emoji] [data-char]").first.wait_for()
    page.keyboard.press("Enter")
    assert re.fullmatch(r"It is \*\*mine\*\*, @\S.*\n- one\n- two⛵️", text(page))
    page.keyboard.press("Control+Enter")
    last = page.locator(".post-body").last
    expect(last.locator("strong")).to_have_text("mine")
    expect(last.locator("li")).to_have_count(2)


def test_on_a_phone_a_picture_is_shown_and_described(opens: People, town: Town) -> None:
    page = ready(opens("yusuf", town.stories["phone"], width=390, has_touch=True))
    page.locator("#reply-text").fill("Look:")
    drop(page, "#reply-text", picture("rope.png", "#2b6a8a"))
    row = page.locator("[data-file]").first
    row.locator("[data-alt]").fill("A blue rope on a bollard")
    row.locator("[data-alt]").press("Tab")
    expect(page.locator("#reply-text")).to_have_value(re.compile(r"!\[A blue rope on a bollard\]\(attachment:\d+\)"))
    page.get_by_role("button", name="Preview").tap()
    preview = page.get_by_role("region", name="Preview")
    expect(preview.get_by_role("img", name="A blue rope on a bollard")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Post reply").tap()
    expect(page.locator(".post-body").last.get_by_role("img", name="A blue rope on a bollard")).to_be_visible()


def test_without_a_script_a_file_says_how_it_comes_into_the_text(opens: People, town: Town) -> None:
    page = opens("yusuf", town.stories["no script writing"], java_script_enabled=False)
    assert page.locator(".toolbar").is_hidden()
    page.locator("#reply-text").fill("It is **mine**.")
    page.set_input_files("[data-upload]", [picture("rope.png", "#2b6a8a")])
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("region", name="Preview").locator("strong")).to_have_text("mine")
    code = page.locator(".upload-code code").inner_text()
    assert re.fullmatch(r"!\[rope\.png\]\(attachment:\d+\)", code)
    page.locator("#reply-text").fill(f"It is mine.\n\n{code}")
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator(".post-body").last.locator("figure.picture")).to_have_count(1)
