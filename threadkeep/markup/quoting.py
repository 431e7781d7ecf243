"""Quoting a post: its text as it stands in the composer of whoever answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from threadkeep.markup.changing import changed
from threadkeep.markup.to_bbcode import quote_tag, to_bbcode
from threadkeep.markup.to_markdown import post_link, quote_lines, to_markdown
from threadkeep.markup.tree import (
    Aligned,
    Block,
    Cell,
    Document,
    Footnote,
    ListBlock,
    ListItem,
    Note,
    PostRef,
    Quote,
    Spoiler,
    Table,
)

MAX_DEPTH = 2


def quote_in_markdown(document: Document, head: PostRef) -> str:
    """A post as a quote in Markdown. Its notes get labels of their own: whoever answers may write notes, too."""
    blocks = changed(_kept(document.children, MAX_DEPTH - 1), lambda node: _relabelled(node, f"{head.post_id}-"))
    words = to_markdown(Document(blocks))
    return quote_lines(f"{post_link(head)}\n\n{words}".rstrip()) + "\n\n"


def quote_in_bbcode(document: Document, head: PostRef) -> str:
    """A post as a quote in BBCode."""
    words = to_bbcode(Document(tuple(_kept(document.children, MAX_DEPTH - 1))))
    return f"{quote_tag(head)}\n{words}\n[/quote]\n\n"


def _relabelled(node: Any, prefix: str) -> Any:
    return replace(node, label=f"{prefix}{node.label}"[:60]) if isinstance(node, Footnote | Note) else node


def _kept(blocks: Iterable[Block], depth: int) -> list[Block]:
    """The blocks without quotes more than `depth` deep."""
    kept: list[Block] = []
    for block in blocks:
        match block:
            case Quote():
                if depth:
                    kept.append(replace(block, children=tuple(_kept(block.children, depth - 1))))
            case Aligned() | Spoiler():
                kept.append(replace(block, children=tuple(_kept(block.children, depth))))
            case ListBlock():
                items = (_with_kept(item, depth) for item in block.items)
                kept.append(replace(block, items=tuple(items)))
            case Table():
                rows = (tuple(_with_kept(cell, depth) for cell in row) for row in block.rows)
                kept.append(Table(tuple(rows)))
            case _:
                kept.append(block)
    return kept


def _with_kept[Holder: (ListItem, Cell)](holder: Holder, depth: int) -> Holder:
    return replace(holder, children=tuple(_kept(holder.children, depth)))
