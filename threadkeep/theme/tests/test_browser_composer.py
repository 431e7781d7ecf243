"""The composer's help in a real browser: nothing typed is lost, and the text stays the writer's."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route

from threadkeep.theme.tests.conftest import Opener

pytestmark = pytest.mark.browser

PICTURE = {"name": "mast.png", "mimeType": "image/png", "buffer": b"\x89PNG"}
SOUND = {"name": "hum.flac", "mimeType": "audio/flac", "buffer": b"fLaC"}


def text(page: Page) -> Any:
    return page.locator("#reply-text")


def answer_uploads(page: Page, *answers: dict[str, Any]) -> list[dict[str, str]]:
    """Answer each upload with the next of `answers`. Out: the headers of each, as they come."""
    seen: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        seen.append(route.request.headers)
        reply = answers[min(len(seen), len(answers)) - 1]
        if reply.get("abort"):
            route.abort()
        else:
            route.fulfill(status=reply.get("status", 201), json=reply["json"])

    page.route("**/upload", answer)
    return seen


def taken(number: int, name: str, is_picture: bool) -> dict[str, Any]:
    facts = {"id": number, "name": name, "size": 1234, "is_picture": is_picture, "width": 9, "height": 9}
    return {"json": {**facts, "thumb_url": None}}


@pytest.mark.parametrize(
    ("syntax", "tool", "typed", "written"),
    [
        ("markdown", "Bold", "hum", "**hum**"),
        ("bbcode", "Bold", "hum", "[b]hum[/b]"),
        ("markdown", "Link", "hum", "[hum](https://)"),
        ("bbcode", "Link", "hum", "[url=https://]hum[/url]"),
        ("markdown", "List", "a\nb", "- a\n- b"),
        ("bbcode", "Numbered list", "a\nb", "[list=1]\n[*] a\n[*] b\n[/list]"),
        ("markdown", "Quotation", "a\nb", "> a\n> b"),
        ("markdown", "Code", "a\nb", "```\na\nb\n```"),
    ],
)
def test_the_toolbar_writes_the_language_of_the_text(
    topic: Opener, syntax: str, tool: str, typed: str, written: str
) -> None:
    page = topic()
    page.locator("#reply [data-syntax-choice]").select_option(syntax)
    text(page).fill(typed)
    text(page).select_text()
    page.locator("#reply").get_by_role("button", name=tool, exact=True).click()
    assert text(page).input_value() == written
    page.keyboard.press("Control+z")
    assert text(page).input_value() == typed


def test_the_toolbar_is_one_stop_for_tab_and_walks_with_arrows(topic: Opener) -> None:
    page = topic()
    page.locator('#reply [data-mark="bold"]').focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.mark") == "italic"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.dataset.mark") == "numbers"
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


def test_quote_puts_the_servers_quotation_into_the_text(topic: Opener) -> None:
    page = topic()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(json={"text": "> [Tom O'Neill, #2](post:102)\n>\n> Hide them."})

    page.route("**/p/102/quote*", answer)
    text(page).fill("Yes.")
    page.locator("#p102 .act-quote").click()
    page.wait_for_function("() => document.querySelector('#reply-text').value.includes('Hide them')")
    assert text(page).input_value() == "Yes.\n\n> [Tom O'Neill, #2](post:102)\n>\n> Hide them.\n\n"
    assert asked[0].endswith("syntax=markdown")


@pytest.mark.parametrize(
    ("syntax", "written"),
    [
        ("markdown", "> [Tom O'Neill, #2](post:102)\n>\n> not\n\n"),
        ("bbcode", '[quote author="Tom O\'Neill" post_id=102]not[/quote]\n\n'),
    ],
)
def test_quote_takes_only_what_is_selected_in_that_post(topic: Opener, syntax: str, written: str) -> None:
    page = topic()
    page.locator("#reply [data-syntax-choice]").select_option(syntax)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#p102 em'))")
    page.locator("#p102 .act-quote").dispatch_event("click")
    assert text(page).input_value() == written


def test_a_quote_that_cannot_be_had_is_told_and_the_text_stays(topic: Opener) -> None:
    page = topic()
    page.route("**/p/102/quote*", lambda route: route.fulfill(status=200, body="no JSON"))
    text(page).fill("Mine.")
    page.locator("#p102 .act-quote").click()
    page.get_by_text("The quote could not be fetched.").wait_for()
    assert text(page).input_value() == "Mine."


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


def test_files_go_up_while_one_writes_and_come_into_the_text(topic: Opener) -> None:
    page = topic()
    seen = answer_uploads(page, taken(31, "mast.png", True), taken(32, "hum.flac", False))
    page.set_input_files("#reply-files", [PICTURE])
    page.locator('[data-file="31"]').wait_for()
    page.set_input_files("#reply-files", [SOUND])
    page.locator('[data-file="32"]').wait_for()
    assert {one["x-csrftoken"] for one in seen} == {"token"}
    assert len({one["idempotency-key"] for one in seen}) == 2
    page.locator('input[name="alt-31"]').fill('A mast, with "stays"')
    page.locator('input[name="caption-31"]').fill("Ours")
    page.locator('[data-file="31"] [data-insert]').click()
    page.locator('[data-file="32"] [data-insert]').click()
    written = text(page).input_value()
    assert '![A mast, with "stays"](attachment:31 "Ours")' in written
    assert "[hum.flac](attachment:32)" in written
    sent = page.locator('#reply input[name="attachment"]:checked')
    assert [sent.nth(at).get_attribute("value") for at in range(sent.count())] == ["31", "32"]
    assert page.evaluate("document.querySelector('#reply-files').files.length") == 0


def test_in_bbcode_a_file_is_written_in_bbcode(topic: Opener) -> None:
    page = topic()
    answer_uploads(page, taken(31, "mast.png", True))
    page.locator("#reply [data-syntax-choice]").select_option("bbcode")
    page.set_input_files("#reply-files", [PICTURE])
    page.locator('input[name="alt-31"]').fill('A "mast"')
    page.locator('[data-file="31"] [data-insert]').click()
    assert text(page).input_value().strip() == "[attach id=31 alt=\"A 'mast'\"]mast.png[/attach]"


def test_a_refused_file_shows_the_servers_sentence_and_can_only_be_taken_away(topic: Opener) -> None:
    page = topic(expects="422")
    refusal = {"status": 422, "json": {"error": "This file is larger than 20 MB."}}
    answer_uploads(page, refusal)
    page.set_input_files("#reply-files", [PICTURE])
    page.get_by_text("This file is larger than 20 MB").wait_for()
    row = page.locator("#reply .upload-waiting")
    assert row.get_by_role("button", name="Try again").is_hidden()
    row.get_by_role("button", name="Cancel").click()
    assert page.locator("#reply [data-uploads]").is_hidden()


def test_a_lost_connection_can_be_tried_again_with_the_same_key(topic: Opener) -> None:
    page = topic(expects="ERR_FAILED")
    seen = answer_uploads(page, {"abort": True}, taken(31, "mast.png", True))
    page.set_input_files("#reply-files", [PICTURE])
    page.get_by_role("button", name="Try again").click()
    page.locator('[data-file="31"]').wait_for()
    assert len({one["idempotency-key"] for one in seen}) == 1


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_files_can_be_pasted_and_dropped(topic: Opener, way: str) -> None:
    page = topic()
    answer_uploads(page, taken(31, "mast.png", True))
    page.evaluate(
        """(way) => {
          const carried = new DataTransfer()
          carried.items.add(new File(['x'], 'mast.png', { type: 'image/png' }))
          const field = document.querySelector('#reply-text')
          const options = { bubbles: true, cancelable: true }
          field.dispatchEvent(way === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: carried })
            : new DragEvent('drop', { ...options, dataTransfer: carried }))
        }""",
        way,
    )
    page.locator('[data-file="31"]').wait_for()
    assert text(page).input_value() == ""
