"""Text shown as it was typed: what both front ends make of words, and of what they refuse to interpret."""

from __future__ import annotations

import re
from collections.abc import Sequence

from threadkeep.markup.addresses import find_addresses
from threadkeep.markup.scanner import Scanner, scanner_for
from threadkeep.markup.tree import Block, Inline, Link, Paragraph, Text, Video

MAX_STRETCH = 10_000
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_INDENT = re.compile(r"\n[ \t]+")


def words(text: str, *, link: bool = True, scanner: Scanner | None = None) -> list[Inline]:
    """What plain words hold (scanner.py), with a board's faces or the usual ones.

    With `link` off (inside a link) names and addresses are words like any other.
    """
    return (scanner or scanner_for()).nodes(text, link=link)


def with_bare_addresses(nodes: Sequence[Inline], written: Sequence[str]) -> str:
    """Source of nodes, joined. A link whose words are its address is written bare where it would be found again."""
    parts = list(written)
    for at, node in enumerate(nodes):
        if isinstance(node, Video) and not node.words and find_addresses(node.href) == [(0, len(node.href), node.href)]:
            parts[at] = node.href
        elif isinstance(node, Link) and len(node.children) == 1 and isinstance(node.children[0], Text):
            shown = node.children[0].text
            if find_addresses(shown) == [(0, len(shown), node.href)] and _stands_apart(
                parts[at - 1 : at], written[at + 1 :]
            ):
                parts[at] = shown
    return "".join(parts)


def _stands_apart(before: Sequence[str], after: Sequence[str]) -> bool:
    last, first = "".join(before)[-1:], "".join(after[:1])[:2]
    return last in {"", " ", "\n", "("} and (first[:1] in {"", " ", "\n"} or first in {". ", ", ", ") "})


def lines(text: str, *, link: bool = True, scanner: Scanner | None = None) -> list[Inline]:
    """The same for several lines, without the white space at their beginning."""
    return words(unindented(text), link=link, scanner=scanner)


def unindented(text: str) -> str:
    """Lines without the white space at their beginning."""
    return _INDENT.sub("\n", text)


def unread(text: str) -> list[Block]:
    """What comes after too much to be read: its words and lines, without links, in stretches of a few pages.

    The gate takes more than linear time for a very long stretch of ampersands.
    """
    text = _BLANK_LINES.sub("\n\n", text)
    blocks: list[Block] = []
    done = 0
    while done < len(text):
        end = cut(text, done, MAX_STRETCH)
        stretch = text[done:end].strip("\n")
        if stretch.strip():
            blocks.append(Paragraph((Text(stretch),)))
        done = end
    return blocks


def cut(text: str, start: int, length: int) -> int:
    """Where to cut a text so that at most `length` characters from `start` come before: at a line, else at a word."""
    end = start + length
    if end >= len(text):
        return len(text)
    return text.rfind("\n", start, end) + 1 or text.rfind(" ", start, end) + 1 or end
