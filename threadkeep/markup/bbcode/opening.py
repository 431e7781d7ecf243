"""What an opening tag does: a style turned on, a block begun, a thing put in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from threadkeep.markup.bbcode.attributes import quote_head, whole_number
from threadkeep.markup.bbcode.builder import MAX_DEPTH, Builder, make_item, make_row, tightened
from threadkeep.markup.bbcode.grammar import Piece
from threadkeep.markup.bbcode.leaves import INLINE_LEAVES, code_block, without_tags
from threadkeep.markup.bbcode.styles import format_of
from threadkeep.markup.bbcode.tags import ALIGNMENTS
from threadkeep.markup.tree import (
    Aligned,
    Alignment,
    Block,
    Break,
    Cell,
    Heading,
    Inline,
    ListBlock,
    Numbering,
    Paragraph,
    Quote,
    Rule,
    Spoiler,
    Table,
    Text,
)

type Make = Callable[[list[Any]], list[Any]]


def open_tag(builder: Builder, piece: Piece) -> bool:
    """Reads an opening tag. False if it is too deep or makes no sense where it stands: then it is shown as typed."""
    if len(builder.frames) > MAX_DEPTH or len(builder.formats) > MAX_DEPTH:
        return False
    return _OPEN[piece.tag.kind](builder, piece)


def raw_tag(builder: Builder, piece: Piece) -> bool:
    """Reads a tag whose content is taken as it stands. False if nothing can be made of it."""
    if piece.tag.does == "code":
        builder.block(code_block(piece))
        return True
    if piece.tag.does == "words":
        builder.words(piece.content, plain=True)
        return True
    # Counted before it is read: what turns out to be no formula took its time, too.
    if piece.tag.does == "math" and not builder.may_have_formula(len(piece.content)):
        return False
    node = INLINE_LEAVES[piece.tag.does](piece)
    if node is None:
        return False
    builder.inline(node)
    return True


def _format(builder: Builder, piece: Piece) -> bool:
    one = format_of(piece)
    if one is not None:
        builder.open_format(one)
    return one is not None


def _block(builder: Builder, piece: Piece) -> bool:
    if piece.tag.does == "align" and piece.attributes[""].lower() not in ALIGNMENTS:
        return False
    builder.make_room()
    builder.open("block", piece.tag.name, _block_maker(piece))
    if piece.tag.does == "me":
        builder.inline(Text(f"* {without_tags(piece.attributes[''])} "))
    return True


def _block_maker(piece: Piece) -> Make:
    does = piece.tag.does
    if does == "quote":
        head = quote_head(piece.attributes)
        if head is not None and "[" in head.author:
            head = replace(head, author=without_tags(head.author))
        return lambda children: [Quote(tuple(children), head)]
    if does == "spoiler":
        title = without_tags(piece.attributes.get("") or piece.attributes.get("title", ""))
        return lambda children: [Spoiler(tuple(children), title)]
    if does == "heading":
        level = min(max(whole_number(piece.attributes.get("", "1")), 1), 6)
        return lambda children: _heading(level, children)
    if does == "me":
        return list
    align: Alignment = ALIGNMENTS[piece.attributes[""].lower() if does == "align" else does]
    return lambda children: [Aligned(align, tuple(children))] if children else []


def _heading(level: int, children: list[Block]) -> list[Block]:
    """A heading of the words in it; what cannot stand in a heading stands after it."""
    words: list[Inline] = []
    others: list[Block] = []
    for child in children:
        if isinstance(child, Paragraph) and not others:
            words += [Break(), *child.children] if words else child.children
        else:
            others.append(child)
    return [Heading(level, tuple(words)), *others] if words else others


# How items are counted, by what writers put after "list=" or "type=".
_NUMBERINGS: dict[str, Numbering] = {
    "1": "1",
    "a": "a",
    "A": "A",
    "i": "i",
    "I": "I",
    "decimal": "1",
    "lower-alpha": "a",
    "upper-alpha": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}


def _list(builder: Builder, piece: Piece) -> bool:
    attributes = piece.attributes
    numbering = _NUMBERINGS.get(attributes.get("") or attributes.get("type", ""))
    if piece.tag.does == "ol":
        numbering = numbering or "1"
    start = min(whole_number(attributes.get("start", "1")), 999_999_999)

    def make(children: list[Any]) -> list[Any]:
        items = tuple(children)
        return [ListBlock(items, numbering is not None, start, numbering or "1")] if items else []

    builder.make_room()
    builder.open("list", piece.tag.name, make)
    return True


def _item(builder: Builder, piece: Piece) -> bool:
    depth = builder.find("list", {"item"})
    if depth:
        builder.close_down_to(depth + 1)
        builder.open("item", piece.tag.name, make_item)
    return bool(depth)


def _table(builder: Builder, piece: Piece) -> bool:
    builder.make_room()
    builder.open("table", piece.tag.name, lambda rows: [Table(tuple(rows))] if rows else [])
    return True


def _row(builder: Builder, piece: Piece) -> bool:
    depth = builder.find("table", {"row", "cell"})
    if depth:
        builder.close_down_to(depth + 1)
        builder.open("row", piece.tag.name, make_row)
    return bool(depth)


def _cell(builder: Builder, piece: Piece) -> bool:
    depth = builder.find("row", {"cell"})
    if not depth:
        if builder.top.kind != "table":
            return False
        builder.open("row", "tr", make_row)
        depth = len(builder.frames) - 1
    is_head = piece.tag.does == "head"
    align = cast(Alignment, piece.attributes.get("align", "")).lower()
    builder.close_down_to(depth + 1)
    builder.open(
        "cell",
        piece.tag.name,
        lambda children: [Cell(tightened(children), is_head, ALIGNMENTS.get(align, ""))],
    )
    return True


def _without_end(builder: Builder, piece: Piece) -> bool:
    """A tag that should have an end and has none: an attachment needs none, everything else is shown as typed."""
    node = INLINE_LEAVES["file"](piece) if piece.tag.kind == "file" else None
    if node is not None:
        builder.inline(node)
    return node is not None


def _address(builder: Builder, piece: Piece) -> bool:
    return bool(piece.attributes.get("")) and _format(builder, piece)


def _void(builder: Builder, piece: Piece) -> bool:
    if piece.tag.does == "rule":
        builder.block(Rule())
    else:
        builder.inline(Break())
    return True


def _own(builder: Builder, piece: Piece) -> bool:
    """A board's own tags are read before this (own_reading.py)."""
    return False


_OPEN: dict[str, Callable[[Builder, Piece], bool]] = {
    "style": _format,
    "block": _block,
    "list": _list,
    "item": _item,
    "table": _table,
    "row": _row,
    "cell": _cell,
    "raw": _without_end,
    "address": _address,
    "file": _without_end,
    "void": _void,
    "own": _own,
}
