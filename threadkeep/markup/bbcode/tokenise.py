"""BBCode source to pieces: text, opening tags, closing tags, and tags whose content is taken as it stands.

One pass; whatever is looked for further on (the end of a raw tag) is found beforehand, once, so that no input is looked
at again and again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from threadkeep.markup.bbcode.attributes import parse_attributes, tag_end
from threadkeep.markup.bbcode.tags import TAGS, Tag

# Tags of one post; what comes after is text.
MAX_TAGS = 20_000

type PieceKind = Literal["open", "close", "raw"]


class Piece(NamedTuple):
    """A tag in the source. `typed` is all of it as written; `content` is what a raw tag holds."""

    kind: PieceKind
    typed: str
    tag: Tag
    attributes: dict[str, str]
    content: str


_TAG = re.compile(r"\[(/?)([A-Za-z]{1,12}|\*)(?=[\]=\s/])")
_RAW_KINDS = {"raw", "address", "file"}
_RAW_NAMES = "|".join(re.escape(name) for name, tag in TAGS.items() if tag.kind in _RAW_KINDS)
_RAW_END = re.compile(rf"\[/({_RAW_NAMES})\s?\]", re.IGNORECASE)
_CLOSE_END = re.compile(r"\s?\]")


def tokenise(source: str) -> Iterator[str | Piece]:
    """The text and the tags of a source; as typed, they joined are the source."""
    if "[" not in source:
        yield source
        return
    ends = _raw_ends(source)
    done = pos = count = 0
    while count < MAX_TAGS and (match := _TAG.search(source, pos)):
        found = _piece(source, match, ends)
        if found is None:
            pos = match.end()
            continue
        piece, end = found
        if match.start() > done:
            yield source[done : match.start()]
        yield piece
        done = pos = end
        count += 1
    if done < len(source):
        yield source[done:]


@lru_cache(maxsize=256)
def _simple(kind: PieceKind, typed: str, tag: Tag) -> Piece:
    return Piece(kind, typed, tag, {}, "")


def _raw_ends(source: str) -> dict[str, list[tuple[int, int]]]:
    """Where the closing tags stand, by the tag's name, of tags that can be raw."""
    ends: dict[str, list[tuple[int, int]]] = {}
    for match in _RAW_END.finditer(source):
        ends.setdefault(TAGS[match[1].lower()].name, []).append(match.span())
    return ends


def _piece(source: str, match: re.Match[str], ends: dict[str, list[tuple[int, int]]]) -> tuple[Piece, int] | None:
    """The tag that begins at a match, and where it ends; None if it is text."""
    tag = TAGS.get(match[2].lower())
    if tag is None:
        return None
    if match[1]:
        return _closing_tag(source, match, tag)
    return _opening_tag(source, match, tag, ends)


def _closing_tag(source: str, match: re.Match[str], tag: Tag) -> tuple[Piece, int] | None:
    close = _CLOSE_END.match(source, match.end())
    return None if close is None else (_simple("close", source[match.start() : close.end()], tag), close.end())


def _opening_tag(
    source: str, match: re.Match[str], tag: Tag, ends: dict[str, list[tuple[int, int]]]
) -> tuple[Piece, int] | None:
    end = match.end()
    attributes: dict[str, str] = {}
    if source[end] == "]" and tag.value != "must" and tag.kind not in _RAW_KINDS:
        return _simple("open", source[match.start() : end + 1], tag), end + 1
    if source[end] != "]":
        end = tag_end(source, end)
        if end < 0:
            return None
        attributes = parse_attributes(source[match.end() : end])
    end += 1
    if not _fits(tag, attributes) or (tag.kind == "address" and not _is_closed(tag, end, ends)):
        return None
    closing = _closing(source, tag, end, attributes, ends)
    if closing is None:
        return Piece("open", source[match.start() : end], tag, attributes, ""), end
    start, after = closing
    return Piece("raw", source[match.start() : after], tag, attributes, source[end:start]), after


def _fits(tag: Tag, attributes: dict[str, str]) -> bool:
    if tag.value == "never":
        return not attributes
    return tag.value == "may" or bool(attributes.get(""))


def _is_closed(tag: Tag, pos: int, ends: dict[str, list[tuple[int, int]]]) -> bool:
    """Whether a link's closing tag comes later: a link to the end of the post is never meant."""
    own = ends.get(tag.name)
    return own is not None and own[-1][0] >= pos


def _closing(
    source: str, tag: Tag, pos: int, attributes: dict[str, str], ends: dict[str, list[tuple[int, int]]]
) -> tuple[int, int] | None:
    """The closing tag of one whose content is raw; None if it is read like any other, or has no closing tag."""
    if tag.kind not in _RAW_KINDS or (tag.kind == "address" and attributes.get("")):
        return None
    own = ends.get(tag.name, [])
    at = bisect_left(own, (pos, 0))
    if at == len(own):
        return None
    start, end = own[at]
    # A file's name stands on its line; further away is the end of another one.
    if tag.kind == "file" and (start - pos > 300 or "[" in source[pos:start] or "\n" in source[pos:start]):
        return None
    return start, end
