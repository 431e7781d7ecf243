"""The tags of a page that say something about it, found in one pass.

Not `html.parser`: 30 KB of "<a " keep it busy for a minute (measured on Python 3.13.0), and what we read was written by
strangers. Here every step goes forward, whatever comes: an opened quote, comment or script that never ends ends the
page. What a browser would make of a broken page is not our matter; nothing found here is ever shown as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final

_TAG = re.compile(r"<(?:!--|([a-zA-Z][^\s/>]*+))")
# To the end of a tag: quotes count only where a value begins, as in <p title=don't>.
_STEP = re.compile(r"""[^>=]*+(?:(>)|=\s*+(?:"[^"]*+"|'[^']*+')?)""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']*+)))?""")
_ENDS: Final = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("title", "script", "style", "textarea")}
_LONGEST_VALUE: Final = 5000


@dataclass
class Head:
    """What a page's tags say: metas by lower-case name, the first title and canonical address, JSON-LD as written."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    canonical: str = ""
    data: list[str] = field(default_factory=list)

    def metas(self, names: tuple[str, ...]) -> Iterator[str]:
        """What these metas say, in the order of their names."""
        for name in names:
            yield from self.meta.get(name, ())


def scan(text: str) -> Head:
    """The head of a page (and what its body adds). Linear in the length of the text."""
    head, at = Head(), 0
    while found := _TAG.search(text, at):
        if found.group(1) is None:
            at = text.find("-->", found.end())
            if at < 0:
                break
            continue
        name, inside = found.group(1).lower(), found.end()
        at = _end_of_tag(text, inside)
        attributes = _attributes(text[inside:at]) if name in {"meta", "link", "script"} else {}
        _note(head, name, attributes)
        if name in _ENDS:
            end = _ENDS[name].search(text, at)
            within, at = text[at : end.start() if end else len(text)], end.end() if end else len(text)
            if name == "title" and not head.title:
                head.title = unescape(within[:_LONGEST_VALUE])
            elif name == "script" and attributes.get("type", "").strip().lower() == "application/ld+json":
                head.data.append(within)
    return head


def _end_of_tag(text: str, at: int) -> int:
    while step := _STEP.match(text, at):
        at = step.end()
        if step.group(1):
            return at
    return len(text)


def _attributes(inside: str) -> dict[str, str]:
    """The attributes of one tag, the first of each name."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(inside):
        value = match.group(2) or match.group(3) or match.group(4) or ""
        found.setdefault(match.group(1).lower(), unescape(value[:_LONGEST_VALUE]))
    return found


def _note(head: Head, name: str, attributes: dict[str, str]) -> None:
    if name == "meta":
        content = attributes.get("content", "")
        for key in ("property", "name", "itemprop"):
            named = attributes.get(key, "").strip().lower()
            if named and content.strip():
                head.meta.setdefault(named, []).append(content)
    elif name == "link" and "canonical" in attributes.get("rel", "").lower().split():
        head.canonical = head.canonical or attributes.get("href", "").strip()
