"""With the keyboard alone: sign in, find a topic, reply. What has the focus can be seen."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import People, Town
from tests.browser.steps import PASSWORD

FOCUS = """() => {
  const one = document.activeElement
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
  return { text: (one.innerText || one.getAttribute('aria-label') || '').trim(), name: one.name || '', id: one.id,
           seen: (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none' }
}"""


def walk_to(page: Page, *, text: str = "", name: str = "", identity: str = "") -> None:
    """Press Tab until one is there; every stop on the way must be visible."""
    for _ in range(80):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        assert at["seen"], at
        if (
            (text and at["text"].startswith(text))
            or (name and at["name"] == name)
            or (identity and at["id"] == identity)
        ):
            return
    raise AssertionError(f"Tab never came to {text or name or identity}")


def test_from_signing_in_to_a_reply(opens: People, town: Town) -> None:
    page = opens()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["text"] == "Skip to content"
    walk_to(page, text="Sign in")
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/login/**")
    walk_to(page, name="login")
    page.keyboard.type("mei")
    walk_to(page, name="password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".menu-name")).to_have_text("陳美")

    walk_to(page, text="The front door")
    page.keyboard.press("Enter")
    page.wait_for_url("**/b/**")
    walk_to(page, text="Found on the quay: keyboard")
    page.keyboard.press("Enter")
    page.wait_for_url("**/t/**")
    page.wait_for_selector("form[data-composer]")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.number") == "2"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.dataset.number") == "1"
    page.keyboard.press("r")
    page.keyboard.type("I lost it on Tuesday, jumping.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".post-body").last).to_have_text("I lost it on Tuesday, jumping.")


def test_single_keys_can_be_switched_off_for_good(opens: People, town: Town) -> None:
    page = opens("tomasz", town.stories["reading"])
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.number") == "1"
    page.goto("/preferences")
    page.locator("[name=shortcuts]").uncheck()
    page.get_by_role("button", name="Save").click()
    page.goto(town.stories["reading"])
    expect(page.locator("[data-open-keys]")).to_have_count(0)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
