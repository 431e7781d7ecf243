"""The look in a real browser: accessibility, policy, sizes, themes, and without a script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from threadkeep.theme.tests.conftest import Opener

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
SHIFTS = """() => new Promise((done) => {
  let sum = 0
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value })
    .observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => done(sum), 400)
})"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("query", ["?theme=light", "?theme=dark", "?theme=light&dir=rtl&lang=ar"])
def test_axe_finds_nothing(opened: Opener, query: str, width: int) -> None:
    page = opened(query, width=width, reduced_motion="reduce")
    result = Axe().run(page, options=RULES)
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_has_to_be_scrolled_sideways(opened: Opener, width: int, direction: str) -> None:
    page = opened(f"?dir={direction}", width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps_while_a_page_loads(opened: Opener, width: int) -> None:
    page = opened(width=width)
    assert page.evaluate(SHIFTS) <= 0.02


def test_text_of_posts_is_seventeen_pixels_in_lines_of_at_most_seventy_letters(opened: Opener) -> None:
    page = opened()
    paragraph = page.locator(".post-body p").first
    assert paragraph.evaluate("(one) => getComputedStyle(one).fontSize") == "17px"
    letter = paragraph.evaluate(
        "(one) => { const probe = document.createElement('span'); probe.textContent = '0'.repeat(70); "
        "one.append(probe); const { width } = probe.getBoundingClientRect(); probe.remove(); return width }"
    )
    # The browser's "ch" and seventy drawn zeros differ by less than a hundredth.
    assert paragraph.bounding_box()["width"] <= letter * 1.01


def test_the_header_is_at_most_52_pixels_leaves_on_reading_on_and_returns_on_scrolling_up(opened: Opener) -> None:
    page = opened()
    header = page.locator("[data-top]")
    assert header.bounding_box()["height"] <= 52
    page.mouse.move(640, 500)
    page.mouse.wheel(0, 1500)
    page.wait_for_selector("[data-top][data-away]")
    page.mouse.wheel(0, -300)
    page.wait_for_selector("[data-top]:not([data-away])")


def test_density_changes_space_and_not_the_letters(opened: Opener) -> None:
    heights, sizes = [], set()
    for density in ["compact", "normal", "roomy"]:
        page = opened(f"?density={density}")
        heights.append(page.evaluate("document.documentElement.scrollHeight"))
        sizes.add(page.locator(".post-body p").first.evaluate("(one) => getComputedStyle(one).fontSize"))
    assert heights == sorted(set(heights))
    assert sizes == {"17px"}


def test_avatars_and_signatures_can_be_switched_off_without_making_posts_anew(opened: Opener) -> None:
    page = opened()
    assert page.locator(".post .avatar").first.is_visible()
    assert page.locator(".signature").is_visible()
    page.evaluate(
        "() => { const { dataset } = document.documentElement; dataset.avatars = dataset.signatures = 'off' }"
    )
    assert not page.locator(".post .avatar").first.is_visible()
    assert not page.locator(".signature").is_visible()


def background(page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_the_theme_follows_the_system_until_one_is_chosen_and_the_choice_stays(opened: Opener) -> None:
    page = opened(color_scheme="dark")
    dark = background(page)
    page.get_by_role("button", name="Light", exact=True).click()
    light = background(page)
    assert light != dark
    page.reload()
    assert background(page) == light
    assert page.locator('[data-choose="light"]').get_attribute("aria-pressed") == "true"


def test_a_new_preference_on_the_server_outranks_an_old_choice_in_the_browser(opened: Opener) -> None:
    page = opened(color_scheme="light")
    light = background(page)
    page.get_by_role("button", name="Light", exact=True).click()
    page.goto("/styleguide?theme=dark")
    assert background(page) != light


def test_without_a_script_all_can_be_read_and_nothing_dead_is_shown(opened: Opener) -> None:
    page = opened(java_script_enabled=False)
    for dead in [".toolbar", "[data-theme-switch]", "[data-open-keys]", "[data-insert]"]:
        assert page.locator(dead).first.is_hidden(), dead
    assert page.locator("#reply-files").is_visible()
    assert page.locator("#reply-text").is_visible()
    page.locator("details.menu summary").click()
    assert page.get_by_role("button", name="Sign out").is_visible()


def test_on_paper_there_are_texts_and_where_links_go_and_no_buttons(opened: Opener) -> None:
    page = opened()
    page.emulate_media(media="print")
    assert page.locator(".post-body").first.is_visible()
    assert page.locator(".post-head time").first.is_visible()
    for left_out in [".post-foot", ".top", ".composer", ".pager"]:
        assert page.locator(left_out).first.is_hidden(), left_out
    after = page.locator('.post-body a[href="https://example.com/hum"]').evaluate(
        "(one) => getComputedStyle(one, '::after').content"
    )
    assert "https://example.com/hum" in after


def test_nothing_moves_for_those_who_asked_for_stillness(opened: Opener) -> None:
    page = opened(reduced_motion="reduce")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).transitionDuration !== '0s').length"
    )
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_only_logical_sides_are_used() -> None:
    from threadkeep.theme.tests.test_contrast import CSS

    physical = re.compile(
        r"^\s*(?:margin|padding|border|inset)?-?(?:left|right)\s*:|text-align:\s*(?:left|right)", re.M
    )
    for path in CSS.glob("*.css"):
        text = re.sub(r"\.ta-(left|right) \{[^}]*\}", "", path.read_text("utf-8"))
        assert not physical.search(text), path.name
