"""Menus, single keys, presence and passkeys, in a real browser."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Request

from threadkeep.theme.tests.conftest import Opener
from threadkeep.theme.tests.styleguide_page import Handler

pytestmark = pytest.mark.browser

STUB = '<title>ok</title><link rel="icon" href="data:,">'
FOCUSED = "document.activeElement.closest('article')?.id ?? ''"


def test_j_and_k_walk_the_posts(topic: Opener) -> None:
    page = topic()
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == "p101"
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == "p103"
    page.keyboard.press("k")
    assert page.evaluate(FOCUSED) == "p102"


def test_n_goes_to_the_first_unread_post_and_r_to_the_composer(topic: Opener) -> None:
    page = topic()
    page.keyboard.press("n")
    assert page.evaluate(FOCUSED) == "p104"
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.id") == "reply-text"
    page.keyboard.type("jnr?")
    assert page.locator("#reply-text").input_value() == "jnr?"


def test_u_goes_up(topic: Opener) -> None:
    page = topic()
    page.route("**/b/1", lambda route: route.fulfill(body="the board"))
    page.keyboard.press("u")
    page.wait_for_url("**/b/1")


def test_the_help_opens_and_single_keys_can_be_switched_off_there(topic: Opener) -> None:
    page = topic()
    page.keyboard.press("?")
    page.get_by_label("Use single keys in this browser").uncheck()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == ""
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == ""
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use single keys in this browser").check()
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) != ""


def test_the_member_menu_closes_politely(topic: Opener) -> None:
    page = topic()
    menu = page.locator("details.menu")
    menu.locator("summary").click()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    menu.locator("summary").click()
    page.locator("h1").first.click()
    assert menu.get_attribute("open") is None


def test_a_time_stays_whole_and_its_tooltip_says_how_long_ago(topic: Opener) -> None:
    page = topic()
    time = page.locator(".post-head time").first
    before = time.inner_text()
    time.hover()
    assert time.get_attribute("title")
    assert time.inner_text() == before


def test_presence_is_told_each_minute_only_while_the_page_is_looked_at(topic: Opener) -> None:
    page = topic()
    page.clock.install()
    told: list[str] = []
    page.route("**/seen/*", lambda route: (told.append(route.request.url), route.fulfill(status=204)))
    page.route("**/topic?seen", add_seen)
    page.goto("/topic?seen")
    page.wait_for_selector("img.seen", state="attached")
    first = len(told)
    page.clock.run_for(61_000)
    page.wait_for_timeout(50)
    assert len(told) == first + 1
    page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden' })")
    page.clock.run_for(200_000)
    page.wait_for_timeout(50)
    assert len(told) == first + 1


def add_seen(route: Any) -> None:
    answer = route.fetch()
    body = answer.text().replace("</main>", '<img class="seen" src="/seen/1.gif" data-src="/seen/1.gif" alt=""></main>')
    route.fulfill(response=answer, body=body)


CREATION = {
    "creation_options": {
        "publicKey": {
            "rp": {"id": "localhost", "name": "Nightjar Radio"},
            "user": {"id": "bWFydGE", "name": "marta", "displayName": "Marta"},
            "challenge": "Y2hhbGxlbmdlLWNoYWxsZW5nZQ",
            "pubKeyCredParams": [{"type": "public-key", "alg": -7}, {"type": "public-key", "alg": -257}],
            "excludeCredentials": [],
            "authenticatorSelection": {"residentKey": "discouraged", "userVerification": "discouraged"},
            "extensions": {"credProps": True},
        }
    }
}
REQUEST = {
    "request_options": {
        "publicKey": {
            "challenge": "Y2hhbGxlbmdlLWNoYWxsZW5nZQ",
            "rpId": "localhost",
            "allowCredentials": [],
            "userVerification": "required",
        }
    }
}


def at_passkey_page(opened: Opener, address: str, kind: str, options: dict[str, Any] | None) -> Page:
    """The page of one of allauth's forms, in a browser that has an authenticator."""
    Handler.passkey = {"kind": kind, "options": options}
    page = opened(path=f"{address.replace('127.0.0.1', 'localhost')}/passkey")
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    client.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    return page


def sent(page: Page) -> dict[str, Any]:
    """Press the button; the credential that the form then sends."""
    page.route(
        "**/passkey",
        lambda route: (
            route.fulfill(body=STUB, content_type="text/html") if is_post(route.request) else route.fallback()
        ),
    )
    with page.expect_request(is_post) as request:
        page.locator("#go").click()
    from urllib.parse import parse_qs

    credential: dict[str, Any] = json.loads(parse_qs(request.value.post_data or "")["credential"][0])
    return credential


def is_post(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/passkey")


def test_a_passkey_is_made_and_then_signs_in(opened: Opener, address: str) -> None:
    page = at_passkey_page(opened, address, "add", CREATION)
    made = sent(page)
    assert made["type"] == "public-key"
    assert made["response"]["attestationObject"]
    assert made["clientExtensionResults"]["credProps"]["rk"] is True
    # What was just sent is still to be answered: without waiting it would go on to the real server.
    page.unroute_all(behavior="wait")
    Handler.passkey = {"kind": "login", "options": None}
    # The page asks as soon as it is there: the answer has to be ready before it is.
    page.route(
        "**/passkey",
        lambda route: (
            route.fulfill(json=REQUEST)
            if "json" in route.request.headers["accept"]
            else route.fulfill(body=STUB, content_type="text/html")
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
    page.goto(page.url)
    with page.expect_request(is_post):
        page.locator("#go").click()


def test_a_refused_passkey_says_what_to_do(opened: Opener, address: str) -> None:
    page = at_passkey_page(opened, address, "authenticate", REQUEST)
    page.locator("#go").click()
    page.get_by_text("That did not work, or was stopped.").wait_for()
