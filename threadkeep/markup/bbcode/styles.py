"""Styles that are on, and words written under them put inside each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from threadkeep.markup.bbcode.grammar import Piece
from threadkeep.markup.bbcode.leaves import link_target
from threadkeep.markup.bbcode.tags import STYLES
from threadkeep.markup.colours import nearest_colour, size_step
from threadkeep.markup.placing import linked
from threadkeep.markup.tree import Inline, Style, Styled, Text


@dataclass(eq=False, slots=True)
class Format:
    """A style or link that was turned on by one tag. Two are never the same, even if they look alike.

    The `value` of a link is its title.
    With neither `style` nor `href` it changes nothing (a font), but is closed like the others.
    """

    name: str
    style: Style | None = None
    value: str = ""
    href: str = ""


_WITH_VALUE = frozenset({"color", "size", "abbr", "anchor"})
_ANCHOR = re.compile(r"[A-Za-z0-9_.\-]{1,60}")

# A node and the styles that were on where it was written.
type Run = tuple[Inline, tuple[Format, ...]]


def format_of(piece: Piece) -> Format | None:
    """What an opening tag turns on; None if its value is none we know, and the tag is shown as typed."""
    tag = piece.tag
    if tag.kind == "address":
        href = link_target(piece)
        return Format(tag.name, value=piece.attributes.get("title", ""), href=href) if href else None
    style = STYLES.get(tag.does)
    if style not in _WITH_VALUE:
        return Format(tag.name, style)
    value = tag.preset or piece.attributes.get("", "")
    if style == "color":
        value = nearest_colour(value) or ""
    elif style == "size":
        value = size_step(value) or ""
    elif style == "anchor" and not _ANCHOR.fullmatch(value):
        # Still its words, though nothing can lead to them.
        return Format(tag.name)
    return Format(tag.name, style, value) if value else None


def nested(runs: list[Run]) -> list[Inline]:
    """Nodes, each with the styles it was written under, as a tree: neighbours share what they have in common."""
    if len(runs) == 1 and not runs[0][1]:
        return [runs[0][0]]
    on: tuple[Format, ...] = ()
    top: list[Inline] = []
    above: list[list[Inline]] = []
    for node, formats in runs:
        if formats is not on:
            shared = 0
            for one, other in zip(on, formats, strict=False):
                if one is not other:
                    break
                shared += 1
            for one in reversed(on[shared:]):
                inner, top = top, above.pop()
                top += _wrapped(one, inner)
            for _ in formats[shared:]:
                above.append(top)
                top = []
            on = formats
        if top and type(node) is Text and type(last := top[-1]) is Text:
            top[-1] = Text(last.text + node.text)
        else:
            top.append(node)
    for one in reversed(on):
        inner, top = top, above.pop()
        top += _wrapped(one, inner)
    return top


def _wrapped(one: Format, inner: list[Inline]) -> list[Inline]:
    if one.href:
        return linked(one.href, inner, one.value)
    if one.style is None:
        return inner
    return [Styled(one.style, tuple(inner), one.value)]
