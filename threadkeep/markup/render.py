"""The front door of the text engine.

    rendered = render("**Hello** [paper](https://example.org)", "markdown")
    rendered.html(fill)       # fill(slot) gives the HTML of a file, the head of a quote, a picture elsewhere

One way for every text: characters (printable) -> front end (Markdown or BBCode) -> tree -> HTML with gaps -> gate ->
pieces. Rendering never fails and never takes long: what is too deep or too much is shown as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from threadkeep.markup.as_typed import cut, unread
from threadkeep.markup.bbcode.parse import parse_bbcode
from threadkeep.markup.characters import printable, without_towers, without_towers_in_words
from threadkeep.markup.facts import facts, source_hints
from threadkeep.markup.gate import through_the_gate
from threadkeep.markup.markdown.parse import parse_markdown
from threadkeep.markup.plain_fill import plain_fill
from threadkeep.markup.quoting import quote_in_bbcode, quote_in_markdown
from threadkeep.markup.references import may_refer, referring
from threadkeep.markup.rendered import Rendered, Slot
from threadkeep.markup.slots import gap
from threadkeep.markup.to_html import Page, to_html
from threadkeep.markup.to_text import text_and_excerpt
from threadkeep.markup.tree import Document, PostRef
from threadkeep.markup.vocabulary import PLAIN, RENDERER_VERSION, Vocabulary, version_with

# Characters of one post that are read; what comes after is shown as typed. A book chapter, twice what boards allow.
MAX_LENGTH = 100_000

type Syntax = Literal["markdown", "bbcode"]

__all__ = [
    "RENDERER_VERSION",
    "Rendered",
    "Slot",
    "Syntax",
    "Vocabulary",
    "parse",
    "plain_fill",
    "quote_of",
    "render",
    "render_html",
]


_FRONT_ENDS: dict[Syntax, Callable[[str, Vocabulary], Document]] = {"markdown": parse_markdown, "bbcode": parse_bbcode}


def parse(source: str, syntax: Syntax, *, own_url: str = "", vocabulary: Vocabulary = PLAIN) -> Document:
    """The tree of a text, read with a board's own words. Links to topics of the board at `own_url` are references.

    Any text is taken; ValueError only for a syntax that is neither "markdown" nor "bbcode".
    """
    if syntax not in _FRONT_ENDS:
        raise ValueError(f'A text is written in "markdown" or "bbcode", not in "{syntax}".')
    source = printable(source)
    end = cut(source, 0, MAX_LENGTH)
    document = _FRONT_ENDS[syntax](source[:end], vocabulary)
    if may_refer(source):
        document = referring(document, own_url)
    return document if end == len(source) else Document((*document.children, *unread(source[end:])))


def render(source: str, syntax: Syntax, *, own_url: str = "", vocabulary: Vocabulary = PLAIN) -> Rendered:
    """A post, rendered: HTML pieces and slots, plain text, excerpt, and what it refers to.

    `own_url` is the board's origin ("https://board.example"): links to it do not count as links outside.
    `vocabulary`: the board's smileys and own BBCodes.
    """
    document = parse(source, syntax, own_url=own_url, vocabulary=vocabulary)
    page = to_html(document)
    text, excerpt = text_and_excerpt(document, may_hide=any("spoiler-words" in part for part in page.parts))
    found = facts(page, own_url)
    return Rendered(
        pieces=_pieces(page),
        text=without_towers_in_words(text),
        excerpt=without_towers_in_words(excerpt),
        attachment_ids=found.attachment_ids,
        quoted_post_ids=found.quoted_post_ids,
        links=found.links,
        source_hints=source_hints(document, text),
        version=version_with(vocabulary),
        mentions=found.mentions,
        topic_ids=found.topic_ids,
    )


def _pieces(page: Page) -> tuple[str | Slot, ...]:
    return _split(without_towers("".join(map(through_the_gate, page.parts))), page.slots)


def _split(html: str, slots: list[Slot]) -> tuple[str | Slot, ...]:
    """The HTML cut at its gaps. A gap the gate has taken away takes its slot with it; a wrong page never results."""
    pieces: list[str | Slot] = []
    done = 0
    for number, slot in enumerate(slots):
        mark = gap(number, block=slot.block)
        at = html.find(mark, done)
        if at < 0:
            continue
        if at > done:
            pieces.append(html[done:at])
        pieces.append(slot)
        done = at + len(mark)
    if done < len(html):
        pieces.append(html[done:])
    return tuple(pieces)


def render_html(source: str, syntax: Syntax, *, vocabulary: Vocabulary = PLAIN) -> str:
    """The HTML alone, each slot filled with something plain: for the command line, feeds and trying things out."""
    pieces = _pieces(to_html(parse(source, syntax, vocabulary=vocabulary)))
    return "".join([piece if isinstance(piece, str) else plain_fill(piece) for piece in pieces])


def quote_of(
    source: str,
    syntax: Syntax,
    *,
    target: Syntax,
    post_id: int,
    author: str,
    number: int,
    vocabulary: Vocabulary = PLAIN,
) -> str:
    """What stands in the composer when somebody quotes a post: its words in `target`, the new quote around them.

    Quotes are at most 2 deep, the new one counted; deeper ones are left out. Ends with a blank line to write after.
    """
    document = parse(source, syntax, vocabulary=vocabulary)
    head = PostRef(post_id, author, number)
    return quote_in_markdown(document, head) if target == "markdown" else quote_in_bbcode(document, head)
