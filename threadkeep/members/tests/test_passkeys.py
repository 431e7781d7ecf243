"""Passkeys in a real browser with a virtual authenticator, under the board's own Content-Security-Policy."""

import re

import pytest

from tests.real_server import RealServer
from tests.services import browser_path
from threadkeep.members.tests.door import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.processes]
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def board(tmp_path):
    """A board of its own, as `threadkeep serve` opens it."""
    with RealServer(tmp_path) as server:
        yield server


@pytest.fixture
def page(board):
    """A page in Chromium that has a device for passkeys; whatever the policy stops fails the test."""
    from playwright.sync_api import sync_playwright

    said = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        page = chromium.new_page(base_url=f"http://localhost:{board.port}")
        page.on("console", lambda message: said.append(message.text) if "Security Policy" in message.text else None)
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        yield page
        chromium.close()
    assert not said


def become_owner(board, page):
    page.goto(re.search(r"/owner/\S+", board.log()).group(0))
    page.fill("[name=username]", "Olga")
    page.fill("[name=email]", "olga@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("/")


def add_passkey(page, *, alone=True):
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.fill("[name=name]", "Blue key")
    page.set_checked("[name=passwordless]", alone)
    page.click("#passkey-button")
    page.wait_for_url("**/recovery-codes/")


def sign_out(page):
    page.goto("/accounts/logout/")
    page.click("main button[type=submit]")
    page.wait_for_url("/")


def sign_in_with_password(page):
    page.goto("/accounts/login/")
    page.fill("[name=login]", "olga")
    page.fill("[name=password]", PASSWORD)
    page.click("main .button-primary")


def test_a_passkey_is_made_signs_in_alone_is_renamed_and_removed(board, page):
    become_owner(board, page)
    add_passkey(page)
    sign_out(page)

    page.goto("/accounts/login/")
    page.click("#passkey-button")
    page.wait_for_url("/")
    assert "Olga" in page.inner_text("header")

    page.goto("/accounts/2fa/webauthn/")
    page.click("text=Rename")
    page.click("text=Use your passkey")
    page.click("#passkey-button")
    page.fill("[name=name]", "Red key")
    page.click("main .button-primary")
    page.wait_for_url("**/webauthn/")
    assert "Red key" in page.inner_text("main")
    page.click("text=Remove")
    page.click("main .button-danger")
    page.wait_for_url("**/webauthn/")
    assert "You have none yet." in page.inner_text("main")


def test_a_passkey_can_be_the_second_step_after_the_password(board, page):
    become_owner(board, page)
    add_passkey(page, alone=False)
    sign_out(page)
    sign_in_with_password(page)
    page.wait_for_url("**/2fa/authenticate/")
    page.click("#passkey-button")
    page.wait_for_url("/")
    assert "Olga" in page.inner_text("header")
