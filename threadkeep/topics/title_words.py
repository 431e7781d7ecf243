"""The words of a title as they are looked for: in any script, folded, without a list of any language's words.

Which words say little ("the", "der", "ال…") is learned from how many titles have them, not from a list.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

LONGEST_WORD = 40
MOST_WORDS = 60


def words_of(title: str) -> tuple[str, ...]:
    """The words of a title, each once, in their order; at most 60, each cut at 40 characters.

    Case, width and the accents of Latin, Greek and Cyrillic do not count. Where a script has no spaces (Chinese, Thai,
    Japanese; and Korean, which joins particles to words) each two neighbouring letters count as a word.
    """
    found: dict[str, None] = {}
    for run in _runs(folded(title)):
        for word in _pairs(run) if _is_unspaced(run[0]) else (run[:LONGEST_WORD],):
            found[word] = None
            if len(found) == MOST_WORDS:
                return tuple(found)
    return tuple(found)


def folded(text: str) -> str:
    """The text without what does not count when words are compared."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", "".join(char for char in plain if not "\u0300" <= char <= "\u036f"))


def _runs(text: str) -> Iterator[str]:
    """Letters, digits and marks that stand together, cut where a script with spaces meets one without."""
    run = ""
    for char in text:
        is_part = unicodedata.category(char)[0] in "LNM"
        if run and (not is_part or (_is_unspaced(char) != _is_unspaced(run[-1]) and not _is_mark(char))):
            yield run
            run = ""
        if is_part:
            run += char
    if run:
        yield run


def _pairs(run: str) -> Iterator[str]:
    if len(run) == 1:
        yield run
    for at in range(len(run) - 1):
        yield run[at : at + 2]


def _is_unspaced(char: str) -> bool:
    """Letters of East and South-East Asia: they have neither case nor, mostly, spaces between words."""
    return char >= "\u0e00" and unicodedata.category(char) in ("Lo", "Lm") and not "\u1200" <= char <= "\u137f"


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"
