"""The composer's help in a real browser: nothing typed is lost, and the text stays the writer's."""

from typing import Any

import pytest
from playwright.sync_api import Page

from threadkeep.theme.tests.conftest import Opener

pytestmark = pytest.mark.browser


def text(page: Page) -> Any:
    return page.locator("#reply-text")


def test_the_toolbar_is_one_stop_for_tab_and_walks_with_arrows(topic: Opener) -> None:
    page = topic()
    page.locator('#reply [data-mark="bold"]').focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.mark") == "italic"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.dataset.tool") == "full"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.mark") == "bold"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "reply-text"


def test_control_and_enter_send_the_form_as_its_button_would(topic: Opener) -> None:
    page = topic()
    page.route("**/t/1/reply", lambda route: route.fulfill(body="sent"))
    text(page).fill("73")
    with page.expect_request("**/t/1/reply") as request:
        text(page).press("Control+Enter")
    body = request.value.post_data_buffer or b""
    assert b'name="act"\r\n\r\nsend' in body
    assert b'name="csrfmiddlewaretoken"\r\n\r\ntoken' in body


def test_what_was_typed_comes_back_until_the_server_has_it(topic: Opener) -> None:
    page = topic()
    text(page).fill("Half a thought")
    page.goto("/topic?again")
    page.get_by_text("it had not been sent").wait_for()
    assert text(page).input_value() == "Half a thought"
    page.goto("/topic?sent_key=reply-1")
    page.wait_for_function("() => !localStorage.getItem('tk-draft:reply-1')")
    assert text(page).input_value() == ""


def test_what_was_typed_can_be_let_go(topic: Opener) -> None:
    page = topic()
    text(page).fill("Never mind")
    page.reload()
    page.get_by_role("button", name="Start afresh").click()
    assert text(page).input_value() == ""
    page.goto("/topic?fresh")
    page.wait_for_load_state()
    assert text(page).input_value() == ""


def test_an_older_text_never_overwrites_what_the_server_gave_back(topic: Opener) -> None:
    page = topic()
    kept = '{"text": "older", "base": "something else", "at": 1}'
    page.evaluate("(kept) => localStorage.setItem('tk-draft:reply-1', kept)", kept)
    page.reload()
    button = page.get_by_role("button", name="Bring mine back")
    button.wait_for()
    assert text(page).input_value() == ""
    button.click()
    assert text(page).input_value() == "older"
