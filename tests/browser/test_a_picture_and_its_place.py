"""The story old boards lose: pictures are posted, quoted, taken away with a reason, and come back."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import People, Town
from tests.browser.steps import drop, picture, remove_first_picture, sign_up, viewers_here

REASON = "The harbour office wants it back"


def begin(page: Page, town: Town, title: str, text: str) -> None:
    page.goto(town.places["front door"])
    page.get_by_role("link", name="New topic").first.click()
    page.locator("#title").fill(title)
    page.locator("[data-text]").fill(text)


def cite(page: Page) -> None:
    page.locator("details[data-sources] > summary").click()
    page.locator("[name=source_url]").first.fill("https://courier.example/clock")
    page.locator("[name=source_title]").first.fill("The clock on the shed")
    page.locator("[name=source_publisher]").first.fill("Saltmarsh Courier")
    page.locator("[name=source_date]").first.fill("1958-05-17")


def looks_whole(page: Page) -> None:
    """The first post as its readers see it: two pictures with their words, and the source as a link."""
    post = page.locator(".post").first
    expect(post.locator("figure.picture")).to_have_count(2)
    expect(post.get_by_role("img", name="A clock without hands")).to_be_visible()
    expect(post.locator("figcaption")).to_have_text(["Before", "After"])
    source = post.get_by_role("link", name="The clock on the shed")
    expect(source).to_have_attribute("href", "https://courier.example/clock")
    expect(post.locator(".sources")).to_contain_text("Saltmarsh Courier")


def a_picture_is_taken_away_and_comes_back(opens: People, address: str, *, scripts: bool) -> None:
    """In: a topic whose first post has two pictures, and a second post that quotes it."""
    ines, guest = (opens(who, address, java_script_enabled=scripts) for who in ("ines", None))
    words = guest.locator(".post-body").first.inner_text()
    expect(guest.locator("figure.picture")).to_have_count(4)
    expect(guest.locator("blockquote figure.picture")).to_have_count(2)

    remove_first_picture(ines, REASON)
    guest.reload()
    gone = guest.locator(".gone-removed")
    expect(gone).to_have_count(2)
    expect(guest.locator("blockquote .gone-removed")).to_have_count(1)
    for which in (0, 1):
        says_why(gone.nth(which))
    expect(guest.locator("figure.picture")).to_have_count(2)

    ines.goto(address)
    ines.get_by_role("button", name="Put before.png back").first.click()
    guest.reload()
    expect(guest.locator("figure.picture")).to_have_count(4)
    expect(gone).to_have_count(0)
    assert guest.locator(".post-body").first.inner_text() == words


def says_why(placeholder: Locator) -> None:
    expect(placeholder).to_contain_text(re.compile(r"before\.png \d+ bytes"))
    expect(placeholder).to_contain_text("Removed by Inês")
    expect(placeholder.locator("q")).to_have_text(REASON)
    expect(placeholder.get_by_role("button")).to_have_count(0)


def test_two_pictures_a_source_a_quote_and_a_moderator(opens: People, town: Town) -> None:
    nora = opens()
    sign_up(nora, "Nora")
    begin(nora, town, "The shed clock goes again", "It stood still for eleven years.\n\n")
    nora.wait_for_selector("form[data-composer][data-ready]")
    nora.set_input_files("[data-upload]", [picture("before.png", "#8a5a2b")])
    nora.locator("[data-file]").first.locator("[data-insert]").click()
    # What is dropped stands in the text by itself; the words beside a picture go into the text with it.
    drop(nora, "[data-text]", picture("after.png", "#2b6a8a"))
    nora.locator("[data-file]").nth(1).wait_for()
    for row, (alt, caption) in enumerate([("A clock without hands", "Before"), ("The same with hands", "After")]):
        at = nora.locator("[data-file]").nth(row)
        at.locator("[data-alt]").fill(alt)
        at.locator("[data-caption]").fill(caption)
    cite(nora)
    nora.get_by_role("button", name="Start the topic").click()
    nora.wait_for_url(re.compile("/t/"))
    looks_whole(nora)
    viewers_here(nora, 1)

    address = nora.url.split("?")[0].split("#")[0]
    yusuf = opens("yusuf", address)
    viewers_here(yusuf, 2)
    nora.reload()
    viewers_here(nora, 2)

    yusuf.wait_for_selector("form[data-composer][data-ready]")
    yusuf.locator(".act-quote").first.click()
    yusuf.wait_for_function("() => document.querySelector('#reply-text').value.includes('eleven years')")
    yusuf.locator("#reply-text").press("Control+End")
    yusuf.locator("#reply-text").press_sequentially("Twelve, I think.")
    yusuf.get_by_role("button", name="Post reply").click()
    expect(yusuf.locator(".post-body").last).to_contain_text("Twelve, I think.")

    a_picture_is_taken_away_and_comes_back(opens, address, scripts=True)


def test_the_same_with_plain_forms(opens: People, town: Town) -> None:
    odile = opens(java_script_enabled=False)
    sign_up(odile, "Odile")
    begin(odile, town, "The shed clock without a script", "It stood still for eleven years.")
    odile.set_input_files("[data-upload]", [picture("before.png", "#8a5a2c"), picture("after.png", "#2b6a8b")])
    cite(odile)
    odile.get_by_role("button", name="Preview").click()
    expect(odile.locator("[data-file]")).to_have_count(2)
    for row, (alt, caption) in enumerate([("A clock without hands", "Before"), ("The same with hands", "After")]):
        at = odile.locator("[data-file]").nth(row)
        at.locator("[data-alt]").fill(alt)
        at.locator("[data-caption]").fill(caption)
    written = odile.locator("[data-text]").input_value()
    places = [f"![](attachment:{one.get_attribute('data-file')})" for one in odile.locator("[data-file]").all()]
    odile.locator("[data-text]").fill("\n\n".join([written, *places]))
    odile.get_by_role("button", name="Start the topic").click()
    looks_whole(odile)

    address = odile.url.split("?")[0].split("#")[0]
    yusuf = opens("yusuf", address, java_script_enabled=False)
    viewers_here(yusuf, 2)
    yusuf.locator(".act-quote").first.click()
    quoted = yusuf.locator("#reply-text").input_value()
    assert "eleven years" in quoted
    yusuf.locator("#reply-text").fill(f"{quoted}\n\nTwelve, I think.")
    yusuf.get_by_role("button", name="Post reply").click()
    expect(yusuf.locator(".post-body").last).to_contain_text("Twelve, I think.")

    a_picture_is_taken_away_and_comes_back(opens, address, scripts=False)
