"""Every kind of page, in light and in dark, before axe: WCAG 2.2 A and AA, and what axe calls best practice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import People, Town

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

# Who looks at what: a place of folk.py or an address; an error page has its status in front.
PAGES = [
    (None, "index"),
    (None, "board"),
    (None, "topic"),
    (None, "long topic"),
    (None, "print"),
    (None, "/accounts/login/"),
    (None, "/accounts/signup/"),
    (None, "/accounts/password/reset/"),
    (None, "404 /nothing/is/here"),
    (None, "410 /owner/used-long-ago"),
    (None, "/unread"),
    (None, "/composer/words"),
    (None, "/tags"),
    (None, "/tags/1"),
    ("marta", "index"),
    ("marta", "board"),
    ("marta", "topic"),
    ("marta", "start"),
    ("marta", "reply"),
    ("ines", "edit"),
    ("marta", "history"),
    ("marta", "profile"),
    ("marta", "/unread"),
    ("marta", "/bookmarks"),
    ("marta", "/p/1/bookmark"),
    ("marta", "/preferences"),
    ("marta", "/preferences/profile"),
    ("marta", "/preferences/name"),
    ("marta", "/preferences/login-name"),
    ("marta", "/accounts/sessions/"),
    ("marta", "/accounts/email/"),
    ("marta", "/accounts/2fa/"),
    ("mei", "/drafts"),
    ("mei", "draft"),
    ("ines", "topic"),
    ("ines", "rename"),
    ("ines", "delete topic"),
    ("ines", "delete post"),
    ("ines", "history sides"),
    ("ines", "put back"),
    ("ines", "hide version"),
    ("ines", "/a/1/remove"),
    ("ada", "/panel"),
    ("ada", "/panel/boards"),
    ("ada", "/panel/boards/new"),
    ("ada", "/panel/boards/3"),
    ("ada", "/panel/categories/1"),
    ("ada", "/panel/permissions"),
    ("ada", "/panel/permissions/1"),
    ("ada", "/panel/groups"),
    ("ada", "/panel/prefixes"),
    ("ada", "/panel/prefixes/1"),
    ("ada", "/panel/tags"),
    ("ada", "/tags/1/rename"),
    ("ada", "/panel/groups/1"),
    ("ada", "/panel/members"),
    ("ada", "/panel/members/2"),
    ("ada", "/panel/explain"),
    ("ada", "/panel/words"),
    ("ada", "/panel/words/new"),
    (None, "votes"),
    (None, "closed poll"),
    (None, "who reacted"),
    ("marta", "vote"),
    ("marta", "edit poll"),
    ("ines", "new poll"),
    ("ines", "react"),
    ("ada", "/panel/reactions"),
    ("ada", "/panel/reactions/1"),
    ("ada", "/panel/outbox"),
    ("ada", "/panel/parked"),
]


def violations(page: Page) -> list[str]:
    """What axe has to say against the page, one line for each element."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['html'][:200]} {node.get('failureSummary', '')}"
        for one in found
        for node in one["nodes"]
    ]


# Colours differ by scheme, sizes of targets by width: two of the four show all of either.
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_every_page_is_for_everyone(opens: People, town: Town, scheme: str, width: int) -> None:
    at: dict[str | None, Page] = {}
    faults = []
    opens.expected.append("Failed to load resource")
    for who, place in PAGES:
        if who not in at:
            at[who] = opens(who, "about:blank", width=width, color_scheme=scheme)
        status, address = place.split() if place[0].isdigit() else ("200", town.places.get(place, place))
        answer = at[who].goto(address)
        assert answer is not None
        assert (str(answer.status), place) == (status, place)
        faults += [f"{who} at {place}: {line}" for line in violations(at[who])]
    assert faults == [], "\n\n".join(faults)


def refused_reply(page: Page, town: Town) -> None:
    page.goto(town.places["reply"])
    page.locator("#reply-text").evaluate("(one) => { one.required = false; one.value = '' }")
    with page.expect_navigation(wait_until="load"):
        page.locator("#reply .button-primary").click()


def signed_out(page: Page, town: Town) -> None:
    page.goto(town.places["reply"])
    page.locator("#reply-text").fill("Half a thought")
    page.context.clear_cookies(name="session")
    with page.expect_navigation(wait_until="load"):
        page.locator("#reply .button-primary").click()


def expired_guard(page: Page, town: Town) -> None:
    page.goto(town.places["reply"])
    page.locator("#reply-text").fill("Half a thought")
    page.context.clear_cookies(name="csrf")
    with page.expect_navigation(wait_until="load"):
        page.locator("#reply .button-primary").click()


def too_often(page: Page, _town: Town) -> None:
    for _ in range(2):
        page.goto("/accounts/password/reset/")
        page.get_by_label("E-mail").fill("nobody@example.org")
        page.locator("form .button-primary").click()
    page.get_by_role("heading", name="A little slower, please").wait_for()


def too_large(page: Page, town: Town) -> None:
    page.goto(town.places["reply"])
    page.locator("#reply-text").evaluate("(one) => { one.value = 'word '.repeat(14000) }")
    with page.expect_navigation(wait_until="load"):
        page.locator("#reply .button-primary").click()
    page.locator("[aria-invalid]").wait_for()


def refused_sign_up(page: Page, _town: Town) -> None:
    page.goto("/accounts/signup/")
    page.locator("form .button-primary").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("who", "bring_about"),
    [
        ("marta", refused_reply),
        ("marta", signed_out),
        ("marta", expired_guard),
        ("marta", too_large),
        (None, too_often),
        (None, refused_sign_up),
    ],
    ids=lambda one: getattr(one, "__name__", str(one)),
)
def test_pages_that_say_no_are_for_everyone(
    opens: People, town: Town, scheme: str, who: str | None, bring_about: Callable[[Page, Town], None]
) -> None:
    page = opens(who, "about:blank", color_scheme=scheme, expects="Failed to load resource")
    bring_about(page, town)
    assert violations(page) == []


def test_axe_would_have_said_so(opens: People, town: Town) -> None:
    page = opens("marta", town.places["topic"])
    page.evaluate("document.querySelector('label[for=reply-text]').remove()")
    page.evaluate("document.querySelector('.post-body p').style.color = '#ccc'")
    found = {line.split(":")[0] for line in violations(page)}
    assert found == {"label", "color-contrast"}
