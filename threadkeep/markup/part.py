"""A part of a post as a quotation: the words somebody selected on the page, with what they were made of.

On the page a reader selects shown words; in the source there are links, emphasis and lists around them. The tree is cut
down to the selected words, so that the quotation keeps all that. White space, punctuation and capitals do not count
when the words are looked for: browsers do not copy them as they were typed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from threadkeep.markup.quoting import quote_in_bbcode, quote_in_markdown
from threadkeep.markup.render import Syntax, parse
from threadkeep.markup.to_text import inline_text
from threadkeep.markup.tree import Block, Code, CodeBlock, Document, Figure, ListBlock, Paragraph, PostRef, Table, Text
from threadkeep.markup.vocabulary import PLAIN, Vocabulary

# When the page shows more than the source has (a date in a quote's head), so much at both ends is looked for instead.
_END = 24
_OPENING = frozenset("([{«“„‘")
_CLOSING = frozenset(")]}»”’.,;:!?")


def quote_of_part(
    source: str,
    syntax: Syntax,
    words: str,
    *,
    target: Syntax,
    post_id: int,
    author: str,
    number: int,
    vocabulary: Vocabulary = PLAIN,
) -> str:
    """The selected `words` of a post as a quotation in `target`; like `render.quote_of` in all else.

    Words that are not found in the post are quoted as they are: plain, with nothing to interpret in them.
    """
    document = part_of(parse(source, syntax, vocabulary=vocabulary), words) or _plain(words)
    head = PostRef(post_id, author, number)
    return quote_in_markdown(document, head) if target == "markdown" else quote_in_bbcode(document, head)


def part_of(document: Document, words: str) -> Document | None:
    """The document cut down to these words of it; None if they are not in it, or there are none."""
    leaves = list(_leaves(document))
    found = _find(leaves, words)
    if found is None:
        return None
    kept = _Cut(found[0], found[1]).holder(document)
    return kept if isinstance(kept, Document) else None


@dataclass(frozen=True)
class _Place:
    """A character: in which leaf (counted as `_leaves` gives them), and where in its text."""

    leaf: int
    at: int


def _plain(words: str) -> Document:
    lines = [" ".join(line.split()) for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    blocks: list[Block] = [Paragraph((Text(line),)) for line in lines if line]
    return Document(tuple(blocks))


def _fields(node: Any) -> list[str]:
    """The names of the fields in which a node holds others."""
    if not dataclasses.is_dataclass(node):
        return []
    held = [(field.name, getattr(node, field.name)) for field in dataclasses.fields(node)]
    return [name for name, value in held if isinstance(value, tuple) and value and not isinstance(value[0], str)]


def _leaves(node: Any) -> Iterator[Any]:
    """All nodes that hold no others, as they are read."""
    if isinstance(node, tuple):
        for one in node:
            yield from _leaves(one)
    elif names := _fields(node):
        for name in names:
            yield from _leaves(getattr(node, name))
    else:
        yield node


def _is_sign(char: str) -> bool:
    return not char.isalnum() and not char.isspace()


def _text_of(leaf: Any) -> str:
    if isinstance(leaf, Text | Code | CodeBlock):
        return leaf.text
    if isinstance(leaf, Figure):
        return inline_text([leaf.picture])
    try:
        return inline_text([leaf])
    except (UnboundLocalError, AttributeError, TypeError):
        # A block without words (a line across the page, an empty cell).
        return ""


def _find(leaves: list[Any], words: str) -> tuple[_Place, _Place] | None:
    """The first and the last character of the words, or None."""
    letters: list[str] = []
    places: list[_Place] = []
    for number, leaf in enumerate(leaves):
        for at, char in enumerate(_text_of(leaf)):
            if char.isalnum():
                letters.append(char.lower()[:1])
                places.append(_Place(number, at))
    hay = "".join(letters)
    needle = "".join([char.lower()[:1] for char in words if char.isalnum()])
    if not needle:
        return None
    start = hay.find(needle)
    end = start + len(needle)
    if start < 0 and len(needle) > 2 * _END:
        start = hay.find(needle[:_END])
        end = hay.find(needle[-_END:], start + _END) + _END if start >= 0 else -1
        # Much more or less than was selected is something else that begins and ends alike.
        if end < start + _END or not len(needle) / 2 < end - start < 2 * len(needle):
            return None
    return (places[start], places[end - 1]) if start >= 0 else None


class _Cut:
    """Rebuilds a tree without what stands before `first` or after `last`."""

    def __init__(self, first: _Place, last: _Place) -> None:
        self._first = first
        self._last = last
        self._number = -1

    def holder(self, node: Any) -> Any:
        """The node without what is cut away; None if nothing of it is left."""
        names = _fields(node)
        if not names:
            return self._leaf(node)
        if isinstance(node, Table):
            return self._table(node)
        parts = {name: self._all(getattr(node, name)) for name in names}
        if not any(parts.values()):
            return None
        if isinstance(node, ListBlock) and node.ordered:
            parts_before = next((at for at, item in enumerate(self._marks) if item), 0)
            return replace(node, items=parts["items"], start=node.start + parts_before)
        return replace(node, **parts)

    def _all(self, nodes: tuple[Any, ...]) -> tuple[Any, ...]:
        kept = [self.holder(one) if not isinstance(one, tuple) else self._all(one) for one in nodes]
        self._marks = [one is not None and one != () for one in kept]
        return tuple(one for one in kept if one is not None and one != ())

    def _table(self, table: Table) -> Table | None:
        """Whole rows, and the head of the table above them: half a row is no table."""
        kept = [(row, bool(self._all(row))) for row in table.rows]
        rows = [row for row, wanted in kept if wanted]
        if rows and not kept[0][1] and all(cell.head for cell in table.rows[0]):
            rows.insert(0, table.rows[0])
        return Table(tuple(rows)) if rows else None

    def _leaf(self, leaf: Any) -> Any:
        self._number += 1
        if not self._first.leaf <= self._number <= self._last.leaf:
            return None
        if not isinstance(leaf, Text | Code | CodeBlock):
            return leaf
        start = self._word_start(leaf.text) if self._number == self._first.leaf else 0
        end = self._word_end(leaf.text) if self._number == self._last.leaf else len(leaf.text)
        return replace(leaf, text=leaf.text[start:end]) if end > start else None

    def _word_start(self, text: str) -> int:
        # A bracket or a quotation mark that opens right before the words belongs to them.
        at = self._first.at
        while at > 0 and _is_sign(text[at - 1]) and text[at - 1] not in _CLOSING:
            at -= 1
        return at

    def _word_end(self, text: str) -> int:
        at = self._last.at + 1
        while at < len(text) and _is_sign(text[at]) and text[at] not in _OPENING:
            at += 1
        return at
