"""Theme and density are there with the first paint, and nothing moves after it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import People, Town

MOST_SHIFT = 0.02  # conventions, 5.2
WATCH = """
window.shift = 0
window.grounds = []
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shift += one.value
}).observe({ type: 'layout-shift', buffered: true })
const note = () => {
  if (document.body) window.grounds.push(getComputedStyle(document.documentElement).backgroundColor)
  requestAnimationFrame(note)
}
requestAnimationFrame(note)
"""


def settled(page: Page) -> float:
    """Scroll through the whole page as a reader does; what moved, as the browser counts it."""
    page.wait_for_load_state("networkidle")
    height = page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 700):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(60)
        assert top < 60_000
    page.wait_for_load_state("networkidle")
    return float(page.evaluate("window.shift"))


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_while_a_page_comes_or_is_read(opens: People, town: Town, width: int) -> None:
    page = opens(None, "about:blank", width=width)
    page.context.add_init_script(WATCH)
    for place in ("index", "board", "topic", "long topic"):
        page.goto(town.places[place])
        assert settled(page) <= MOST_SHIFT, place


def test_a_chosen_theme_and_density_come_with_the_first_paint(opens: People, town: Town) -> None:
    page = opens("tomasz", "/preferences", color_scheme="light")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.locator("[name=theme][value=dark]").check()
    page.locator("[name=density][value=compact]").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("html[data-theme=dark][data-density=compact]")
    page.context.add_init_script(WATCH)
    for place in ("index", "board", "topic"):
        page.goto(town.places[place])
        assert page.evaluate("document.documentElement.dataset.density") == "compact"
        assert settled(page) <= MOST_SHIFT
        grounds = set(page.evaluate("window.grounds"))
        assert len(grounds) == 1
        assert light not in grounds


def test_the_switch_in_the_footer_holds_from_page_to_page_without_a_flash(opens: People, town: Town) -> None:
    page = opens(None, color_scheme="light")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Dark", exact=True).click()
    page.context.add_init_script(WATCH)
    page.goto(town.places["topic"])
    page.wait_for_timeout(200)
    grounds = set(page.evaluate("window.grounds"))
    assert len(grounds) == 1
    assert light not in grounds
