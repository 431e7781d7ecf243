"""Writing in a real browser: the tools, pasting, lists, the preview and the whole window."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route

from threadkeep.theme.tests.conftest import Opener

pytestmark = pytest.mark.browser

GRID = "Year\tHeight\r\n1934\t120 m\r\n1961\t190 m\r\n"
HTML = "<meta charset=utf-8><table><tr><td>Year</td><td>Height</td></tr><tr><td>1934</td><td>a|b</td></tr></table>"


def text(page: Page) -> Any:
    return page.locator("#reply-text")


def write(page: Page, syntax: str, typed: str) -> None:
    page.locator("#reply [data-syntax-choice]").select_option(syntax)
    text(page).fill(typed)
    text(page).select_text()


def tool(page: Page, name: str) -> Any:
    return page.locator("#reply").get_by_role("button", name=name, exact=True)


def paste(page: Page, **kinds: str) -> None:
    """Paste what carries these kinds: plain="…", html="…"."""
    page.evaluate(
        """(kinds) => {
          const carried = new DataTransfer()
          for (const [kind, value] of Object.entries(kinds)) carried.setData(`text/${kind}`, value)
          const options = { bubbles: true, cancelable: true, clipboardData: carried }
          document.querySelector('#reply-text').dispatchEvent(new ClipboardEvent('paste', options))
        }""",
        kinds,
    )


TOOLS = [
    "Bold", "Italic", "Struck out", "Heading", "Link", "Quotation", "Code", "Spoiler", "List", "Numbered list",
    "List of tasks", "Formula",
]  # fmt: skip


@pytest.mark.parametrize("syntax", ["markdown", "bbcode"])
def test_a_tool_used_twice_gives_the_text_back(topic: Opener, syntax: str) -> None:
    page = topic()
    for name in TOOLS:
        for typed in ("hum", "a\nb"):
            write(page, syntax, typed)
            tool(page, name).click()
            assert text(page).input_value() != typed, name
            text(page).select_text()
            tool(page, name).click()
            assert text(page).input_value() == typed, name


WRITTEN = [
    ("markdown", "Bold", " hum ", " **hum** "),
    ("markdown", "Bold", "one\n\ntwo", "**one**\n\n**two**"),
    ("markdown", "Italic", "**hum**", "***hum***"),
    ("markdown", "Bold", "***hum***", "*hum*"),
    ("markdown", "Link", "hum", "[hum](https://)"),
    ("markdown", "Link", "https://a.example", "[](https://a.example)"),
    ("markdown", "Heading", "# hum", "hum"),
    ("markdown", "List", "a\nb", "- a\n- b"),
    ("markdown", "List", "1. a\n2. b", "- a\n- b"),
    ("markdown", "Numbered list", "a\n\nb", "1. a\n\n2. b"),
    ("markdown", "List of tasks", "- a", "- [ ] a"),
    ("markdown", "Quotation", "a\nb", "> a\n> b"),
    ("markdown", "Code", "a\nb", "```\na\nb\n```"),
    ("markdown", "Spoiler", "a\nb", ":::spoiler\na\nb\n:::"),
    ("markdown", "Formula", "E", "$E$"),
    ("bbcode", "Bold", "hum", "[b]hum[/b]"),
    ("bbcode", "Link", "hum", "[url=https://]hum[/url]"),
    ("bbcode", "Link", "https://a.example", "[url=https://a.example][/url]"),
    ("bbcode", "Numbered list", "a\nb", "[list=1]\n[*] a\n[*] b\n[/list]"),
    ("bbcode", "Spoiler", "a", "[ispoiler]a[/ispoiler]"),
    ("bbcode", "Heading", "a", "[heading=2]a[/heading]"),
    ("bbcode", "Code", "a", "[icode]a[/icode]"),
]


def test_tools_write_what_a_person_would_and_can_be_undone(topic: Opener) -> None:
    page = topic()
    for syntax, name, typed, written in WRITTEN:
        write(page, syntax, typed)
        tool(page, name).click()
        assert text(page).input_value() == written, (syntax, name)
        page.keyboard.press("Control+z")
        assert text(page).input_value() == typed, (syntax, name)


KEYS = {
    "Control+b": "**hum**", "Control+i": "*hum*", "Control+k": "[hum](https://)", "Control+e": "`hum`",
    "Control+Shift+KeyX": "~~hum~~", "Control+Shift+Digit8": "- hum", "Control+Shift+Digit7": "1. hum",
    "Control+Shift+Period": "> hum",
}  # fmt: skip


def test_keys_do_what_tools_do(topic: Opener) -> None:
    page = topic()
    for keys, written in KEYS.items():
        write(page, "markdown", "hum")
        text(page).press(keys)
        assert text(page).input_value() == written


def test_on_a_phone_rare_tools_wait_behind_one_and_all_are_large(topic: Opener) -> None:
    page = topic(width=390)
    tools = page.locator("#reply .tool:visible")
    few = tools.count()
    assert few == 7
    assert len({box["y"] for box in map(_box, tools.all())}) == 1
    more = tool(page, "More tools")
    more.click()
    assert more.get_attribute("aria-expanded") == "true"
    assert tools.count() > 15
    assert min(min(box["width"], box["height"]) for box in map(_box, tools.all())) >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _box(one: Any) -> Any:
    return one.bounding_box()


def test_an_address_pasted_over_words_makes_them_a_link(topic: Opener) -> None:
    page = topic()
    for syntax, written in (
        ("markdown", "see [the page](https://a.example/%28x%29)"),
        ("bbcode", "see [url=https://a.example/(x)]the page[/url]"),
    ):
        write(page, syntax, "see the page")
        page.evaluate("document.querySelector('#reply-text').setSelectionRange(4, 12)")
        paste(page, plain="https://a.example/(x)")
        assert text(page).input_value() == written


TABLE_IN_BBCODE = """[table]
[tr][th]Year[/th][th]Height[/th][/tr]
[tr][td]1934[/td][td]120 m[/td][/tr]
[tr][td]1961[/td][td]190 m[/td][/tr]
[/table]"""
TABLE_IN_MARKDOWN = "| Year | Height |\n| --: | --- |\n| 1934 | 120 m |\n| 1961 | 190 m |"


def test_cells_of_a_spreadsheet_become_a_table_and_one_step_back_is_what_was_copied(topic: Opener) -> None:
    page = topic()
    for syntax, written in (("markdown", TABLE_IN_MARKDOWN), ("bbcode", TABLE_IN_BBCODE)):
        write(page, syntax, "")
        paste(page, plain=GRID)
        page.wait_for_function("() => /1961[^\\t]*190/.test(document.querySelector('#reply-text').value)")
        assert text(page).input_value().strip() == written
        page.keyboard.press("Control+z")
        assert text(page).input_value() == GRID.replace("\r\n", "\n")


def test_a_table_of_a_page_becomes_a_table(topic: Opener) -> None:
    page = topic()
    write(page, "markdown", "")
    paste(page, plain="Year Height 1934 a|b", html=HTML)
    page.wait_for_function("() => document.querySelector('#reply-text').value.includes('---')")
    assert text(page).input_value().strip() == "| Year | Height |\n| --: | --- |\n| 1934 | a\\|b |"


@pytest.mark.parametrize(
    ("before", "plain", "html"),
    [("```\n", GRID, ""), ("", "some words", f"<p>Words beside</p>{HTML}")],
    ids=["in code", "a page with more than its table"],
)
def test_what_is_no_table_stays_text(topic: Opener, before: str, plain: str, html: str) -> None:
    page = topic()
    write(page, "markdown", "")
    text(page).type(before)
    paste(page, plain=plain, **({"html": html} if html else {}))
    page.wait_for_timeout(500)
    assert "| --" not in text(page).input_value()


LISTS = {
    "- one": "- one\n- x",
    "9. one": "9. one\n10. x",
    "- [x] one": "- [x] one\n- [ ] x",
    "> one": "> one\n> x",
}


def test_enter_goes_on_with_a_list_and_ends_it_when_pressed_twice(topic: Opener) -> None:
    page = topic()
    for typed, written in LISTS.items():
        text(page).fill(typed)
        text(page).press("Control+End")
        text(page).press("Enter")
        page.keyboard.type("x")
        assert text(page).input_value() == written
        text(page).press("Enter")
        text(page).press("Enter")
        assert text(page).input_value() == f"{written}\n\n"


def test_the_preview_is_the_servers_and_follows_what_is_written(topic: Opener) -> None:
    page = topic()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.post_data or "")
        route.fulfill(json={"html": f"<p>Answer {len(asked)}</p>"})

    page.route("**/preview", answer)
    text(page).fill("**hum**")
    button = tool(page, "Preview")
    button.click()
    pane = page.get_by_role("region", name="Preview")
    pane.get_by_text("Answer 1").wait_for()
    assert "text=**hum**&syntax=markdown" in asked[0]
    assert button.get_attribute("aria-expanded") == "true"
    text(page).press_sequentially(" and hiss", delay=5)
    pane.get_by_text("Answer 2").wait_for()
    assert len(asked) == 2
    page.locator("#reply [data-syntax-choice]").select_option("bbcode")
    pane.get_by_text("Answer 3").wait_for()
    assert pane.locator("[aria-live], [role=status]").count() == 0
    button.click()
    assert pane.is_hidden()


def test_a_preview_that_cannot_be_had_is_told_and_tried_again(topic: Opener) -> None:
    page = topic(expects="403")
    answers = [{"status": 403, "json": {"error": "You are signed out."}}, {"json": {"html": "<p>Here</p>"}}]
    page.route("**/preview", lambda route: route.fulfill(**answers.pop(0)))
    text(page).fill("hum")
    tool(page, "Preview").click()
    page.get_by_text("You are signed out.").wait_for()
    text(page).type("!")
    page.get_by_text("Here", exact=True).wait_for()
    assert page.get_by_text("You are signed out.").count() == 0


def test_text_and_preview_stand_beside_each_other_where_there_is_room(topic: Opener) -> None:
    for width, beside in ((1280, True), (390, False)):
        page = topic(width=width)
        page.route("**/preview", lambda route: route.fulfill(json={"html": "<p>Here</p>"}))
        text(page).fill("hum")
        tool(page, "Preview").click()
        page.get_by_text("Here", exact=True).wait_for()
        one, two = _box(text(page)), _box(page.get_by_role("region", name="Preview"))
        assert (two["x"] > one["x"] + one["width"] - 1) is beside


def test_the_preview_keeps_in_step_with_the_text(topic: Opener) -> None:
    page = topic()
    page.route("**/preview", lambda route: route.fulfill(json={"html": "<p>line</p>" * 200}))
    text(page).fill("line\n\n" * 200)
    tool(page, "Preview").click()
    page.get_by_text("line", exact=True).last.wait_for()
    page.evaluate("(() => { const t = document.querySelector('#reply-text'); t.scrollTop = t.scrollHeight })()")
    page.wait_for_function(
        "(() => { const p = document.querySelector('#reply-preview');"
        " return p.scrollTop > 0 && p.scrollTop >= p.scrollHeight - p.clientHeight - 2 })"
    )


def test_the_whole_window_is_for_writing_until_escape(topic: Opener) -> None:
    page = topic()
    text(page).fill("hum")
    full = tool(page, "The whole window for writing")
    full.click()
    page.locator("#reply[data-full]").wait_for()
    assert full.get_attribute("aria-pressed") == "true"
    box = _box(page.locator("#reply"))
    assert (box["x"], box["y"], box["height"]) == (0, 0, 900)
    assert box["width"] > 1260
    assert _box(text(page))["height"] > 500
    assert page.evaluate("document.activeElement.id") == "reply-text"
    # Nothing behind it takes the focus; Tab goes round what can be seen and the browser's own buttons.
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate("!!document.activeElement.closest('#reply') || document.activeElement === document.body")
        )
    assert seen == {True}
    text(page).focus()
    page.keyboard.press("Escape")
    assert full.get_attribute("aria-pressed") == "false"
    assert page.evaluate("document.activeElement.id") == "reply-text"
    assert page.locator("[inert]").count() == 0
