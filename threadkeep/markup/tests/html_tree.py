"""HTML as a list of events, so that two pages can be compared without white space between blocks getting in the way."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "pre", "hr", "table", "thead", "tbody",
    "tr", "td", "th", "div",
}  # fmt: skip
VOID = {"br", "hr", "img"}
_SCHEME = re.compile(r"^[A-Za-z]+:")
_HEADING = re.compile(r"h([1-6])")

type Event = tuple[str, ...]


class _Events(HTMLParser):
    def __init__(self, shift: int) -> None:
        super().__init__(convert_charrefs=True)
        self.shift = shift
        self.events: list[Event] = []
        self.in_pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_pre += tag == "pre"
        kept = sorted((name, value or "") for name, value in attrs if name not in {"dir", "rel"})
        # MAILTO: and mailto: are the same scheme.
        kept = [(name, _SCHEME.sub(lambda one: one[0].lower(), value)) for name, value in kept]
        self.events.append(("start", self._shifted(tag), *(f"{name}={value}" for name, value in kept)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.in_pre -= tag == "pre"
        self.events.append(("end", self._shifted(tag)))

    def handle_data(self, data: str) -> None:
        if self.events and self.events[-1][0] == "text":
            data = self.events.pop()[1] + data
        self.events.append(("text", data))

    def _shifted(self, tag: str) -> str:
        match = _HEADING.fullmatch(tag)
        return f"h{min(int(match[1]) + self.shift, 6)}" if match else tag


def events(html: str, *, shift: int = 0) -> list[Event]:
    """The tags and texts of a page, without what says nothing: white space beside the tags of blocks and after a <br>.

    `shift`: how much further down each heading is counted. Colours of code are left out, and the end of a paragraph
    behind a picture that has its line to itself.
    """
    reader = _Events(shift)
    reader.feed(html)
    reader.close()
    return _trimmed(_joined(reader.events))


def _joined(found: list[Event]) -> list[Event]:
    """Without the spans of coloured code, and pictures on their own line back in their paragraph."""
    kept: list[Event] = []
    for event in found:
        if event[1] == "span" and event[0] != "text":
            continue
        if event[:2] == ("start", "p") and kept[-1:] == [("end", "p")] and len(kept) > 1 and kept[-2][1] == "img":
            kept[-1] = ("text", "\n")
        elif event[0] == "text" and kept and kept[-1][0] == "text":
            kept[-1] = ("text", kept[-1][1] + event[1])
        else:
            kept.append(event)
    return kept


def _trimmed(found: list[Event]) -> list[Event]:
    kept: list[Event] = []
    depth = 0
    for at, event in enumerate(found):
        depth += (event[:2] == ("start", "pre")) - (event[:2] == ("end", "pre"))
        if event[0] != "text" or depth:
            kept.append(event)
            continue
        text = event[1]
        before, after = found[at - 1] if at else ("start", "p"), found[at + 1] if at + 1 < len(found) else ("end", "p")
        if before[0] != "text" and (before[1] in BLOCKS or before[1] == "br"):
            text = text.lstrip(" \n")
        if after[0] != "text" and after[1] in BLOCKS:
            text = text.rstrip(" \n")
        if text:
            kept.append(("text", text))
    return kept
