"""Links to the board's own topics and posts become references, so that they survive moves, merges and new titles.

Done once for the finished tree, so both syntaxes give the same. Only plain links are taken: one whose words are styled,
or hold anything but words, stays the link its writer made. What the addresses look like is known here and in
kernel/addresses.py; a test holds the two together.
"""

from __future__ import annotations

import re

from threadkeep.markup.changing import changed
from threadkeep.markup.tree import Document, Inline, Link, Text, TopicRef

_TOPIC = re.compile(r"/t/(?P<id>[0-9]{1,18})(?:-[^/?#\s]*)?/?(?:\?page=[0-9]{1,9})?(?:#[^\s]*)?", re.ASCII)
_POST = re.compile(r"/p/(?P<id>[0-9]{1,18})/?(?:#[^\s]*)?", re.ASCII)
_HINTS = ("/t/", "/p/")


def referring(document: Document, own_url: str) -> Document:
    """The tree with references in the place of links to topics and posts. `own_url`: the board's origin, or empty."""
    origin = own_url.rstrip("/").lower()
    return Document(changed(document.children, lambda node: _link(node, origin) if isinstance(node, Link) else node))


def may_refer(source: str) -> bool:
    """Whether a text can hold such a link at all: asked first, for most hold none."""
    return any(hint in source for hint in _HINTS)


def _link(link: Link, origin: str) -> Inline:
    path = _own_path(link.href, origin)
    if not path or any(not isinstance(child, Text) for child in link.children):
        return link
    words = "".join(child.text for child in link.children if isinstance(child, Text))
    # A bare address is not what its writer calls the topic.
    words = "" if words.strip() in {link.href, link.href.partition("://")[2], ""} else words
    if match := _TOPIC.fullmatch(path):
        return TopicRef(int(match["id"]), words, 0, link.href)
    if match := _POST.fullmatch(path):
        return TopicRef(0, words, int(match["id"]), link.href)
    return link


def _own_path(href: str, origin: str) -> str:
    """The path of an address on the board, or empty."""
    if href.startswith("/"):
        return href
    if origin and href[: len(origin)].lower() == origin:
        return href[len(origin) :] if href[len(origin) : len(origin) + 1] == "/" else ""
    return ""
