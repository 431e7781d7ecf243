"""Files of a post in a real browser: where they stand, how they arrive, what they show, and in which order."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

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


def hold_uploads(page: Page) -> list[Route]:
    """Let no upload arrive until the test says so. Out: those on their way."""
    held: list[Route] = []
    page.route("**/upload", lambda route: held.append(route))  # noqa: PLW0108 - Playwright cannot mark a built-in
    return held


def taken(number: int, name: str, is_picture: bool) -> dict[str, Any]:
    facts = {"id": number, "name": name, "size": 1234, "is_picture": is_picture, "width": 9, "height": 9}
    return {"json": {**facts, "thumb_url": None}}


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


def bring(page: Page, way: str, *files: tuple[str, str], plain: str = "") -> None:
    """Paste or drop files, each a name and a type, with words along if a clipboard has some."""
    page.evaluate(
        """([way, files, plain]) => {
          const carried = new DataTransfer()
          for (const [name, type] of files) carried.items.add(new File(['x'], name, { type }))
          if (plain) carried.setData('text/plain', plain)
          const field = document.querySelector('#reply-text')
          const options = { bubbles: true, cancelable: true }
          field.dispatchEvent(way === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: carried })
            : new DragEvent('drop', { ...options, dataTransfer: carried }))
        }""",
        [way, files, plain],
    )


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_pictures_hold_their_place_from_the_first_moment(topic: Opener, way: str) -> None:
    page = topic()
    held = hold_uploads(page)
    text(page).fill("Before. After.")
    page.evaluate("document.querySelector('#reply-text').setSelectionRange(7, 8)")
    bring(page, way, ("mast.png", "image/png"), ("mast.png", "image/png"))
    assert text(page).input_value() == ("Before.\n\n(uploading mast.png …)\n\n(uploading mast.png 2 …)\n\nAfter.")
    page.wait_for_timeout(200)
    text(page).press("Control+End")
    text(page).type(" Typed meanwhile.")
    assert len(held) == 2
    held[1].fulfill(status=201, **taken(32, "mast.png", True))
    held[0].fulfill(status=201, **taken(31, "mast.png", True))
    page.locator('[data-file="31"]').wait_for()
    assert text(page).input_value() == (
        "Before.\n\n![mast.png](attachment:31)\n\n![mast.png](attachment:32)\n\nAfter. Typed meanwhile."
    )
    # The cursor stayed where the writer was.
    text(page).type("!")
    assert text(page).input_value().endswith("meanwhile.!")


def test_the_picture_tool_puts_what_is_chosen_where_the_cursor_is(topic: Opener) -> None:
    page = topic()
    answer_uploads(page, taken(31, "mast.png", True))
    with page.expect_file_chooser() as chooser:
        page.locator("#reply").get_by_role("button", name="Pictures and files").click()
    chooser.value.set_files([PICTURE])
    page.locator('[data-file="31"]').wait_for()
    assert text(page).input_value() == "![mast.png](attachment:31)\n\n"


def test_cells_of_a_spreadsheet_are_no_picture_although_the_clipboard_has_one(topic: Opener) -> None:
    page = topic()
    bring(page, "paste", ("image.png", "image/png"), plain="just words")
    page.wait_for_timeout(200)
    assert page.locator("#reply .upload").count() == 0


def test_what_is_cancelled_leaves_the_text(topic: Opener) -> None:
    page = topic()
    page.route("**/upload", lambda _route: None)
    text(page).fill("Before.")
    text(page).press("Control+End")
    bring(page, "paste", ("mast.png", "image/png"))
    page.locator("#reply .upload-waiting").get_by_role("button", name="Cancel").click()
    assert text(page).input_value().strip() == "Before."
    assert page.locator("#reply [data-uploads]").is_hidden()


def test_nothing_is_sent_while_a_file_is_on_its_way(topic: Opener) -> None:
    page = topic()
    held = hold_uploads(page)
    page.route("**/t/1/reply", lambda route: route.fulfill(body="sent"))
    text(page).fill("With a picture.")
    bring(page, "paste", ("mast.png", "image/png"))
    page.locator("#reply .upload-waiting").wait_for()
    text(page).press("Control+Enter")
    page.get_by_text("A file is still on its way.").wait_for()
    held[0].fulfill(status=201, **taken(31, "mast.png", True))
    page.locator('[data-file="31"]').wait_for()
    with page.expect_request("**/t/1/reply"):
        text(page).press("Control+Enter")


def test_no_more_than_three_go_up_at_once(topic: Opener) -> None:
    page = topic()
    held = hold_uploads(page)
    bring(page, "drop", *((f"{number}.txt", "text/plain") for number in range(5)))
    page.wait_for_timeout(300)
    assert len(held) == 3
    for number, route in enumerate(list(held)):
        route.fulfill(status=201, **taken(40 + number, f"{number}.txt", False))
    page.wait_for_function("() => document.querySelectorAll('#reply [data-file]').length === 3")
    page.wait_for_timeout(300)
    assert len(held) == 5
    for number, route in enumerate(held[3:]):
        route.fulfill(status=201, **taken(50 + number, f"{number}.txt", False))
    page.locator('[data-file="51"]').wait_for()


def test_the_words_of_a_picture_in_the_text_follow_those_beside_it(topic: Opener) -> None:
    page = topic()
    answer_uploads(page, taken(31, "mast.png", True))
    bring(page, "paste", ("mast.png", "image/png"))
    page.locator('input[name="alt-31"]').fill("The mast [1934]")
    page.locator('input[name="caption-31"]').fill("Ours")
    page.locator('input[name="caption-31"]').press("Tab")
    expect(text(page)).to_have_value(re.compile(re.escape('![The mast \\[1934\\]](attachment:31 "Ours")')))
    page.locator('input[name="alt-31"]').fill("A mast")
    page.locator('input[name="alt-31"]').press("Tab")
    expect(text(page)).to_have_value(re.compile(re.escape('![A mast](attachment:31 "Ours")')))
    assert page.evaluate("document.activeElement.name") == "caption-31"


def test_files_change_places_by_button_and_are_sent_in_that_order(topic: Opener) -> None:
    page = topic()
    answer_uploads(page, taken(31, "mast.png", True), taken(32, "hum.flac", False))
    for file in (PICTURE, SOUND):
        page.set_input_files("#reply-files", [file])
        page.wait_for_timeout(100)
    page.locator('[data-file="32"]').get_by_role("button", name="Further up hum.flac").click()
    order = page.locator('#reply input[name="attachment"]').evaluate_all("(all) => all.map((one) => one.value)")
    assert order == ["32", "31"]
    assert page.get_by_text("hum.flac is now file 1 of 2.").count() == 1
    # It is the first now: there is no further up, so the focus is on the way back.
    assert page.evaluate("document.activeElement.name") == "down"


def test_files_can_be_dragged_into_order(topic: Opener) -> None:
    page = topic()
    answer_uploads(page, taken(31, "mast.png", True), taken(32, "hum.flac", False))
    for number, file in ((31, PICTURE), (32, SOUND)):
        page.set_input_files("#reply-files", [file])
        page.locator(f'[data-file="{number}"]').wait_for()
    page.locator('[data-file="32"] .upload-thumb').drag_to(
        page.locator('[data-file="31"]'), target_position={"x": 20, "y": 5}
    )
    order = page.locator('#reply input[name="attachment"]').evaluate_all("(all) => all.map((one) => one.value)")
    assert order == ["32", "31"]


def test_a_file_left_out_leaves_the_text_and_can_be_taken_in_again(topic: Opener) -> None:
    page = topic()
    page.evaluate("window.told = 0; document.addEventListener('tk:files', () => { window.told += 1 })")
    answer_uploads(page, taken(31, "mast.png", True))
    bring(page, "paste", ("mast.png", "image/png"))
    row = page.locator('[data-file="31"]')
    row.get_by_role("button", name="Leave out mast.png").click()
    assert text(page).input_value().strip() == ""
    assert page.locator('#reply input[name="attachment"]:checked').count() == 0
    assert page.locator('input[name="alt-31"]').is_hidden()
    row.get_by_role("button", name="Take in again mast.png").click()
    assert page.locator('#reply input[name="attachment"]:checked').count() == 1
    assert page.evaluate("window.told") == 3


def test_too_often_can_be_tried_again(topic: Opener) -> None:
    page = topic(expects="429")
    answer_uploads(page, {"status": 429, "json": {"error": "That was too often."}}, taken(31, "mast.png", True))
    page.set_input_files("#reply-files", [PICTURE])
    page.get_by_text("That was too often.").wait_for()
    page.get_by_role("button", name="Try again").click()
    page.locator('[data-file="31"]').wait_for()
