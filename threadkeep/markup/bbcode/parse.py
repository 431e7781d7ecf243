"""BBCode to the document tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from threadkeep.markup.bbcode.attributes import quote_head, whole_number
from threadkeep.markup.bbcode.builder import MAX_DEPTH, Builder, make_item, make_row, tightened
from threadkeep.markup.bbcode.leaves import INLINE_LEAVES, code_block, without_tags
from threadkeep.markup.bbcode.styles import format_of
from threadkeep.markup.bbcode.tags import ALIGNMENTS
from threadkeep.markup.bbcode.tokenise import Piece, tokenise
from threadkeep.markup.tree import (
    Aligned,
    Alignment,
    Break,
    Cell,
    Document,
    ListBlock,
    Numbering,
    Quote,
    Rule,
    Spoiler,
    Table,
)
from threadkeep.markup.vocabulary import PLAIN, Vocabulary

type Make = Callable[[list[Any]], list[Any]]


def parse_bbcode(source: str, vocabulary: Vocabulary = PLAIN) -> Document:
    """The tree of a text in BBCode. `source` holds printable characters only, its lines end in "\\n"."""
    builder = Builder()
    for piece in tokenise(source):
        if isinstance(piece, str):
            builder.words(piece)
        elif piece.kind == "close":
            _close(builder, piece)
        elif piece.kind == "raw":
            _raw(builder, piece)
        else:
            _open(builder, piece)
    return Document(tuple(builder.finished()))


def _close(builder: Builder, piece: Piece) -> None:
    name = piece.tag.name
    if builder.close_refused(name) or not builder.close_tag(name):
        builder.words(piece.typed)


def _open(builder: Builder, piece: Piece) -> None:
    if len(builder.frames) > MAX_DEPTH or len(builder.formats) > MAX_DEPTH or not _OPEN[piece.tag.kind](builder, piece):
        if piece.tag.kind not in {"void", "raw", "file"} and piece.tag.name != "*":
            builder.refuse(piece.tag.name)
        builder.words(piece.typed)


def _raw(builder: Builder, piece: Piece) -> None:
    """A tag whose content is taken as it stands. If nothing can be made of it, all of it is shown as typed."""
    if piece.tag.does == "code":
        builder.block(code_block(piece))
        return
    if piece.tag.does == "words":
        builder.words(piece.content, link=False)
        return
    node = INLINE_LEAVES[piece.tag.does](piece)
    if node is None:
        builder.words(piece.typed)
    else:
        builder.inline(node)


# Each of the following opens one kind of tag, and says False if the tag makes no sense where it stands.


def _format(builder: Builder, piece: Piece) -> bool:
    one = format_of(piece)
    if one is None:
        return False
    builder.make_room()
    builder.open_format(one)
    return True


def _block(builder: Builder, piece: Piece) -> bool:
    builder.make_room()
    builder.open("block", piece.tag.name, _block_maker(piece))
    return True


def _block_maker(piece: Piece) -> Make:
    does = piece.tag.does
    if does == "quote":
        head = quote_head(piece.attributes)
        if head is not None:
            head = replace(head, author=without_tags(head.author))
        return lambda children: [Quote(tuple(children), head)]
    if does == "spoiler":
        title = without_tags(piece.attributes.get("") or piece.attributes.get("title", ""))
        return lambda children: [Spoiler(tuple(children), title)]
    align: Alignment = ALIGNMENTS[does]
    return lambda children: [Aligned(align, tuple(children))] if children else []


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
}
