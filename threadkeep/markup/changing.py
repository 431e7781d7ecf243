"""Going through a tree: every node of it, or the same tree with some nodes changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from threadkeep.markup.tree import (
    Aligned,
    Cell,
    Footnotes,
    Heading,
    Link,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Spoiler,
    Styled,
    Table,
)

# What holds other nodes, and under which name; a table holds rows of them.
_HOLDERS: dict[type, str] = {
    **dict.fromkeys((Aligned, Cell, Heading, Link, ListItem, Note, Paragraph, Quote, Spoiler, Styled), "children"),
    ListBlock: "items",
    Footnotes: "notes",
}


def every(nodes: Iterable[Any]) -> Iterator[Any]:
    """All nodes in the order of the text, each before those inside it."""
    for node in nodes:
        yield node
        if isinstance(node, Table):
            for row in node.rows:
                yield from every(row)
        elif held := _HOLDERS.get(type(node)):
            yield from every(getattr(node, held))


def changed(nodes: Iterable[Any], change: Callable[[Any], Any]) -> tuple[Any, ...]:
    """The same nodes, each as `change` gives it back; what stands inside has been changed before."""
    return tuple([_changed(node, change) for node in nodes])


def _changed(node: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(node, Table):
        node = Table(tuple([changed(row, change) for row in node.rows]))
    elif held := _HOLDERS.get(type(node)):
        node = replace(node, **{held: changed(getattr(node, held), change)})
    return change(node)
