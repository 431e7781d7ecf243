"""What changed between two texts, word by word. Pure: text in, pieces out; whoever shows them escapes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

type Kind = Literal["same", "gone", "new"]
type Piece = tuple[Kind, str]

# Comparing is quadratic at worst. Where more than this many words differ in one place, nobody reads word by word
# anyway: the place is shown as it was and as it is.
MOST_WORDS = 3000
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in order: "same" in both, "gone" only before, "new" only after.

    Joining "same" and "gone" gives `before` back, "same" and "new" gives `after`, to the byte.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    pieces: list[Piece] = [("same", "".join(old[:head]))]
    pieces += _middle(middle_old, middle_new)
    pieces.append(("same", "".join(old[len(old) - tail :])))
    return [piece for piece in pieces if piece[1]]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both have in common at their beginning."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _middle(old: list[str], new: list[str]) -> Iterator[Piece]:
    if len(old) > MOST_WORDS or len(new) > MOST_WORDS:
        yield "gone", "".join(old)
        yield "new", "".join(new)
        return
    for what, from_old, to_old, from_new, to_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield "same", "".join(old[from_old:to_old])
        else:
            yield "gone", "".join(old[from_old:to_old])
            yield "new", "".join(new[from_new:to_new])
