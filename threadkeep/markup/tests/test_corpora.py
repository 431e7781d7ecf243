"""What nobody on this project wrote: some 12,500 texts from other engines and collections of attacks.

The corpora lie beside the repository and are not part of it (`../shared/corpora`, with a README).
"""

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from threadkeep.markup.bbcode.tags import TAGS
from threadkeep.markup.gate import through_the_gate
from threadkeep.markup.render import Rendered, Slot, parse, plain_fill, render
from threadkeep.markup.tests.page_check import faults, visible_text
from threadkeep.markup.to_html import to_html

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "corpora"
CORPORA = ["bbcode", "gfm", "markdown_s9e", "xss_fetched"]
SYNTAXES = pytest.mark.parametrize("syntax", ["markdown", "bbcode"])
# Underscores are marks in Markdown.
WORD = re.compile(r"[^\W_]+")
TAG = re.compile(rf"\[/?(?:{'|'.join(map(re.escape, TAGS))})(?=[\]=\s/])[^\]\n]*\]", re.IGNORECASE)


def texts(corpus: str) -> list[tuple[str, str]]:
    path = FOLDER / f"{corpus}.jsonl"
    if not path.exists():
        message = f"The corpora are not there: put them into {FOLDER} to run this test."
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with path.open(encoding="utf-8") as lines:
        return [(case["id"], case["text"]) for case in map(json.loads, lines)]


@SYNTAXES
@pytest.mark.parametrize("corpus", CORPORA)
def test_no_text_gives_an_unsafe_or_broken_page(corpus, syntax):
    found = {name: wrong for name, text in texts(corpus) if (wrong := faults(render(text, syntax).html(plain_fill)))}
    assert found == {}


@SYNTAXES
@pytest.mark.parametrize("corpus", CORPORA)
def test_the_gate_finds_nothing_to_take_away(corpus, syntax):
    changed = []
    for name, text in texts(corpus):
        html = "".join(to_html(parse(text, syntax)).parts)
        if through_the_gate(html) != html:
            changed.append(name)
    assert changed == []


@SYNTAXES
@pytest.mark.parametrize("corpus", ["bbcode", "gfm", "markdown_s9e"])
def test_a_second_run_gives_the_same(corpus, syntax):
    for _, text in texts(corpus):
        rendered = render(text, syntax)
        assert render(text, syntax) == rendered
        assert Rendered.from_json(rendered.to_json()) == rendered


def words(text):
    return Counter(WORD.findall(text.lower()))


def test_bbcode_loses_no_word():
    """Every word outside tags is on the page, in what fills a slot, in the address of a link, or in a title."""
    lost = {}
    for name, text in texts("bbcode"):
        rendered = render(text, "bbcode")
        html = rendered.html(plain_fill)
        data = (str(value) for piece in rendered.pieces if isinstance(piece, Slot) for value in piece.data.values())
        seen = words(" ".join([visible_text(html), *data, *re.findall(r'(?:href|title)="([^"]*)"', html)]))
        missing = words(TAG.sub(" ", text)) - seen
        if missing:
            lost[name] = missing
    assert lost == {}


def test_markdown_loses_no_word_of_an_attack():
    lost = {}
    for name, text in texts("xss_fetched"):
        rendered = render(text, "markdown")
        # Entities and escapes are read, references and fences take their first words: then words differ.
        if "&" in text or "\\" in text or re.search(r"\]:|```|~~~|\]\(|!\[", text):
            continue
        html = rendered.html(plain_fill)
        missing = words(text) - words(visible_text(html))
        # In a formula each letter is a word of its own.
        if missing and "<math" not in html:
            lost[name] = missing
    assert lost == {}
