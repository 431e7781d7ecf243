"""docs/markup.md says what the code does: every tag, every limit."""

import re
from pathlib import Path

import pytest

from threadkeep.markup import addresses, highlight, render
from threadkeep.markup.bbcode import attributes, builder, tags, tokenise
from threadkeep.markup.colours import PALETTE
from threadkeep.markup.markdown import limits
from threadkeep.markup.tests.page_check import faults, visible_text

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "markup.md").read_text(encoding="utf-8")
# One of each; aliases stand in the tags themselves.
TAGS = list({tag.name: tag for tag in tags.TAGS.values()}.values())


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: tag.name)
def test_every_tag_has_its_row(tag):
    also = ", ".join(f"`{alias}`" for alias in tag.aliases)
    assert f"| `{tag.name}` | {also}{' ' if also else ''}| `{tag.example}` |" in PAGE


def test_no_row_is_about_a_tag_that_is_not_there():
    section = PAGE.partition("## BBCode")[2].partition("## Both")[0]
    assert re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE) == [tag.name for tag in TAGS]


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: tag.name)
def test_every_example_is_read_and_not_shown_as_typed(tag):
    around = {"item": "[list]{}[/list]", "row": "[table]{}[/table]", "cell": "[table][tr]{}[/tr][/table]"}
    html = render.render_html(around.get(tag.kind, "{}").format(tag.example), "bbcode")
    assert faults(html) == []
    assert f"[{tag.name}" not in visible_text(html)


@pytest.mark.parametrize(
    "limit",
    [
        render.MAX_LENGTH,
        limits.MAX_LINE_WORK,
        limits.MAX_CELLS,
        limits.MAX_MARKS,
        limits.MAX_BLOCK_LEVEL,
        limits.MAX_INLINE_LEVEL,
        tokenise.MAX_TAGS,
        builder.MAX_PARAGRAPHS,
        builder.MAX_DEPTH,
        attributes.MAX_LENGTH,
        addresses.MAX_LENGTH,
        highlight.MAX_BLOCK,
        highlight.MAX_POST,
    ],
)
def test_every_limit_is_written_down(limit):
    assert f"| {limit} |" in PAGE


def test_the_time_for_colours_and_the_number_of_them_are_written_down():
    assert f"{highlight.MAX_SECONDS} seconds" in PAGE
    assert len(PALETTE) == 19
    assert "the nearest of nineteen" in PAGE
