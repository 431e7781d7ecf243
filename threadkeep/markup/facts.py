"""What a post refers to: files, posts, addresses outside the board, and sources named without a link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from threadkeep.markup.addresses import is_web
from threadkeep.markup.to_html import Page
from threadkeep.markup.to_text import own_lines
from threadkeep.markup.tree import Document, Inline, Link, Styled


@dataclass(frozen=True, slots=True)
class Facts:
    """Each kind in the order of the text, each thing once."""

    attachment_ids: tuple[int, ...]
    quoted_post_ids: tuple[int, ...]
    links: tuple[str, ...]
    mentions: tuple[str, ...]
    topic_ids: tuple[int, ...]


def facts(page: Page, own_url: str) -> Facts:
    """What a page refers to. `own_url` is the board's origin, as in `render`."""
    files = dict.fromkeys(int(slot.data["id"]) for slot in page.slots if slot.kind == "file")
    posts = dict.fromkeys(int(slot.data["post_id"]) for slot in page.slots if slot.data.get("post_id"))
    names = dict.fromkeys(f"{slot.data['name']}{slot.data['rest']}" for slot in page.slots if slot.kind == "mention")
    topics = dict.fromkeys(int(slot.data["topic_id"]) for slot in page.slots if slot.data.get("topic_id"))
    links = dict.fromkeys(href for href in page.addresses if is_web(href) and not is_own(href, own_url))
    return Facts(tuple(files), tuple(posts), tuple(links), tuple(names), tuple(topics))


def is_own(href: str, own_url: str) -> bool:
    """Whether an address lies on the board whose origin is `own_url`; never, if `own_url` is empty."""
    origin = own_url.rstrip("/").lower()
    return bool(origin) and href[: len(origin)].lower() == origin and href[len(origin) : len(origin) + 1] in "/?#"


# "Source" and its like in the languages old boards were written in. A credit is the word, a colon or an "at", a name.
_LABELS = (
    "sources", "source", "quellen", "quelle", "fuentes", "fuente", "fonti", "fontes", "fonte", "bronnen", "bron",
    "källa", "kilde", "kjelde", "źródło", "zdroj", "kaynak", "lähde", "forrás", "izvor", "источник", "джерело", "πηγή",
    "来源", "來源", "出处", "出處", "出典", "출처", "المصدر", "מקור", "منبع",
)  # fmt: skip
_VIAS = ("via", "h/t", "hat tip", "gefunden bei", "lu sur")
# Looked for first: a plain search is twenty times cheaper than the expressions.
_WORDS = (*_LABELS, *(f"({via}" for via in _VIAS))
# Without those that hold another one of them; and of these, those that a text of plain ASCII can hold.
_SHORTEST = tuple(word for word in _WORDS if not any(other in word for other in _WORDS if other != word))
_PLAIN = tuple(word for word in _SHORTEST if word.isascii())
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
    for word in _PLAIN if small.isascii() else _SHORTEST:
        if word in small:
            break
    else:
        return ()
    hints: dict[str, None] = {}
    for line, nodes in islice(own_lines(document), MAX_LINES):
        found = [*_CREDIT.finditer(line), *_VIA.finditer(line)]
        if not found or _ADDRESS.search(line) or any(map(_leads_out, nodes)):
            continue
        for match in found:
            name = _NAME_ENDS.split(match["name"], maxsplit=1)[0].strip(" \t.:@*_~")
            # A credit names somebody; a longer phrase is a sentence about a source.
            if name and len(name.split()) <= 6 and len(name) <= 60:
                hints[name] = None
            if len(hints) == MAX_HINTS:
                return tuple(hints)
    return tuple(hints)


def _leads_out(node: Inline) -> bool:
    return isinstance(node, Link) or (isinstance(node, Styled) and any(map(_leads_out, node.children)))
