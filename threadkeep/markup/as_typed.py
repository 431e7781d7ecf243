"""Text shown as it was typed: what both front ends make of words, and of what they refuse to interpret."""

from __future__ import annotations

import re

from threadkeep.markup.addresses import find_addresses
from threadkeep.markup.tree import Block, Break, Inline, Link, Paragraph, Text

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def words(text: str, *, link: bool = True) -> list[Inline]:
    """Text nodes, with web addresses made into links unless `link` is off (as it is inside a link)."""
    if not link or not ("://" in text or "@" in text or "www." in text or "WWW." in text):
        return [Text(text)] if text else []
    nodes: list[Inline] = []
    done = 0
    for start, end, href in find_addresses(text):
        if start > done:
            nodes.append(Text(text[done:start]))
        nodes.append(Link(href, (Text(text[start:end]),)))
        done = end
    if done < len(text):
        nodes.append(Text(text[done:]))
    return nodes


def lines(text: str, *, link: bool = True) -> list[Inline]:
    """The same for several lines: a hard break at the end of each but the last."""
    nodes: list[Inline] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            nodes.append(Break())
        nodes += words(line, link=link)
    return nodes


def paragraphs(text: str) -> list[Block]:
    """A text of any length without any markup: paragraphs where there are blank lines."""
    return [Paragraph(tuple(lines(part.strip("\n")))) for part in _BLANK_LINES.split(text) if part.strip()]
