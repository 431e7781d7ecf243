"""The readable end of an address."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

_NOT_A_WORD = re.compile(r"[^\w]+", re.UNICODE)
SLUG_LENGTH = 80


def slug(title: str) -> str:
    """A readable end for an address, in any script: lower case, words joined by "-", at most 80 characters."""
    words = _NOT_A_WORD.sub("-", unicodedata.normalize("NFKC", title).lower()).strip("-_")
    return words[:SLUG_LENGTH].rstrip("-")


def named(letter: str, pk: int, title: str) -> str:
    """The address of something with a title: "/t/12-where-do-swifts-sleep"."""
    end = quote(slug(title))
    return f"/{letter}/{pk}-{end}" if end else f"/{letter}/{pk}"
