"""The board in Arabic: mirrored, not merely turned. Author right of the text, the thread on the right, arrows ahead.

Every test leaves a picture in its temporary folder (`pytest --basetemp=/tmp/look` keeps them where one finds them).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import People, Town

WIDE, NARROW = 1280, 390
PLACES = [
    (None, "index"),
    (None, "board"),
    (None, "topic"),
    (None, "long topic"),
    (None, "/accounts/login/"),
    (None, "/accounts/signup/"),
    (None, "404 /nothing/is/here"),
    ("marta", "topic"),
    ("marta", "start"),
    ("marta", "/preferences"),
    ("marta", "history"),
    ("ines", "delete post"),
    ("ada", "/panel"),
    ("ada", "/panel/boards"),
    ("ada", "/panel/permissions/1"),
]


def box(locator: Locator) -> dict[str, float]:
    """Where something is: left, right, top, bottom in CSS pixels of the window."""
    found = locator.first.bounding_box()
    assert found is not None
    return {
        "left": found["x"],
        "right": found["x"] + found["width"],
        "top": found["y"],
        "bottom": found["y"] + found["height"],
    }


def overflow(page: Page) -> float:
    """How far the page can be pushed sideways, in pixels; what a person would notice, in either direction."""
    return page.evaluate(
        """() => {
          const pushed = [-5000, 5000].map((to) => { scrollTo(to, 0); return Math.abs(scrollX) })
          scrollTo(0, 0)
          return Math.max(...pushed)
        }"""
    )


def picture(page: Page, folder: Path, name: str) -> None:
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    assert path.stat().st_size > 10_000


def arabic(opens: People, town: Town, who: str | None, place: str, width: int) -> Page:
    """A page as somebody sees it whose browser asks for Arabic."""
    path = place.removeprefix("404 ")
    page = opens(
        who, town.places.get(path, path), width=width, locale="ar", reduced_motion="reduce", expects="404 (Not Found)"
    )
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("dir") == "rtl"
    return page


@pytest.mark.parametrize(("who", "place"), PLACES)
def test_nothing_is_wider_than_the_window(opens: People, town: Town, tmp_path: Path, who: str | None, place: str):
    page = arabic(opens, town, who, place, WIDE)
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, tmp_path, f"page-{width}")
        assert overflow(page) == 0, f"at {width} pixels"


def test_what_is_too_wide_would_be_seen(opens: People, town: Town):
    page = arabic(opens, town, None, "index", NARROW)
    page.evaluate(
        """() => {
          const wide = document.createElement("div")
          Object.assign(wide.style, { inlineSize: "900px", blockSize: "10px" })
          document.querySelector("main").append(wide)
        }"""
    )
    assert overflow(page) > 400


def test_the_author_stands_right_of_the_text_and_the_thread_between_them(opens: People, town: Town, tmp_path: Path):
    page = arabic(opens, town, None, "topic", WIDE)
    author, text = box(page.locator(".post-author")), box(page.locator(".post-main"))
    assert author["left"] >= text["right"] - 1
    edges = page.locator(".post-main").first.evaluate(
        "(one) => [getComputedStyle(one).borderRightWidth, getComputedStyle(one).borderLeftWidth]"
    )
    assert edges == ["2px", "0px"]
    picture(page, tmp_path, "topic")


def test_on_a_phone_the_thread_is_still_on_the_right(opens: People, town: Town, tmp_path: Path):
    page = arabic(opens, town, None, "topic", NARROW)
    posts, avatar = box(page.locator(".posts")), box(page.locator(".post-author .avatar"))
    assert posts["right"] - avatar["right"] < avatar["left"] - posts["left"]
    edges = page.locator(".posts").evaluate(
        "(one) => [getComputedStyle(one).borderRightWidth, getComputedStyle(one).borderLeftWidth]"
    )
    assert edges == ["2px", "1px"]
    picture(page, tmp_path, "topic")


def test_a_text_from_left_to_right_stands_beside_its_author_too(opens: People, town: Town):
    page = arabic(opens, town, None, "long topic", WIDE)
    main, words = box(page.locator(".post-main")), box(page.locator(".post-body p"))
    assert page.locator(".post-body p").first.evaluate("(one) => getComputedStyle(one).direction") == "ltr"
    assert main["right"] - words["right"] < 40


def test_breadcrumbs_begin_on_the_right(opens: People, town: Town):
    page = arabic(opens, town, None, "topic", WIDE)
    steps = [box(step) for step in page.locator(".crumbs a").all()]
    assert len(steps) >= 3
    assert [step["right"] for step in steps] == sorted((step["right"] for step in steps), reverse=True)


def test_pages_count_from_right_to_left_and_the_arrow_points_ahead(opens: People, town: Town, tmp_path: Path):
    page = arabic(opens, town, None, "long topic", WIDE)
    pager = page.locator(".pager").first
    here, ahead = box(pager.locator("[aria-current]")), box(pager.locator("[rel=next]"))
    assert ahead["right"] <= here["left"]
    turned = pager.locator("[rel=next] .icon").evaluate("(one) => getComputedStyle(one).transform")
    assert turned == "matrix(-1, 0, 0, 1, 0, 0)"
    picture(page, tmp_path, "pager")


def test_in_english_the_same_arrow_is_not_turned(opens: People, town: Town):
    page = opens(None, town.places["long topic"])
    assert page.locator("html").get_attribute("dir") == "ltr"
    icon = page.locator(".pager [rel=next] .icon").first
    assert icon.evaluate("(one) => getComputedStyle(one).transform") == "none"
    author, text = box(page.locator(".post-author")), box(page.locator(".post-main"))
    assert author["right"] <= text["left"] + 1


def test_a_long_title_in_another_direction_loses_its_end_not_its_beginning(opens: People, town: Town):
    page = arabic(opens, town, None, "index", WIDE)
    titles = page.locator(".row-last-title").evaluate_all(
        """(all) => all.map((one) => {
          const words = document.createRange()
          words.selectNodeContents(one)
          const [text, room] = [words, one.closest("p")].map((it) => it.getBoundingClientRect())
          return {
            arabic: /[\\u0600-\\u06ff]/.test(one.textContent[0]),
            direction: getComputedStyle(one).direction,
            cut: one.scrollWidth > one.clientWidth,
            fromTheRight: room.right - text.right,
            fromTheLeft: text.left - room.left,
          }
        })"""
    )
    assert {title["direction"] for title in titles if title["arabic"]} == {"rtl"}
    assert {title["direction"] for title in titles if not title["arabic"]} == {"ltr"}
    cut, whole = ([title for title in titles if title["cut"] is is_cut] for is_cut in (True, False))
    assert cut
    assert whole
    assert max(title["fromTheRight"] for title in whole) < 1
    assert max(abs(title["fromTheLeft"]) for title in cut if not title["arabic"]) < 1


def test_a_field_takes_the_direction_of_what_is_in_it(opens: People, town: Town):
    page = arabic(opens, town, "marta", "/preferences/profile", WIDE)
    words = page.locator("form textarea").first
    assert words.evaluate("(one) => getComputedStyle(one).unicodeBidi") == "plaintext"
