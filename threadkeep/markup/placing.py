"""Where pictures stand. Both front ends build lines of text; here a picture alone on its line becomes a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from threadkeep.markup.tree import (
    Block,
    Break,
    Figure,
    FileRef,
    Footnote,
    Inline,
    Link,
    Mention,
    Paragraph,
    Picture,
    PostRef,
    Styled,
    Text,
    TopicRef,
    Video,
)

# These are links of their own, or become some when the page is filled.
_LEADS_ELSEWHERE = (PostRef, TopicRef, Mention, Video, Footnote)


def placed(children: Sequence[Inline], *, tight: bool = False) -> list[Block]:
    """The blocks that lines of text make: paragraphs, and a figure for each picture on a line without words."""
    if not any(map(_is_picture, children)):
        return [Paragraph(tuple(children), tight)] if children else []
    blocks: list[Block] = []
    kept: list[Inline] = []
    for line in _lines(children):
        words = [node for node in line if not _is_blank(node)]
        if words and all(map(_is_picture, words)):
            blocks += _paragraph(kept, tight)
            kept = []
            blocks += [Figure(node) for node in words if isinstance(node, Picture | FileRef | Video)]
        else:
            kept += line
    return blocks + _paragraph(kept, tight)


def linked(href: str, children: Iterable[Inline], title: str = "") -> list[Inline]:
    """A link around nodes. What cannot stand inside a link (a picture, a post, a name) stands between two of them;
    a picture keeps the address as its own."""
    nodes: list[Inline] = []
    words: list[Inline] = []

    def close() -> None:
        if any(not _is_blank(word) for word in words):
            nodes.append(Link(href, tuple(words), title))
        else:
            nodes.extend(words)
        words.clear()

    for child in children:
        if isinstance(child, Picture | FileRef):
            close()
            nodes.append(replace(child, link=href))
        elif isinstance(child, _LEADS_ELSEWHERE):
            close()
            nodes.append(child)
        elif isinstance(child, Styled) and _holds_what_links_cannot(child):
            close()
            nodes.append(replace(child, children=tuple(linked(href, child.children, title))))
        else:
            words.append(child)
    close()
    return nodes or [Link(href, (), title)]


def _holds_what_links_cannot(node: Styled) -> bool:
    return any(
        isinstance(child, (Picture, FileRef, *_LEADS_ELSEWHERE))
        or (isinstance(child, Styled) and _holds_what_links_cannot(child))
        for child in node.children
    )


def _is_picture(node: Inline) -> bool:
    return isinstance(node, Picture | Video) or (isinstance(node, FileRef) and not node.as_link)


def _is_blank(node: Inline) -> bool:
    return isinstance(node, Break) or (isinstance(node, Text) and not node.text.strip())


def _lines(children: Iterable[Inline]) -> list[list[Inline]]:
    """The nodes by lines, each with the break that ends it."""
    lines: list[list[Inline]] = [[]]
    for node in split_lines(children):
        lines[-1].append(node)
        if isinstance(node, Break):
            lines.append([])
    return lines


def split_lines(children: Iterable[Inline]) -> Iterator[Inline]:
    """The same nodes, the ends of lines inside texts as breaks of their own."""
    for node in children:
        if not isinstance(node, Text) or "\n" not in node.text:
            yield node
            continue
        for number, line in enumerate(node.text.split("\n")):
            if number:
                yield Break()
            if line:
                yield Text(line)


def _paragraph(nodes: list[Inline], tight: bool) -> list[Block]:
    while nodes and _is_blank(nodes[-1]):
        nodes.pop()
    return [Paragraph(tuple(nodes), tight)] if nodes else []
