"""Hostile texts: pieces of known attacks put together by chance, in both syntaxes and in HTML.

What the pieces are about: tags and handlers, elements that change how a parser reads on (svg, math, style, noscript,
template: "mutation XSS"), addresses that run something by any spelling, attributes that end too early, markup left
open, and our own tags with all of that in their values.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from html import escape

from tests.fuzz.pieces import BREAKS, ELEMENTS, HANDLERS, MARKUP, SCHEMES, SCRIPT


class Hostile:
    """Makes hostile texts. `known` are texts of others to mutate; without them only our own pieces are used."""

    def __init__(self, seed: int, known: Sequence[str] = ()) -> None:
        self.random = random.Random(seed)
        self.known = known

    def texts(self, count: int) -> Iterator[str]:
        """So many texts, each of a few hundred to a few thousand characters."""
        for _ in range(count):
            yield self.text()

    def text(self) -> str:
        """One text of several attacks beside and inside each other."""
        parts = [self.attack(3) for _ in range(self.random.randint(1, 6))]
        return self.random.choice(("\n\n", "\n", " ", "")).join(parts)

    def attack(self, depth: int) -> str:
        """One attack, plain, in a tag of ours, taken from others, or mutated."""
        kind = self.random.randrange(7)
        if kind <= 1:
            return self.element()
        if kind <= 4 and depth:
            return self.random.choice(MARKUP).replace("{q}", self.attack(depth - 1))
        if kind == 5 and self.known:
            return self.mutated(self.random.choice(self.known)[:2_000])
        return self.mutated(self.random.choice(SCHEMES) + SCRIPT)

    def element(self) -> str:
        """An element that would run something in a page that let it."""
        written = self.random.choice(ELEMENTS).format(
            x=SCRIPT, h=self.random.choice(HANDLERS), s=self.random.choice(SCHEMES)
        )
        return self.mutated(written) if self.random.random() < 0.3 else written

    def mutated(self, text: str) -> str:
        """A text with something put in, taken out, doubled, encoded or turned round."""
        for _ in range(self.random.randint(0, 3)):
            at = self.random.randrange(len(text) + 1)
            to = min(len(text), at + self.random.randint(1, 12))
            change = self.random.choice((
                lambda cut: self.random.choice(BREAKS) + cut,
                lambda cut: "",
                lambda cut: cut * 2,
                escape,
                lambda cut: "".join(f"&#{ord(one)};" for one in cut),
                lambda cut: "".join(f"&#x{ord(one):x}" for one in cut),
                str.swapcase,
                lambda cut: self.random.choice(MARKUP).replace("{q}", cut),
            ))  # fmt: skip
            text = text[:at] + change(text[at:to]) + text[to:]
        return text
