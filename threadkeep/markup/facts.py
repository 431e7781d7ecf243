"""What a post refers to: files, posts, addresses outside the board, and sources named without a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from threadkeep.markup.addresses import is_web
from threadkeep.markup.to_text import own_lines
from threadkeep.markup.tree import (
    Break,
    Code,
    CodeBlock,
    Document,
    Figure,
    FileRef,
    Link,
    ListBlock,
    Node,
    Picture,
    PostRef,
    Quote,
    Rule,
    Table,
    Text,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Each kind in the order of the text, each thing once."""

    attachment_ids: tuple[int, ...]
    quoted_post_ids: tuple[int, ...]
    links: tuple[str, ...]


def facts(document: Document, own_url: str) -> Facts:
    """What the whole tree refers to. `own_url` is the board's origin, as in `render`."""
    files: dict[int, None] = {}
    posts: dict[int, None] = {}
    links: dict[str, None] = {}
    for node in _referring(document.children):
        match node:
            case FileRef():
                files[node.attachment_id] = None
                links[node.link] = None
            case PostRef():
                posts[node.post_id] = None
            case Picture():
                links[node.url] = links[node.link] = None
            case Link():
                links[node.href] = None
    posts.pop(0, None)
    outside = (link for link in links if is_web(link) and not is_own(link, own_url))
    return Facts(tuple(files), tuple(posts), tuple(outside))


def is_own(href: str, own_url: str) -> bool:
    """Whether an address lies on the board whose origin is `own_url`; never, if `own_url` is empty."""
    origin = own_url.rstrip("/").lower()
    return bool(origin) and href[: len(origin)].lower() == origin and href[len(origin) : len(origin) + 1] in "/?#"


_SAYS_NOTHING = (Text, Break, Code, CodeBlock, Rule)


def _referring(nodes: Iterable[Node]) -> Iterator[FileRef | PostRef | Picture | Link]:
    for node in nodes:
        if isinstance(node, _SAYS_NOTHING):
            continue
        if isinstance(node, (FileRef, PostRef, Picture, Link)):
            yield node
        elif isinstance(node, Figure):
            yield node.picture
        elif isinstance(node, ListBlock):
            yield from _referring(node.items)
        elif isinstance(node, Table):
            for row in node.rows:
                yield from _referring(row)
        else:
            if isinstance(node, Quote) and node.head is not None:
                yield node.head
            yield from _referring(node.children)


# "Source" and its like in the languages old boards were written in. A credit is the word, a colon or an "at", a name.
_LABELS = (
    "sources", "source", "quellen", "quelle", "fuentes", "fuente", "fonti", "fontes", "fonte", "bronnen", "bron",
    "källa", "kilde", "kjelde", "źródło", "zdroj", "kaynak", "lähde", "forrás", "izvor", "источник", "джерело", "πηγή",
    "来源", "來源", "出处", "出處", "出典", "출처", "المصدر", "מקור", "منبع",
)  # fmt: skip
_VIAS = ("via", "h/t", "hat tip", "gefunden bei", "lu sur")
# Looked for first: a plain search is twenty times cheaper than the expressions.
_WORDS = (*_LABELS, *(f"({via}" for via in _VIAS))
_CREDIT = re.compile(
    rf"(?<!\w)(?:{'|'.join(_LABELS)})[ \t]{{0,3}}[:：@][ \t]{{0,3}}(?P<name>[^\n]{{1,100}})", re.IGNORECASE
)
_VIA = re.compile(rf"\((?:{'|'.join(_VIAS)})[: ][ \t]{{0,3}}(?P<name>[^\n()]{{1,60}})\)", re.IGNORECASE)
_NAME_ENDS = re.compile(r"[;,|()\[\]<>\"“”„]|[.!?](?:\s|$)|\s[-–—]\s")
_ADDRESS = re.compile(r"://|\bwww\.|\w\.(?:com|org|net|de|uk|fr|gov|edu|info)\b", re.IGNORECASE)
MAX_HINTS = 20
# Of so many lines: nobody credits a source on page forty.
MAX_LINES = 2_000


def source_hints(document: Document, text: str) -> tuple[str, ...]:
    """Names of sources credited without a link on the same line, each once; quoted words are not searched.

    `text` is the document's plain text, only asked whether searching is worth while.
    """
    small = text.lower()
    if not any(word in small for word in _WORDS):
        return ()
    hints: dict[str, None] = {}
    for line, nodes in islice(own_lines(document), MAX_LINES):
        found = [*_CREDIT.finditer(line), *_VIA.finditer(line)]
        if not found or _ADDRESS.search(line) or any(isinstance(node, Link) for node in _referring(nodes)):
            continue
        for match in found:
            name = _NAME_ENDS.split(match["name"], maxsplit=1)[0].strip(" \t.:@*_~")
            # A credit names somebody; a longer phrase is a sentence about a source.
            if name and len(name.split()) <= 6 and len(name) <= 60:
                hints[name] = None
            if len(hints) == MAX_HINTS:
                return tuple(hints)
    return tuple(hints)
