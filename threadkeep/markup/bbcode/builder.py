"""Pieces of BBCode to the tree.

Two things are kept while reading: the blocks that are open, one inside the other, and the styles that are on. Words are
written down with the styles that were on, and put inside each other only when their paragraph ends. So tags that cross
([b]one [i]two[/b] three[/i]) give what the writer saw before them, a style that spans paragraphs or begins outside a
quote goes on inside, and what is never closed ends where the block around it ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from threadkeep.markup import as_typed
from threadkeep.markup.bbcode.styles import Format, Run, nested
from threadkeep.markup.mathml import MAX_FORMULAS, MAX_LENGTH_TOGETHER
from threadkeep.markup.placing import placed
from threadkeep.markup.scanner import Scanner, scanner_for
from threadkeep.markup.tree import (
    Block,
    Break,
    Cell,
    FileRef,
    Inline,
    Link,
    ListItem,
    Paragraph,
    Picture,
    Text,
    Video,
)

MAX_DEPTH = 20
# Paragraphs of one post; later blank lines are shown as such.
MAX_PARAGRAPHS = 5_000
# Between items, rows and cells nothing can be written.
_NO_WORDS = {"list", "table", "row"}
PICTURES = (Picture, FileRef, Video)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")

type FrameKind = Literal["post", "block", "list", "item", "table", "row", "cell"]


@dataclass(slots=True)
class Frame:
    """An open block: the tag's name, what it makes of its children when it ends, the styles on when it began."""

    kind: FrameKind
    name: str
    make: Callable[[list[Any]], list[Any]]
    formats: tuple[Format, ...] = ()
    children: list[Any] = field(default_factory=list)


class Builder:
    """What is open, and what was written into it."""

    def __init__(self, scanner: Scanner | None = None) -> None:
        self.scanner = scanner or scanner_for()
        self.frames = [Frame("post", "", list)]
        self.formats: tuple[Format, ...] = ()
        self.runs: list[Run] = []
        self.closed: set[Format] = set()
        self.link_is_empty = False
        # Whether a picture, a file or a film stands among the words of this paragraph.
        self.has_picture = False
        self.paragraph_count = 0
        # Tags that ended because something around them ended: their own closing tags say nothing any more.
        self.ended: dict[str, int] = {}
        # Tags shown as typed because they were too deep: so are their closing tags.
        self.refused: dict[str, int] = {}
        self.formula_count = self.formula_length = 0

    @property
    def top(self) -> Frame:
        """The innermost open block."""
        return self.frames[-1]

    @property
    def in_link(self) -> bool:
        """Whether what comes now stands inside a link."""
        # Asked for every few words: a plain loop is five times cheaper than any().
        for one in self.formats:  # noqa: SIM110
            if one.href:
                return True
        return False

    def words(self, text: str, *, plain: bool = False) -> None:
        """Text between tags: blank lines end a paragraph, other line breaks are kept, addresses become links.

        `plain`: nothing in it is anything but words.
        """
        if self.frames[-1].kind in _NO_WORDS:
            if not text.strip():
                return
            self.make_room()
        if self.formats:
            self.link_is_empty = self.link_is_empty and not text.strip()
        if "\n" not in text or self.paragraph_count > MAX_PARAGRAPHS:
            self._run(text, plain=plain)
            return
        for number, part in enumerate(_BLANK_LINES.split(text)):
            if number:
                self.end_paragraph()
            self._run(as_typed.unindented(part), plain=plain)

    def _run(self, text: str, *, plain: bool) -> None:
        formats = self.formats
        if plain:
            nodes: list[Inline] = [Text(text)] if text else []
        else:
            nodes = self.scanner.nodes(text, link=not self.in_link)
        for node in nodes:
            self.runs.append((node, formats))
            if type(node) is Video:
                self.has_picture = True

    def inline(self, node: Inline) -> None:
        """One thing that stands in a line."""
        self.make_room()
        self.link_is_empty = self.link_is_empty and isinstance(node, Break)
        self.has_picture = self.has_picture or isinstance(node, PICTURES)
        if isinstance(node, Link) and self.in_link:
            self.runs += [(child, self.formats) for child in node.children]
        else:
            self.runs.append((node, self.formats))

    def block(self, node: Block) -> None:
        """One thing that stands on its own."""
        self.make_room()
        self.end_paragraph()
        self.top.children.append(node)

    def make_room(self) -> None:
        """Words in a list or table stand in an item or cell, even if the writer forgot to begin one."""
        if self.frames[-1].kind not in _NO_WORDS:
            return
        if self.top.kind == "list":
            self.open("item", "*", make_item)
        if self.top.kind == "table":
            self.open("row", "tr", make_row)
        if self.top.kind == "row":
            self.open("cell", "td", make_cell)

    def end_paragraph(self) -> None:
        """The words since the last block become a paragraph, without the white space around them."""
        runs = self.runs
        if not runs:
            return
        has_picture, self.has_picture = self.has_picture, False
        self.runs = []
        self.paragraph_count += 1
        start, end = 0, len(runs)
        while start < end and _is_blank(runs[start][0]):
            start += 1
        while end > start and _is_blank(runs[end - 1][0]):
            end -= 1
        if start == end:
            return
        if end - start < len(runs):
            runs = runs[start:end]
        first, formats = runs[0]
        if type(first) is Text and first.text[0].isspace():
            runs[0] = (Text(first.text.lstrip()), formats)
        last, formats = runs[-1]
        if type(last) is Text and last.text[-1].isspace():
            runs[-1] = (Text(last.text.rstrip()), formats)
        nodes = nested(runs)
        self.frames[-1].children += placed(nodes) if has_picture else [Paragraph(tuple(nodes))]

    def open(self, kind: FrameKind, name: str, make: Callable[[list[Any]], list[Any]]) -> None:
        """Begin a block. Text before it is a paragraph of its own."""
        self.end_paragraph()
        self.frames.append(Frame(kind, name, make, self.formats))

    def close_down_to(self, depth: int) -> None:
        """End every block above `frames[depth]`, and that one."""
        while len(self.frames) > depth:
            self.end_paragraph()
            frame = self.frames.pop()
            self._forget_formats(frame)
            if len(self.frames) > depth:
                _count(self.ended, frame.name)
            self.top.children += frame.make(frame.children)

    def _forget_formats(self, frame: Frame) -> None:
        for one in self.formats:
            if one not in frame.formats:
                _count(self.ended, one.name)
        self.formats = tuple([one for one in frame.formats if one not in self.closed]) if frame.formats else ()

    def find(self, kind: FrameKind, through: set[FrameKind]) -> int:
        """The depth of the innermost open block of a kind, looking only through the kinds given; 0 if there is none."""
        depth = len(self.frames) - 1
        while depth and self.frames[depth].kind != kind:
            depth = depth - 1 if self.frames[depth].kind in through else 0
        return depth

    def open_format(self, one: Format) -> None:
        """Turn a style on, until it is closed or the block around it ends. A link ends the link before it."""
        self.make_room()
        if one.href:
            for other in [other for other in self.formats if other.href]:
                self.close_format(other)
                _count(self.ended, other.name)
            self.link_is_empty = True
        self.formats = (*self.formats, one)

    def close_format(self, one: Format) -> None:
        """Turn a style off. A link without words shows where it leads."""
        if one.href and self.link_is_empty:
            self.make_room()
            self.runs.append((Text(one.href), self.formats))
        self.closed.add(one)
        self.formats = tuple([other for other in self.formats if other is not one])

    def close_tag(self, name: str) -> bool:
        """What a closing tag says: end the innermost style or block of that name. False if there is none to end."""
        for one in reversed(self.formats):
            if one.name == name:
                self.close_format(one)
                return True
        for depth in range(len(self.frames) - 1, 0, -1):
            if self.frames[depth].name == name:
                self.close_down_to(depth)
                return True
        return _uncount(self.ended, name)

    def refuse(self, name: str) -> None:
        """A tag is shown as typed, and so will its closing tag be."""
        _count(self.refused, name)

    def close_refused(self, name: str) -> bool:
        """Whether a closing tag belongs to one that was shown as typed."""
        return _uncount(self.refused, name)

    def may_have_formula(self, length: int) -> bool:
        """Whether the post may have one more formula, of so many characters; it is counted."""
        self.formula_count += 1
        self.formula_length += length
        return self.formula_count <= MAX_FORMULAS and self.formula_length <= MAX_LENGTH_TOGETHER

    def finished(self) -> list[Block]:
        """Everything that was read; what is open ends here."""
        self.close_down_to(1)
        self.end_paragraph()
        return self.frames[0].children


def make_item(children: list[Any]) -> list[Any]:
    """An item of the blocks in it."""
    return [ListItem(tightened(children))]


def make_row(children: list[Any]) -> list[Any]:
    """A row of its cells; none if there are none."""
    return [tuple(children)] if children else []


def make_cell(children: list[Any]) -> list[Any]:
    """An ordinary cell."""
    return [Cell(tightened(children))]


def tightened(children: list[Any]) -> tuple[Block, ...]:
    """The same blocks. A paragraph that has no other beside it needs no space around it."""
    if len(children) > 1 and sum([isinstance(child, Paragraph) for child in children]) > 1:
        return tuple(children)
    return tuple([Paragraph(child.children, True) if isinstance(child, Paragraph) else child for child in children])


def _count(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1


def _uncount(counts: dict[str, int], name: str) -> bool:
    left = counts.get(name, 0)
    if left:
        counts[name] = left - 1
    return left > 0


def _is_blank(node: Inline) -> bool:
    return not node.text or node.text.isspace() if type(node) is Text else type(node) is Break
