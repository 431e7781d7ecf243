"""Which brackets of a line are links and pictures: one pass, each bracket looked at once.

markdown-it-py looks for the end of a label anew from each "[", which takes seconds for some thousand of them. This is
the way the specification describes instead (CommonMark 0.31.2, "An algorithm for parsing nested emphasis and links"):
brackets on a stack, decided when the closing one is met. The rules in rules.py then only look up what was decided.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any, NamedTuple

from markdown_it.common.utils import normalizeReference, unescapeAll

from threadkeep.markup.addresses import safe_address
from threadkeep.markup.characters import printable


class Span(NamedTuple):
    """A link or picture: its label is src[label_start:label_end], and it ends before src[end]."""

    label_start: int
    label_end: int
    end: int
    href: str
    title: str


class _Opener(NamedTuple):
    at: int
    label_start: int


# Addresses in pointed brackets.
POINTED = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^<>\x00-\x20]*)>")
POINTED_MAIL = re.compile(r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]+@[A-Za-z0-9](?:[A-Za-z0-9\-.]{0,253}[A-Za-z0-9])?)>")
# An escape, a run of backticks, what could be an autolink, an opening or a closing bracket.
_POINT = re.compile(r"\\.|`+|<[^<>\s]*>|!?\[|\]", re.DOTALL)
_SPACE = re.compile(r"[ \t\n]*")
_POINTED_TARGET = re.compile(r"<([^<>\n\\]*(?:\\.[^<>\n\\]*)*)>")
_PLAIN_PART = re.compile(r"(?:[^()\\\x00-\x20\x7f]|\\[^\x00-\x20\x7f]|\\(?=[\x00-\x20]|\Z))*")
_TITLE = re.compile(
    r""""([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|\(([^()\\]*(?:\\.[^()\\]*)*)\)""", re.DOTALL
)
_LABEL = re.compile(r"\[([^\[\]\\]{0,999}(?:\\.[^\[\]\\]{0,999})*)\]", re.DOTALL)
_INTERNAL = re.compile(r"(?:attachment|post|topic):[0-9]{1,18}", re.ASCII)
_MAX_PARENTHESES = 32
# Where the sign of a footnote leads; its title is the note's label.
NOTE_SIGN = "note:"


def find_links(src: str, references: Mapping[str, Mapping[str, Any]], notes: Container[str] = ()) -> dict[int, Span]:
    """The links, pictures and signs of notes of a line, by where they begin. Links do not stand inside links.

    Left out, and so shown as typed: whatever leads to an address nobody may link (`safe_address`).
    """
    spans: dict[int, Span] = {}
    openers: list[_Opener] = []
    dead = 0  # the lowest this many openers stand before a link, so cannot be links themselves
    code_ends: dict[int, int] | None = None
    pos = 0
    while point := _POINT.search(src, pos):
        pos = point.end()
        mark = point[0]
        if mark in {"[", "!["}:
            openers.append(_Opener(point.start(), pos))
        elif mark[0] == "`":
            code_ends = _code_ends(src) if code_ends is None else code_ends
            pos = code_ends.get(point.start(), pos)
        elif mark[0] == "<":
            pos = pos if POINTED.match(mark) or POINTED_MAIL.match(mark) else point.start() + 1
        elif mark == "]" and openers:
            opener = openers.pop()
            is_picture = src[opener.at] == "!"
            usable = is_picture or len(openers) >= dead
            dead = min(dead, len(openers))
            span = _sign(src, opener.label_start, point.start(), notes) if notes and not is_picture else None
            if span is not None:
                spans[opener.at] = span
                continue
            span = _span(src, opener.label_start, point.start(), references) if usable else None
            if span is not None:
                spans[opener.at] = span
                pos = span.end
                dead = dead if is_picture else len(openers)
    return spans


def _code_ends(src: str) -> dict[int, int]:
    """Where each code span that begins with a run of backticks ends."""
    ends: dict[int, int] = {}
    later: dict[int, int] = {}  # length of a run: where the next run of this length ends
    for run in reversed(list(re.finditer("`+", src))):
        length = run.end() - run.start()
        if length in later:
            ends[run.start()] = later[length]
        later[length] = run.end()
    return ends


def _sign(src: str, start: int, close: int, notes: Container[str]) -> Span | None:
    """The sign of a note, if there is one of this label."""
    if src[start : start + 1] != "^" or close - start > 61:
        return None
    label = normalizeReference(src[start + 1 : close])
    return Span(start, close, close + 1, NOTE_SIGN, label) if label in notes else None


def _span(src: str, start: int, close: int, references: Mapping[str, Mapping[str, Any]]) -> Span | None:
    """What the label src[start:close] makes with what follows its bracket; None if nothing."""
    if src.startswith("(", close + 1) and (found := _inline_target(src, close + 2)):
        end, written, title = found
    elif references and (referred := _referred(src, start, close, references)):
        end, written, title = referred
    else:
        return None
    href = written if _INTERNAL.fullmatch(written) else safe_address(written)
    return None if href is None else Span(start, close, end, href, printable(title))


def _inline_target(src: str, pos: int) -> tuple[int, str, str] | None:
    """`(address "title")` after its first parenthesis: the end, the address and the title, or None."""
    pos = _skip_space(src, pos)
    address, pos = _destination(src, pos)
    if pos < 0:
        return None
    after = _skip_space(src, pos)
    title = ""
    if after > pos and (match := _TITLE.match(src, after)):
        title = unescapeAll(match[1] or match[2] or match[3] or "")
        after = _skip_space(src, match.end())
    return (after + 1, unescapeAll(address), title) if src.startswith(")", after) else None


def _skip_space(src: str, pos: int) -> int:
    match = _SPACE.match(src, pos)
    return match.end() if match else pos


def _destination(src: str, pos: int) -> tuple[str, int]:
    """An address in pointed brackets or with its parentheses balanced, and where it ends (-1 if it is none)."""
    if src.startswith("<", pos):
        match = _POINTED_TARGET.match(src, pos)
        return (match[1], match.end()) if match else ("", -1)
    start, depth = pos, 0
    while match := _PLAIN_PART.match(src, pos):
        pos = match.end()
        mark = src[pos : pos + 1]
        if mark == "(" and depth < _MAX_PARENTHESES:
            depth += 1
        elif mark == ")" and depth:
            depth -= 1
        else:
            break
        pos += 1
    return (src[start:pos], pos) if not depth and src[pos : pos + 1] != "(" else ("", -1)


def _referred(
    src: str, start: int, close: int, references: Mapping[str, Mapping[str, Any]]
) -> tuple[int, str, str] | None:
    """`[label][reference]`, `[label][]` or `[label]`: the same three, if such a reference was defined."""
    end = close + 1
    label = src[start : min(close, start + 1000)]
    if match := _LABEL.match(src, close + 1):
        end = match.end()
        label = match[1] or label
    if len(label) > 999 or not _LABEL.fullmatch(f"[{label}]"):
        return None
    reference = references.get(normalizeReference(label))
    return (end, reference["href"], reference["title"]) if reference else None
