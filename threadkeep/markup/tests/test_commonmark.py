"""Every example of the CommonMark specification, version 0.31.2 (package commonmark-spec, installed by `make setup`).

Compared are the elements, attributes and texts of the pages. What the tree says in its own way is levelled first:
`dir` and `rel` are left out, headings are counted two further down, the colours of code are left out, a picture that
has a line to itself may end its paragraph. Names, faces and bare addresses, which the specification does not have, are
not looked for (`bare_words`); tables, tasks, strikethrough, notes and formulas stay on.

Two kinds of examples give another page, and no others:

- RAW_HTML holds HTML, which is text here. These have to give what the reference parser gives with HTML turned off.
- OTHER_SCHEMES leads to addresses nobody may link here. These stay as they were typed.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from threadkeep.markup.characters import printable
from threadkeep.markup.gate import through_the_gate
from threadkeep.markup.markdown.parse import parse_markdown
from threadkeep.markup.slots import gap
from threadkeep.markup.tests.html_tree import Event, events
from threadkeep.markup.to_html import to_html

SPEC = Path(__file__).resolve().parents[3] / "frontend" / "node_modules" / "commonmark-spec" / "spec.txt"
EXAMPLES = 652
RAW_HTML = {
    21, 31, *range(148, 192), 201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, *range(613, 618), 623,
    *range(625, 632), 642, 643,
}  # fmt: skip
OTHER_SCHEMES = {596, 598, 599, 601}
_EXAMPLE = re.compile(r"^`{32} example\n([\s\S]*?)^\.\n([\s\S]*?)^`{32}$", re.MULTILINE)
_WITHOUT_HTML = MarkdownIt("commonmark", {"html": False})


def examples() -> list[tuple[str, str]]:
    """The source and the page of each example; empty if the specification is not there."""
    if not SPEC.exists():
        return []
    text = SPEC.read_text(encoding="utf-8").partition("<!-- END TESTS -->")[0].replace("→", "\t")
    return _EXAMPLE.findall(text)


def page_of(source: str) -> list[Event]:
    """What we make of a text, each picture shown as one."""
    page = to_html(parse_markdown(printable(source), bare_words=True))
    html = "".join(map(through_the_gate, page.parts))
    for number, slot in enumerate(page.slots):
        assert slot.kind == "remote", "an example of the specification holds nothing else"
        shown = {name: escape(str(value)) for name, value in slot.data.items()}
        title = f' title="{shown["caption"]}"' if shown["caption"] else ""
        picture = f'<img src="{shown["url"]}" alt="{shown["alt"]}"{title}>'
        picture = f'<a href="{shown["link"]}">{picture}</a>' if "link" in shown else picture
        html = html.replace(gap(number, block=slot.block), f"<p>{picture}</p>" if slot.block else picture)
    return events(html)


def test_the_whole_specification_is_there() -> None:
    assert len(examples()) == EXAMPLES, f"Run `make setup`: it puts the specification into {SPEC}."


@pytest.mark.parametrize(("number", "source", "html"), [(at, *pair) for at, pair in enumerate(examples(), 1)])
def test_an_example_reads_as_the_specification_says(number: int, source: str, html: str) -> None:
    if number in RAW_HTML:
        assert page_of(source) == events(_WITHOUT_HTML.render(source), shift=2)
        assert page_of(source) != events(html, shift=2), "this is no difference any more: take it off the list"
    elif number in OTHER_SCHEMES:
        assert page_of(source) == events(f"<p>{escape(source.strip())}</p>")
    else:
        assert page_of(source) == events(html, shift=2)
