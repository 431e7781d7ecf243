"""Making one text of two that began as the same one, when their changes do not touch each other.

The three-way merge of `diff3` (Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007), line by line, without
its conflict marks: what cannot be merged is kept twice.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

from threadkeep.reading.draft_fields import Fields

# Comparing lines costs their number squared in the worst case.
MOST_LINES: Final = 4000

type Change = tuple[int, int, list[str]]
"""Lines from..to of the base become these."""


def merge(base: Fields, mine: Fields, theirs: Fields) -> Fields | None:
    """Both changes of `base` in one; None if they touch each other."""
    merged: Fields = {}
    for name in {**base, **theirs, **mine}:
        values = _one_field(name, base.get(name, []), mine.get(name, []), theirs.get(name, []))
        if values is None:
            return None
        if values:
            merged[name] = values
    return merged


def _one_field(name: str, base: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if name == "text":
        text = merge_text("".join(base), "".join(mine), "".join(theirs))
        return None if text is None else [text]
    return None


def merge_text(base: str, mine: str, theirs: str) -> str | None:
    """Both changes of a text in one; None if they touch each other, or comparing would take too long."""
    texts = [one.split("\n") for one in (base, mine, theirs)]
    if max(len(lines) for lines in texts) > MOST_LINES:
        return None
    old, new_mine, new_theirs = texts
    changes = _changes(old, new_mine)
    for one in _changes(old, new_theirs):
        if one in changes:
            continue
        if any(one[0] <= other[1] and other[0] <= one[1] for other in changes):
            return None
        changes.append(one)
    for start, end, lines in sorted(changes, key=lambda change: change[:2], reverse=True):
        old[start:end] = lines
    return "\n".join(old)


def _changes(old: list[str], new: list[str]) -> list[Change]:
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(from_, to, new[start:end]) for what, from_, to, start, end in steps if what != "equal"]
