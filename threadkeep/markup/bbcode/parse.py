"""BBCode to the document tree."""

from __future__ import annotations

from threadkeep.markup.bbcode.builder import Builder
from threadkeep.markup.bbcode.grammar import Piece
from threadkeep.markup.bbcode.opening import open_tag, raw_tag
from threadkeep.markup.bbcode.own_reading import OwnTags
from threadkeep.markup.bbcode.own_tags import grammar_of
from threadkeep.markup.bbcode.tokenise import tokenise
from threadkeep.markup.scanner import scanner_for
from threadkeep.markup.tree import Document
from threadkeep.markup.vocabulary import PLAIN, Vocabulary


def parse_bbcode(source: str, vocabulary: Vocabulary = PLAIN) -> Document:
    """The tree of a text in BBCode. `source` holds printable characters only, its lines end in "\\n"."""
    grammar = grammar_of(vocabulary.own_tags)
    builder = Builder(scanner_for(vocabulary))
    own = OwnTags(builder, grammar)
    for piece in tokenise(source, grammar):
        if isinstance(piece, str):
            builder.words(piece)
        elif piece.kind == "close":
            _close(builder, own, piece)
        elif not _read(builder, own, piece):
            if piece.kind == "open" and piece.tag.kind not in {"void", "raw", "file"} and piece.tag.name != "*":
                builder.refuse(piece.tag.name)
            builder.words(piece.typed)
    return Document(tuple(builder.finished()))


def _read(builder: Builder, own: OwnTags, piece: Piece) -> bool:
    if piece.tag.does == "own":
        return own.read(piece)
    return open_tag(builder, piece) if piece.kind == "open" else raw_tag(builder, piece)


def _close(builder: Builder, own: OwnTags, piece: Piece) -> None:
    name = piece.tag.name
    if builder.refused and builder.close_refused(name):
        builder.words(piece.typed)
        return
    if piece.tag.does == "own":
        own.end(name)
    if not builder.close_tag(name):
        builder.words(piece.typed)
