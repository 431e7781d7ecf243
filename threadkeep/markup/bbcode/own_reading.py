"""A board's own tags in a text: the pieces of their templates are read, with what the member wrote in their holes."""

from __future__ import annotations

from collections.abc import Iterable

from threadkeep.markup.bbcode.builder import MAX_DEPTH, Builder
from threadkeep.markup.bbcode.grammar import Grammar, Hole, Part, Piece
from threadkeep.markup.bbcode.opening import open_tag, raw_tag
from threadkeep.markup.bbcode.own_tags import HOLE
from threadkeep.markup.bbcode.styles import Format
from threadkeep.markup.bbcode.values import fits, in_address
from threadkeep.markup.tree import Text
from threadkeep.markup.vocabulary import OwnTag

# Characters that templates, and what is put into them, may add to one post; own tags after that are shown as typed.
MAX_WRITTEN = 100_000
_ADDRESSES = frozenset({"web", "picture", "video"})


class OwnTags:
    """Reads the own tags of one post, and counts what they add to it."""

    def __init__(self, builder: Builder, grammar: Grammar) -> None:
        self.builder = builder
        self.grammar = grammar
        self.written = 0

    def read(self, piece: Piece) -> bool:
        """An own tag, opening or whole. False if its value or content is not of its kind, or it is too much."""
        own, template = piece.tag.own, self.grammar.templates[piece.tag.name]
        value = self._value(own, piece)
        if own is None or value is None:
            return False
        content = self._content(own, piece)
        if content is None:
            return False
        self.written += template.size + 5 * (len(value) + len(content))
        deepest = max(len(self.builder.frames), len(self.builder.formats)) + template.depth
        if self.written > MAX_WRITTEN or deepest > MAX_DEPTH:
            return False
        if own.content == "markup":
            # Holds the tag's place among what is open, and its value for the rest of the template.
            self.builder.open_format(Format(own.name, value=value))
        self._play(template.before, value, content)
        return True

    def end(self, name: str) -> None:
        """What an own tag's template says after its content, if such a tag is open here."""
        for one in reversed(self.builder.formats):
            if one.name == name:
                self._play(self.grammar.templates[name].after, one.value, "")
                return

    def _value(self, own: OwnTag | None, piece: Piece) -> str | None:
        if own is None or own.value == "none":
            return ""
        value = piece.attributes.get("") or own.default
        return value if fits(own.value, value, own.choices) else None

    def _content(self, own: OwnTag, piece: Piece) -> str | None:
        """What the template takes as words; None if it is not of its kind, or its closing tag is missing."""
        if own.content in {"markup", "none"}:
            return ""
        content = piece.content.strip()
        return content if piece.kind == "raw" and fits(own.content, content, own.content_choices) else None

    def _play(self, parts: Iterable[Part], value: str, content: str) -> None:
        for part in parts:
            if isinstance(part, str):
                self.builder.words(part)
            elif isinstance(part, Hole):
                self.builder.inline(Text(value if part.of == "value" else content))
            elif part.kind == "close":
                self.builder.close_tag(part.tag.name)
            else:
                filled = _filled(part, value, content)
                if not (open_tag if filled.kind == "open" else raw_tag)(self.builder, filled):
                    self.builder.words(filled.typed, plain=True)


def _filled(piece: Piece, value: str, content: str) -> Piece:
    """A tag of a template with what the member wrote in its holes. Nothing of that is read as a tag."""

    def fill(written: str, *, address: bool = False) -> str:
        whole = HOLE.fullmatch(written.strip()) is not None
        found = {"value": value, "content": content}
        return HOLE.sub(
            lambda match: in_address(found[match[1]]) if address and not whole else found[match[1]], written
        )

    if "{" not in piece.typed:
        return piece
    leads = piece.tag.does in _ADDRESSES
    attributes = {name: fill(written, address=leads and not name) for name, written in piece.attributes.items()}
    return piece._replace(typed=fill(piece.typed), attributes=attributes, content=fill(piece.content, address=leads))
