"""docs/markup.md says what the code does: every tag, every limit."""

import re
from pathlib import Path

import pytest

from scripts.markup_tables import TABLES, markup_page
from threadkeep.markup import addresses, characters, highlight, mathml, render
from threadkeep.markup.bbcode import attributes, builder, own_reading, own_tags, tags, tokenise
from threadkeep.markup.colours import PALETTE
from threadkeep.markup.markdown import limits
from threadkeep.markup.tests.page_check import faults, visible_text

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "markup.md").read_text(encoding="utf-8")
# Nobody who writes meets these.
INSIDE = {"threadkeep.markup.highlight.MAX_LINE", "threadkeep.markup.bbcode.own_tags.MAX_CHOICES"}
# One of each; aliases stand in the tags themselves.
TAGS = list({tag.name: tag for tag in tags.TAGS.values()}.values())


def test_the_tables_are_those_the_code_makes():
    assert markup_page() == PAGE, "docs/markup.md is not up to date. Run: make docs"


def test_every_table_there_is_stands_on_the_page():
    assert set(re.findall(r"<!-- made: ([a-z-]+) -->", PAGE)) == set(TABLES)


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: tag.name)
def test_every_example_is_read_and_not_shown_as_typed(tag):
    around = {"item": "[list]{}[/list]", "row": "[table]{}[/table]", "cell": "[table][tr]{}[/tr][/table]"}
    html = render.render_html(around.get(tag.kind, "{}").format(tag.example), "bbcode")
    assert faults(html) == []
    assert f"[{tag.name}" not in visible_text(html)


def test_every_limit_of_the_code_is_written_down():
    section = PAGE.partition("<!-- made: limits -->")[2].partition("<!-- end -->")[0]
    written = {int(number) for number in re.findall(r"\| (\d+) \|$", section, re.MULTILINE)}
    modules = [
        addresses,
        attributes,
        builder,
        characters,
        highlight,
        limits,
        mathml,
        own_reading,
        own_tags,
        render,
        tokenise,
    ]
    found = {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if name.startswith("MAX_") and isinstance(value, int) and not isinstance(value, bool)
    }
    assert {name for name, value in found.items() if value not in written} <= INSIDE


def test_the_time_for_colours_and_the_number_of_them_are_written_down():
    assert f"{highlight.MAX_SECONDS} seconds" in PAGE
    assert len(PALETTE) == 19
    assert "the nearest of nineteen" in PAGE
