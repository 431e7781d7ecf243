"""What a text in BBCode is read with: the tags every board has, and those of one board."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

from threadkeep.markup.bbcode.tags import TAGS, Tag

type PieceKind = Literal["open", "close", "raw"]

# Tags whose content can be taken as it stands.
RAW_KINDS = frozenset({"raw", "address", "file"})


class Piece(NamedTuple):
    """A tag in the source. `typed` is all of it as written; `content` is what a raw tag holds."""

    kind: PieceKind
    typed: str
    tag: Tag
    attributes: Mapping[str, str]
    content: str


class Hole(NamedTuple):
    """Where the value or the content of an own tag goes in the words of its template."""

    of: Literal["value", "content"]


type Part = str | Piece | Hole


@dataclass(frozen=True, slots=True)
class Template:
    """What an own tag stands for: the pieces before its content and after it, and how many tags stay open between.

    `size` is its length in characters. `before` is all of it unless the content is markup.
    """

    before: tuple[Part, ...]
    after: tuple[Part, ...] = ()
    depth: int = 0
    size: int = 0


NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Grammar:
    """Tags by their names; the commonest by what is typed; the templates of own tags by their names.

    `raw_end` finds the closing tags of those whose content can be raw.
    """

    tags: Mapping[str, Tag]
    simple: Mapping[str, Piece]
    raw_end: re.Pattern[str]
    templates: Mapping[str, Template] = field(default_factory=dict)


def grammar(tags: Mapping[str, Tag], templates: Mapping[str, Template]) -> Grammar:
    """A grammar of these tags; `templates` for those of them that are a board's own."""
    raw_names = "|".join(re.escape(name) for name, tag in tags.items() if tag.kind in RAW_KINDS)
    return Grammar(tags, _simple(tags), re.compile(rf"\[/({raw_names})\s?\]", re.IGNORECASE), templates)


def _simple(tags: Mapping[str, Tag]) -> dict[str, Piece]:
    """Tags with nothing in them, as nearly everybody types them: no need to look at them closely each time."""
    pieces: dict[str, Piece] = {}
    for name, tag in tags.items():
        for typed in {name, name.upper(), name.capitalize()}:
            if tag.value != "must" and tag.kind not in RAW_KINDS:
                pieces[f"[{typed}]"] = Piece("open", f"[{typed}]", tag, NO_ATTRIBUTES, "")
            pieces[f"[/{typed}]"] = Piece("close", f"[/{typed}]", tag, NO_ATTRIBUTES, "")
    return pieces


PLAIN_GRAMMAR = grammar(TAGS, {})
