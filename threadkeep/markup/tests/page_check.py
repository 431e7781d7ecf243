"""A strict reader of the HTML the text engine writes: what it finds wrong, in words.

It knows nothing of the serialiser and nothing of the gate: the lists here are the third, written by hand, and a change
of one of the three has to be made here on purpose.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

INLINE = {"strong", "em", "u", "del", "sub", "sup", "small", "mark", "abbr", "span", "code", "a", "cite"}
VOID = {"br", "hr"}
# What formulas are made of; the second hold text, the others only each other.
FORMULAS = {
    "menclose", "mfrac", "mmultiscripts", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace", "msqrt", "mstyle",
    "msub", "msubsup", "msup", "mtable", "mtd", "mtr", "munder", "munderover",
}  # fmt: skip
SIGNS = {"mi", "mn", "mo", "mtext"}
PHRASES_ONLY = INLINE | {"p", "h3", "h4", "h5", "h6", "summary"}
FLOW = {"blockquote", "li", "td", "th", "div", "details", ""}
BLOCKS = {"p", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "pre", "div", "details", "hr"}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "table": {"thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "pre": {"code"},
    **dict.fromkeys(PHRASES_ONLY, INLINE | {"br", "math"}),
    **dict.fromkeys(FLOW, INLINE | BLOCKS | {"br", "math"}),
    **dict.fromkeys(FORMULAS | {"math"}, FORMULAS | SIGNS),
    "details": INLINE | BLOCKS | {"br", "math", "summary"},
}
# Directly inside these there is no text at all.
NO_TEXT = {"ul", "ol", "table", "thead", "tbody", "tr", "pre", "math"} | FORMULAS
# None of these can lead anywhere or load anything.
FORMULA_ATTRIBUTES = {
    "accent", "accentunder", "columnalign", "columnlines", "columnspacing", "depth", "displaystyle", "fence", "form",
    "height", "largeop", "linethickness", "lspace", "mathcolor", "mathsize", "mathvariant", "maxsize", "minsize",
    "movablelimits", "notation", "rowlines", "rspace", "scriptlevel", "separator", "stretchy", "symmetric", "voffset",
    "width",
}  # fmt: skip
DIRECTED = BLOCKS - {"hr"} | {"li", "td", "th", "summary"}
VALUES = {
    ("a", "href"): r"(https?://|ftp://|mailto:)[^\x00-\x20\"<>]+|(?!//)(?![A-Za-z][A-Za-z0-9+.-]*:)[^\x00-\x20\"<>\\]*",
    ("a", "rel"): r"ugc nofollow noopener",
    ("a", "title"): r"(?s).*",
    ("abbr", "title"): r"(?s).*",
    ("ol", "start"): r"\d{1,9}",
    ("ol", "type"): r"[aAiI]",
    ("th", "align"): r"left|center|right",
    ("td", "align"): r"left|center|right",
    ("code", "class"): r"language-\S+",
    ("p", "class"): r"quote-head",
    ("li", "class"): r"task (done|open)",
    ("div", "class"): r"ta-(left|center|right|justify|indent)|footnotes",
    ("details", "class"): r"spoiler",
    ("span", "class"): r"tc-[a-z]+|ts-[1-7]|tt|task-box|file-slot|emoji|spoiler-words|[a-z]{1,3}\d?",
    ("span", "data-slot"): r"\d+",
    ("div", "data-slot"): r"\d+",
    ("span", "title"): r"\S{1,60}",
    ("span", "tabindex"): r"0",
    ("a", "class"): r"note-back",
    ("a", "id"): r"here-[0-9a-f]{8}-[\w\-]+",
    ("li", "id"): r"here-[0-9a-f]{8}-\d+",
    ("span", "id"): r"here-[0-9a-f]{8}-[\w.\-]+",
    ("sup", "class"): r"note-sign",
    ("math", "display"): r"block",
    **{(element, name): r"[\w#%.\- ]*" for element in FORMULAS | SIGNS for name in FORMULA_ATTRIBUTES},
}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = [""]
        self.faults: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self.open[-1]
        if tag not in CHILDREN.get(parent, set()):
            self.faults.append(f"<{tag}> stands inside <{parent}>")
        if tag == "a" and "a" in self.open:
            self.faults.append("a link stands inside a link")
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self.faults.append(f"an attribute stands twice in <{tag}>")
        if tag in DIRECTED and ("dir", "auto") not in attrs and "data-slot" not in names:
            self.faults.append(f'<{tag}> has no dir="auto"')
        if tag == "a" and "rel" not in names:
            self.faults.append("a link has no rel")
        for name, value in attrs:
            if name == "dir" and value == "auto":
                continue
            pattern = VALUES.get((tag, name))
            if pattern is None or value is None or not re.fullmatch(pattern, value):
                self.faults.append(f"<{tag}> has {name}={value!r}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults.append(f"<{tag}/> closes itself")

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1] == tag and tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> closes <{self.open[-1]}>")

    def handle_data(self, data: str) -> None:
        if self.open[-1] in NO_TEXT:
            self.faults.append(f"text stands inside <{self.open[-1]}>")
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data!r}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"a declaration: {decl!r}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"an instruction: {data!r}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"a declaration: {data!r}")


def faults(html: str) -> list[str]:
    """What is unsafe, unbalanced or misplaced in a page; empty if nothing is."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if len(reader.open) > 1:
        reader.faults.append(f"never closed: {reader.open[1:]}")
    return reader.faults


def visible_text(html: str) -> str:
    """What a reader sees of it, elements apart by a space."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join(reader.words)
