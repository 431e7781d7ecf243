"""Quoting a post: its text as it stands in the composer of whoever answers."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from typing import Any

from threadkeep.markup.changing import changed, every
from threadkeep.markup.to_bbcode import quote_tag, to_bbcode
from threadkeep.markup.to_markdown import post_link, quote_lines, to_markdown
from threadkeep.markup.tree import (
    Aligned,
    Block,
    Cell,
    Document,
    Footnote,
    Footnotes,
    ListBlock,
    ListItem,
    Note,
    PostRef,
    Quote,
    Spoiler,
    Table,
    Text,
)

MAX_DEPTH = 2


def quote_in_markdown(document: Document, head: PostRef) -> str:
    """A post as a quote in Markdown. Its notes get labels of their own: whoever answers may write notes, too."""
    blocks = changed(_quotable(document), lambda node: _relabelled(node, f"{head.post_id}-"))
    words = to_markdown(Document(blocks))
    return quote_lines(f"{post_link(head)}\n\n{words}".rstrip()) + "\n\n"


def quote_in_bbcode(document: Document, head: PostRef) -> str:
    """A post as a quote in BBCode."""
    words = to_bbcode(Document(tuple(_quotable(document))))
    return f"{quote_tag(head)}\n{words}\n[/quote]\n\n"


def _quotable(document: Document) -> list[Block]:
    """What is quoted: no deep quotes, no note whose sign is not quoted, and no sign whose note is not."""
    blocks = _kept(document.children, MAX_DEPTH - 1)
    words = [block for block in blocks if not isinstance(block, Footnotes)]
    notes = [note for block in blocks if isinstance(block, Footnotes) for note in block.notes]
    labels = {note.label for note in notes}
    signs = {node.label for node in every(blocks) if isinstance(node, Footnote)}
    # Nothing but words of a note was selected, or its writer forgot the sign: then they are words like any other.
    alone = [note for note in notes if note.label not in signs and (not words or not note.uses)]
    quoted = [*words, *(child for note in alone for child in note.children)]
    with_signs = tuple(note for note in notes if note.label in signs)
    if with_signs:
        quoted.append(Footnotes(with_signs))
    return list(changed(quoted, lambda node: _without_note(node, labels)))


def _without_note(node: Any, labels: Container[str]) -> Any:
    return Text(f"[{node.number}]") if isinstance(node, Footnote) and node.label not in labels else node


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
            case Footnotes():
                notes = (_with_kept(note, depth) for note in block.notes)
                kept.append(Footnotes(tuple(notes)))
            case Table():
                rows = (tuple(_with_kept(cell, depth) for cell in row) for row in block.rows)
                kept.append(Table(tuple(rows)))
            case _:
                kept.append(block)
    return kept


def _with_kept[Holder: (ListItem, Cell, Note)](holder: Holder, depth: int) -> Holder:
    return replace(holder, children=tuple(_kept(holder.children, depth)))
