"""Formulas: TeX to MathML, which browsers show without any script.

latex2mathml makes elements from the TeX; only what stands in the two tables below is written, each text escaped. TeX
that it cannot read gives None, and the writer's text is shown as typed. It never raises and never takes long: a formula
has at most MAX_LENGTH characters, and so many levels that no reading of it can go too deep.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

from threadkeep.markup.characters import printable
from threadkeep.markup.html_text import escape, quoted

# One formula; and all formulas of one post, in characters and in number.
MAX_LENGTH = 1_000
MAX_LENGTH_TOGETHER = 10_000
MAX_FORMULAS = 300
# Braces, fences and environments inside each other.
MAX_LEVELS = 30

_LENGTH = r"-?\d{0,2}(?:\.\d{1,4})?(?:em|ex|px|pt|mu|cm|mm|in|%)?"
_WORD = r"[A-Za-z\-]{1,30}"
_YES_OR_NO = r"true|false"
_COLOUR = r"[A-Za-z]{1,30}|#[0-9A-Fa-f]{3,6}"
# Nothing here can lead anywhere, load anything or carry a style.
ATTRIBUTES: dict[str, str] = {
    **dict.fromkeys(("depth", "height", "linethickness", "lspace", "mathsize", "maxsize", "minsize"), _LENGTH),
    **dict.fromkeys(("rspace", "voffset", "width"), _LENGTH),
    **dict.fromkeys(("accent", "accentunder", "displaystyle", "fence", "largeop", "movablelimits"), _YES_OR_NO),
    **dict.fromkeys(("separator", "stretchy", "symmetric"), _YES_OR_NO),
    **dict.fromkeys(("form", "mathvariant"), _WORD),
    **dict.fromkeys(("columnalign", "columnlines", "columnspacing", "notation", "rowlines"), r"[a-z0-9. ]{1,200}"),
    "mathbackground": _COLOUR,
    "mathcolor": _COLOUR,
    "scriptlevel": r"[+\-]?\d",
}
ELEMENTS = frozenset({
    "menclose", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace",
    "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
})  # fmt: skip
# How many parts these have; with another number a browser shows something broken.
PARTS = {
    **dict.fromkeys(("mfrac", "mover", "mroot", "msub", "msup", "munder"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
# These hold text, the others elements only.
WITH_TEXT = frozenset({"mi", "mn", "mo", "mtext"})

_VALUES = {name: re.compile(pattern) for name, pattern in ATTRIBUTES.items()}
# Commands that lead elsewhere or style the page are no mathematics; neither is one that nobody knows.
# Own commands could stand for ever longer ones.
_FOREIGN = re.compile(
    r"\\(?:href|url|style|class|cssId|data|require|includegraphics|[xeg]?def|let|(?:re)?newcommand|providecommand"
    r"|DeclareMathOperator|(?:re)?newenvironment|mathchoice)"
)


@lru_cache(maxsize=1024)
def formula(tex: str, *, block: bool = False) -> str | None:
    """A formula as `<math>`; None if it is empty, too long, too deep, or nothing that can be read as TeX."""
    if not tex.strip() or len(tex) > MAX_LENGTH or _FOREIGN.search(tex) or not 0 <= _levels(tex) <= MAX_LEVELS:
        return None
    out: list[str] = []
    try:
        root = convert_to_element(tex, display="block" if block else "inline")
        return "".join(out) if _written(root, out) else None
    except Exception:
        # The converter raises what it likes, StopIteration among it.
        return None


def _levels(tex: str) -> int:
    """How deep the braces, fences and environments of a formula go; -1 if one has no beginning or no end."""
    deepest = depth = 0
    for match in re.finditer(r"\\[A-Za-z]+|\\.|[{}^_]", tex, re.DOTALL):
        mark = match[0]
        if mark in {"}", "\\end", "\\right"}:
            depth -= 1
            if depth < 0:
                return -1
        elif mark in {"{", "\\begin", "\\left"}:
            depth += 1
            deepest = max(deepest, depth)
    return -1 if depth else deepest


def _written(element: Element, out: list[str]) -> bool:
    """Writes an element and what is in it; False if anything in it is unknown."""
    name = element.tag
    if name == "math":
        out.append('<math display="block">' if element.get("display") == "block" else "<math>")
    elif name in ELEMENTS:
        out.append(f"<{name}{_attributes(element)}>")
    else:
        return False
    if len(element) != PARTS.get(name, len(element)):
        return False
    # The converter writes signs as entities; a writer can do so too, and there are characters nobody may write.
    text = printable(unescape(element.text or ""))
    if text.strip() and name not in WITH_TEXT:
        return False
    # A command that stands as it was typed is one the converter does not know.
    if text.startswith("\\") and len(text) > 1 and text[1].isalpha():
        return False
    out.append(escape(text) if name in WITH_TEXT else "")
    for child in element:
        if not _written(child, out):
            return False
    out.append(f"</{name}>")
    return True


def _attributes(element: Element) -> str:
    kept = (
        (name, value) for name, value in element.items() if (pattern := _VALUES.get(name)) and pattern.fullmatch(value)
    )
    return "".join(f" {name}={quoted(value)}" for name, value in kept)
