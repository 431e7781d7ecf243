"""What may stand in the value or the content of a board's own tag, by its kind."""

from __future__ import annotations

import re
from urllib.parse import quote

from threadkeep.markup.bbcode.leaves import web_address
from threadkeep.markup.colours import nearest_colour
from threadkeep.markup.vocabulary import ContentKind

MAX_TEXT = 500

# In the words of docs/markup.md.
ABOUT: dict[ContentKind, str] = {
    "none": "nothing: the tag has no value, or stands alone",
    "markup": "whatever a post can hold (content only)",
    "text": f"one line of plain words, at most {MAX_TEXT} characters",
    "word": "letters, digits, `_` and `-`",
    "number": "digits, with a sign and decimals",
    "colour": "a colour by name or as `#rrggbb`",
    "address": "an address that may be linked",
    "choice": "one of the words the owner lists",
}
_PATTERNS: dict[ContentKind, re.Pattern[str]] = {
    "text": re.compile(rf"[^\n]{{1,{MAX_TEXT}}}"),
    "word": re.compile(r"[\w\-]{1,100}"),
    "number": re.compile(r"[+\-]?\d{1,15}(?:[.,]\d{1,9})?", re.ASCII),
}


def fits(kind: ContentKind, written: str, choices: tuple[str, ...]) -> bool:
    """Whether something written is of a kind. `choices` counts for the kind "choice", capitals do not matter there."""
    if kind == "choice":
        return written.casefold() in {choice.casefold() for choice in choices}
    if kind == "colour":
        return nearest_colour(written) is not None
    if kind == "address":
        return web_address(written) is not None and not re.search(r"[\[\]]", written)
    pattern = _PATTERNS.get(kind)
    return pattern is not None and bool(written.strip()) and pattern.fullmatch(written) is not None


def in_address(written: str) -> str:
    """A value as a part of an address: none of its characters says where the address leads."""
    return quote(written, safe="")
