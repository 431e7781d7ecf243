"""BBCode source to pieces: text, opening tags, closing tags, and tags whose content is taken as it stands.

One pass; whatever is looked for further on (the end of a raw tag) is found beforehand, once, so that no input is looked
at again and again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from threadkeep.markup.bbcode.attributes import read_attributes, tag_end
from threadkeep.markup.bbcode.grammar import NO_ATTRIBUTES, PLAIN_GRAMMAR, RAW_KINDS, Grammar, Piece
from threadkeep.markup.bbcode.tags import Tag

# Tags of one post; what comes after is text.
MAX_TAGS = 20_000
MAX_NAME = 20
# Characters between the tags of a file, topic, post, member or time.
MAX_NAMED = 300
_NAMES = frozenset({"file", "topic", "post", "user", "time"})

# Where the closing tags stand, by the tag's name.
type Ends = Mapping[str, list[tuple[int, int]]]

_TAG = re.compile(rf"\[(/?)([A-Za-z][A-Za-z0-9_]{{0,{MAX_NAME - 1}}}|\*)(?:\]|(?=[=\s/]))")
_CLOSE_END = re.compile(r"\s?\]")


def tokenise(source: str, grammar: Grammar = PLAIN_GRAMMAR) -> list[str | Piece]:
    """The text and the tags of a source; as typed, they joined are the source."""
    if "[" not in source:
        return [source] if source else []
    pieces: list[str | Piece] = []
    ends: Ends | None = None
    search, simple = _TAG.search, grammar.simple
    done = pos = count = 0
    while count < MAX_TAGS and (match := search(source, pos)):
        start, pos = match.span()
        piece = simple.get(match[0])
        if piece is None:
            if ends is None:
                ends = _raw_ends(source, grammar)
            found = _piece(source, match, ends, grammar.tags)
            if found is None:
                continue
            piece, pos = found
        if start > done:
            pieces.append(source[done:start])
        pieces.append(piece)
        done = pos
        count += 1
    if done < len(source):
        pieces.append(source[done:])
    return pieces


def _raw_ends(source: str, grammar: Grammar) -> Ends:
    ends: dict[str, list[tuple[int, int]]] = {}
    for match in grammar.raw_end.finditer(source):
        ends.setdefault(grammar.tags[match[1].lower()].name, []).append(match.span())
    return ends


def _piece(source: str, match: re.Match[str], ends: Ends, tags: Mapping[str, Tag]) -> tuple[Piece, int] | None:
    """The tag that begins at a match, and where it ends; None if it is text."""
    tag = tags.get(match[2].lower())
    if tag is None:
        return None
    if match[1]:
        return _closing_tag(source, match, tag)
    return _opening_tag(source, match, tag, ends)


def _closing_tag(source: str, match: re.Match[str], tag: Tag) -> tuple[Piece, int] | None:
    end = match.end()
    if source[end - 1] != "]":
        close = _CLOSE_END.match(source, end)
        if close is None:
            return None
        end = close.end()
    return Piece("close", source[match.start() : end], tag, NO_ATTRIBUTES, ""), end


def _opening_tag(source: str, match: re.Match[str], tag: Tag, ends: Ends) -> tuple[Piece, int] | None:
    start, end = match.span()
    attributes = NO_ATTRIBUTES
    if source[end - 1] != "]":
        bracket = tag_end(source, end)
        if bracket < 0:
            return None
        attributes = read_attributes(source[end:bracket])
        end = bracket + 1
    if not _fits(tag, attributes):
        return None
    if tag.kind == "address" and not _is_closed(tag, end, ends):
        return None
    closing = None if _is_read_like_others(tag, attributes) else _closing(source, tag, end, ends)
    if closing is None:
        return Piece("open", source[start:end], tag, attributes, ""), end
    return Piece("raw", source[start : closing[1]], tag, attributes, source[end : closing[0]]), closing[1]


def _is_closed(tag: Tag, pos: int, ends: Ends) -> bool:
    """Whether a link's closing tag comes later: a link to the end of the post is never meant."""
    own = ends.get(tag.name)
    return own is not None and own[-1][0] >= pos


def _is_read_like_others(tag: Tag, attributes: Mapping[str, str]) -> bool:
    return tag.kind not in RAW_KINDS or (tag.kind == "address" and bool(attributes.get("")))


def _fits(tag: Tag, attributes: Mapping[str, str]) -> bool:
    if tag.value == "never":
        return not attributes
    # The words beside a value of a board's own tag would be lost.
    if tag.does == "own" and attributes and list(attributes) != [""]:
        return False
    return tag.value == "may" or bool(attributes.get(""))


def _closing(source: str, tag: Tag, pos: int, ends: Ends) -> tuple[int, int] | None:
    """The closing tag of one whose content is raw; None if it has none."""
    own = ends.get(tag.name, [])
    at = bisect_left(own, (pos, 0))
    if at == len(own):
        return None
    start, end = own[at]
    if tag.kind == "file" and "[" in source[pos:start]:
        return None
    # A name stands on its line; further away is the end of another one.
    if tag.does in _NAMES and (start - pos > MAX_NAMED or "\n" in source[pos:start]):
        return None
    return start, end
