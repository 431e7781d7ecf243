"""Footnotes and abbreviations of one post: both are defined in one place and used in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from markdown_it.token import Token

from threadkeep.markup.markdown import containers
from threadkeep.markup.tree import Block, Footnote, Footnotes, Inline, Note, Paragraph, Styled, Text


class Notes:
    """Numbers the notes in the order of their signs, and counts the signs of each."""

    def __init__(self, found: Mapping[str, containers.Note]) -> None:
        self.found = found
        self.numbers: dict[str, int] = {}
        self.uses: dict[str, int] = {}

    def sign(self, label: str) -> Footnote:
        """The next sign of a note. `label` is one of `found`."""
        number = self.numbers.setdefault(label, len(self.numbers) + 1)
        self.uses[label] = self.uses.get(label, 0) + 1
        return Footnote(number, self.found[label].label, self.uses[label])

    def block(self, read: Callable[[list[Token]], list[Block]]) -> list[Block]:
        """All notes, those without a sign last: a note may hold signs of others. Empty if there are none."""
        if not self.found:
            return []
        children: dict[str, tuple[Block, ...]] = {}
        while label := next((label for label in self._in_order() if label not in children), ""):
            self.numbers.setdefault(label, len(self.numbers) + 1)
            children[label] = tuple(read(self.found[label].tokens))
        notes = [
            Note(number, self.found[label].label, children[label], self.uses.get(label, 0))
            for label, number in self.numbers.items()
        ]
        return [Footnotes(tuple(notes))]

    def _in_order(self) -> Iterator[str]:
        yield from self.numbers
        yield from self.found


class Abbreviations:
    """Marks the words that stand for longer ones."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self.meanings = meanings
        self.used: set[str] = set()
        # Nothing to look for would be found everywhere.
        longest_first = sorted(filter(None, meanings), key=len, reverse=True) or ["\0"]
        self._words = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def marked(self, nodes: list[Inline]) -> list[Inline]:
        """The same nodes, abbreviations in their texts marked."""
        out: list[Inline] = []
        for node in nodes:
            if type(node) is Text:
                out += self._in_text(node.text)
            else:
                out.append(node)
        return out

    def _in_text(self, text: str) -> Iterator[Inline]:
        done = 0
        for match in self._words.finditer(text):
            if match.start() > done:
                yield Text(text[done : match.start()])
            self.used.add(match[0])
            yield Styled("abbr", (Text(match[0]),), self.meanings[match[0]])
            done = match.end()
        if done < len(text):
            yield Text(text[done:])

    def without_use(self) -> list[Block]:
        """Definitions nothing in the post uses, shown as typed."""
        return [
            Paragraph((Text(f"*[{words}]: {meaning}"),))
            for words, meaning in self.meanings.items()
            if words not in self.used
        ]
