"""A picture of a post in front of the page, in a real browser."""

import pytest

from threadkeep.theme.tests.conftest import Opener

pytestmark = pytest.mark.browser

FIRST = ".picture > a:not([rel], .file-remove)"


def test_a_click_shows_the_picture_larger_and_escape_leads_back(topic: Opener) -> None:
    page = topic()
    link = page.locator(FIRST).first
    alt = link.locator("img").get_attribute("alt")
    link.click()
    dialog = page.get_by_role("dialog", name="Picture")
    dialog.wait_for()
    assert dialog.get_by_role("img").last.get_attribute("alt") == alt
    whole = dialog.get_by_role("link", name="The whole picture")
    assert whole.evaluate("(one) => one.href") == link.evaluate("(one) => one.href")
    box = dialog.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["height"]) == (0, 0, 900)
    page.keyboard.press("Escape")
    assert dialog.is_hidden()
    assert page.evaluate("(link) => document.activeElement === document.querySelector(link)", FIRST)


def test_the_arrow_keys_lead_through_the_pictures_of_the_post(topic: Opener) -> None:
    page = topic()
    page.evaluate(
        """(first) => {
          const figure = document.querySelector(first).closest('figure')
          const other = figure.cloneNode(true)
          other.querySelector('img').alt = 'Another'
          figure.after(other)
        }""",
        FIRST,
    )
    page.locator(FIRST).first.press("Enter")
    dialog = page.get_by_role("dialog", name="Picture")
    dialog.get_by_text("1 / 2").wait_for()
    page.keyboard.press("ArrowRight")
    dialog.get_by_role("img", name="Another").wait_for()
    page.keyboard.press("ArrowRight")
    dialog.get_by_text("1 / 2").wait_for()
    dialog.get_by_role("button", name="Close").click()
    assert dialog.is_hidden()


def test_without_a_script_a_picture_is_a_link_to_the_whole_of_it(topic: Opener) -> None:
    page = topic(java_script_enabled=False)
    assert page.locator(FIRST).first.get_attribute("href")
    assert page.locator("dialog.lightbox").count() == 0


def test_the_link_that_takes_a_picture_away_is_no_picture(topic: Opener) -> None:
    page = topic()
    page.evaluate(
        """(first) => {
          const link = document.createElement('a')
          link.className = 'file-remove'
          link.href = '#removing'
          link.textContent = 'Remove'
          document.querySelector(first).closest('figure').append(link)
        }""",
        FIRST,
    )
    page.get_by_role("link", name="Remove", exact=True).click()
    page.wait_for_url("**#removing")
    assert page.locator("dialog.lightbox").count() == 0
