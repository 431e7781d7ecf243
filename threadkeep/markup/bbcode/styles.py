"""Styles that are on, and words written under them put inside each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from threadkeep.markup.bbcode.leaves import link_target
from threadkeep.markup.bbcode.tags import STYLES
from threadkeep.markup.bbcode.tokenise import Piece
from threadkeep.markup.colours import nearest_colour, size_step
from threadkeep.markup.placing import linked
from threadkeep.markup.tree import Inline, Style, Styled, Text


@dataclass(eq=False, slots=True)
class Format:
    """A style or link that was turned on by one tag. Two are never the same, even if they look alike.

    With neither `style` nor `href` it changes nothing (a font), but is closed like the others.
    """

    name: str
    style: Style | None = None
    value: str = ""
    href: str = ""


def format_of(piece: Piece) -> Format | None:
    """What an opening tag turns on; None if its value is none we know, and the tag is shown as typed."""
    tag = piece.tag
    if tag.kind == "address":
        href = link_target(piece)
        return Format(tag.name, href=href) if href else None
    style = STYLES.get(tag.does)
    value = piece.attributes.get("", "")
    if style == "color":
        value = nearest_colour(value) or ""
    elif style == "size":
        value = size_step(value) or ""
    if tag.value == "must" and not value:
        return None
    return Format(tag.name, style, value)


def nested(runs: Iterable[tuple[Inline, tuple[Format, ...]]]) -> list[Inline]:
    """Nodes, each with the styles it was written under, as a tree: neighbours share what they have in common."""
    on: list[Format] = []
    children: list[list[Inline]] = [[]]

    def close(depth: int) -> None:
        while len(on) > depth:
            inner = children.pop()
            children[-1] += _wrapped(on.pop(), inner)

    for node, formats in runs:
        shared = 0
        while shared < len(on) and shared < len(formats) and on[shared] is formats[shared]:
            shared += 1
        close(shared)
        for one in formats[shared:]:
            on.append(one)
            children.append([])
        last = children[-1][-1] if children[-1] else None
        if isinstance(node, Text) and isinstance(last, Text):
            children[-1][-1] = Text(last.text + node.text)
        else:
            children[-1].append(node)
    close(0)
    return children[0]


def _wrapped(one: Format, inner: list[Inline]) -> list[Inline]:
    if one.href:
        return linked(one.href, inner)
    if one.style is None:
        return inner
    return [Styled(one.style, tuple(inner), one.value)]
