"""What rendering gives back: HTML in pieces with slots between them, and what the board needs to know of the post."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

type SlotKind = Literal["file", "quote", "remote", "mention", "topic", "video"]


@dataclass(frozen=True)
class Slot:
    """A gap in the HTML for what depends on the reader, or can change after the post was written.

    kind "file":   a file of this board. data: id, name, alt, caption; width in pixels, link (the address a link around
                   the picture led to) and as_link (1: named in the text, not to be shown there) only if there are any.
    kind "quote":  a post of this board. data: post_id, author, number (0 if not known).
                   A block slot is the head of a quote, an inline one a mention of the post in the text.
    kind "remote": a picture elsewhere. data: url, alt, caption; link only if there is one.
    kind "mention": perhaps a member's name after "@"; always in a line. data: name; rest (up to three words that
                   follow, as typed, a space before each: part of the name, or else words to be shown as they are);
                   typed (only if the name was typed in another way than "@name").
    kind "topic":  a topic of this board or, with post_id, a post of it; always in a line. data: topic_id (0 if only the
                   post is known), post_id (0 if it is the topic), words (empty: show the title of now), href (the
                   address if one was typed, else empty).
    kind "video":  a film elsewhere. data: href, provider, id (see videos.py), words (what it is called, or empty).

    `block`: fill it with a block (a figure, a div). Otherwise the gap stands amid a line: fill it with what may stand
    inside a <p>, that is no div, no p, no figure. Texts in `data` are as written: escape them.
    """

    kind: SlotKind
    data: Mapping[str, str | int]
    block: bool


@dataclass(frozen=True)
class Rendered:
    """One post, rendered. Depends on the source, the syntax and the renderer's version, and on nothing else.

    pieces          safe HTML, and slots between; joined by `html`
    text            the whole post as plain text, for search and mail
    excerpt         at most 200 characters on one line, without quotes and code where there is anything else
    attachment_ids  files it shows or names, in order, each once, also those inside quotes
    quoted_post_ids posts it quotes, mentions or leads to, in order, each once
    mentions        what stands after each "@", name and rest in one, in order, each once: perhaps members
    topic_ids       topics it refers to, in order, each once
    links           http(s) addresses outside the board, in order, each once
    source_hints    sources named without a link on the same line ("Source@ABCNEWS" gives "ABCNEWS")
    version         of the renderer that made it
    """

    pieces: tuple[str | Slot, ...]
    text: str
    excerpt: str
    attachment_ids: tuple[int, ...]
    quoted_post_ids: tuple[int, ...]
    links: tuple[str, ...]
    source_hints: tuple[str, ...]
    version: int
    mentions: tuple[str, ...] = ()
    topic_ids: tuple[int, ...] = ()

    def html(self, fill: Callable[[Slot], str]) -> str:
        """The post as HTML. `fill` gives the HTML for each slot; what it gives is not looked at again."""
        return "".join([piece if isinstance(piece, str) else fill(piece) for piece in self.pieces])

    def to_json(self) -> str:
        """One line of JSON, to be stored beside the post. A slot is [kind, data, 1 if block]."""
        value = {
            "v": self.version,
            "p": [
                piece if isinstance(piece, str) else [piece.kind, dict(piece.data), int(piece.block)]
                for piece in self.pieces
            ],
            "t": self.text,
            "e": self.excerpt,
            "a": self.attachment_ids,
            "q": self.quoted_post_ids,
            "l": self.links,
            "s": self.source_hints,
            "m": self.mentions,
            "i": self.topic_ids,
        }
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, stored: str) -> Rendered:
        """What `to_json` wrote. Raises ValueError, KeyError or TypeError for anything else: then render again."""
        value = cast(dict[str, Any], json.loads(stored))
        return cls(
            pieces=tuple(
                piece if isinstance(piece, str) else Slot(piece[0], piece[1], bool(piece[2])) for piece in value["p"]
            ),
            text=value["t"],
            excerpt=value["e"],
            attachment_ids=tuple(value["a"]),
            quoted_post_ids=tuple(value["q"]),
            links=tuple(value["l"]),
            source_hints=tuple(value["s"]),
            version=value["v"],
            mentions=tuple(value["m"]),
            topic_ids=tuple(value["i"]),
        )
