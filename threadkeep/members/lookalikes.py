"""Which characters look alike, and which scripts they belong to: Unicode TR39, by the tables of confusable-homoglyphs.

TR39's *skeleton* replaces each character by the prototype of all that look like it; two texts with one skeleton look
the same. The tables list the pairs; the classes are put together here once, on first use (about 0.1 s).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Scripts that are written together every day (TR39, "highly restrictive"); any other mix inside one word is refused.
TOGETHER = (
    frozenset({"LATIN", "HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "HAN", "BOPOMOFO"}),
    frozenset({"LATIN", "HAN", "HANGUL"}),
)
NO_SCRIPT = frozenset({"COMMON", "INHERITED", "UNKNOWN"})


def skeleton(text: str) -> str:
    """The text with each character replaced by the prototype of its look-alikes. Not for showing."""
    prototypes = _prototypes()
    return "".join(prototypes.get(char, char) for char in text)


def scripts_of(word: str) -> frozenset[str]:
    """The scripts ("LATIN", "ARABIC") a word is written in; digits and signs have none."""
    from confusable_homoglyphs.categories import alias

    return frozenset(alias(char).upper() for char in word) - NO_SCRIPT


def is_mixed(word: str) -> bool:
    """Whether one word mixes scripts that nobody writes together, as in "pаypal" with a Cyrillic a."""
    scripts = scripts_of(word)
    return len(scripts) > 1 and not any(scripts <= usual for usual in TOGETHER)


@lru_cache(maxsize=1)
def _prototypes() -> dict[str, str]:
    """Each character that has look-alikes, with the prototype of its class."""
    from confusable_homoglyphs.confusables import confusables_data

    leader: dict[str, str] = {}

    def find(text: str) -> str:
        while leader.setdefault(text, text) != text:
            text = leader[text]
        return text

    for char, pairs in confusables_data.items():
        for pair in pairs:
            # The tables wrap right-to-left characters in direction marks.
            one, other = char.strip("\u200e"), pair["c"].strip("\u200e")
            if one and other:
                leader[find(one)] = find(other)
    classes: dict[str, list[str]] = {}
    for text in list(leader):
        classes.setdefault(find(text), []).append(text)
    return {
        char: prototype
        for members in classes.values()
        for prototype in [min(members, key=_rank)]
        for char in members
        if len(char) == 1
    }


def _rank(text: str) -> tuple[bool, bool, bool, bool, str]:
    # Several characters first ("rn" stands for m), then small letters, then other letters (O for 0), then the lowest.
    plain = unicodedata.normalize("NFKC", text)
    return (len(text) == 1, not ("a" <= text <= "z"), not text.isascii(), not text.isalpha(), plain)
