"""A guest with a telephone, 390 pixels wide: nothing has to be pushed sideways."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import People, Town


def fits(page: Page) -> None:
    """The page is no wider than the screen, and neither is anything on it that does not scroll by itself."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    hanging_out = page.evaluate(
        """() => [...document.querySelectorAll('main *, header *, footer *')].filter((one) => {
          const box = one.getBoundingClientRect()
          if (box.width === 0 || box.right <= innerWidth + 1) return false
          for (let up = one.parentElement; up; up = up.parentElement)
            if (getComputedStyle(up).overflowX !== 'visible') return false
          return !one.closest('.vh')
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert hanging_out == [], page.url


def test_index_board_topic_second_page_and_print_view(opens: People, town: Town) -> None:
    page = opens(width=390, is_mobile=True, has_touch=True)
    fits(page)
    page.get_by_role("link", name="Boats and ropes").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Boats and ropes")
    fits(page)
    page.get_by_role("link", name="The old ferry").first.tap()
    expect(page.locator("figure.picture")).not_to_have_count(0)
    fits(page)
    page.goto(town.places["long topic"])
    page.get_by_role("link", name="Page 2", exact=True).first.tap()
    expect(page.locator(".post").first).to_have_attribute("data-number", "21")
    fits(page)
    page.get_by_role("link", name="Print view").tap()
    page.wait_for_url("**/print**")
    fits(page)
    for path in ("/accounts/login/", "/accounts/signup/", "/nothing/is/here"):
        opens.expected.append("status of 404")
        page.goto(path)
        fits(page)


def test_writing_and_the_panel_fit_too(opens: People, town: Town) -> None:
    for who, places in {
        "ines": ("topic", "start", "history", "/preferences", "/a/1/remove", "rename"),
        "ada": ("/panel", "/panel/boards", "/panel/permissions/1", "/panel/members", "/panel/explain"),
    }.items():
        page = opens(who, width=390)
        for place in places:
            page.goto(town.places.get(place, place))
            fits(page)
