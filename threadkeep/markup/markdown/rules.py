"""The parser: markdown-it-py with the rules we add to it or put in the place of its own.

Block rules: `too_deep` shows what is nested too deep as typed (markdown-it-py would drop it), and `table` is asked only
while there are cells left. Inline rules: one step that takes plain text in one go and sends each mark to its one rule;
links, pictures and bare addresses were found beforehand (`Found`), which keeps long lines of brackets linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as gfm_table
from markdown_it.rules_inline import StateInline, backtick, emphasis, entity, escape, newline, strikethrough
from markdown_it.rules_inline.state_inline import Delimiter

from threadkeep.markup.addresses import find_web_addresses, safe_address
from threadkeep.markup.markdown.brackets import NOTE_SIGN, POINTED, POINTED_MAIL, Span, find_links
from threadkeep.markup.markdown.containers import add_containers, may_have_formula
from threadkeep.markup.markdown.limits import MAX_BLOCK_LEVEL, MAX_CELLS
from threadkeep.markup.mathml import MAX_LENGTH

FOUND = "found"
CELLS = "cells"


class Found:
    """What was found in a line before its tokens are made."""

    __slots__ = ("addresses", "links", "starts")

    def __init__(self, src: str, references: Mapping[str, Mapping[str, Any]], notes: Container[str] = ()) -> None:
        self.links: dict[int, Span] = find_links(src, references, notes) if "[" in src else {}
        self.addresses = find_web_addresses(src)
        self.starts = [start for start, _, _ in self.addresses]

    def without_addresses(self) -> None:
        """Bare addresses are words, as in CommonMark."""
        self.addresses, self.starts = [], []


def too_deep(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: beyond the deepest level, lines are a paragraph and their marks are text."""
    if silent or state.level < MAX_BLOCK_LEVEL:
        return False
    next_line = start_line + 1
    while next_line < end_line and not state.isEmpty(next_line) and state.sCount[next_line] >= state.blkIndent:
        next_line += 1
    state.line = next_line
    state.push("paragraph_open", "p", 1).map = [start_line, next_line]
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start_line, next_line, state.blkIndent, False).strip()
    inline.meta = {"as_typed": True}
    state.push("paragraph_close", "p", -1)
    return True


_DELIMITER_ROW = re.compile(r"[ \t]*[|:-][|:\- \t]+")


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: markdown-it-py's tables, as long as the post has cells left (short rows are filled with cells)."""
    if start_line + 2 > end_line:
        return False
    row_start, row_end = state.bMarks[start_line + 1], state.eMarks[start_line + 1]
    if not _DELIMITER_ROW.fullmatch(state.src, row_start, row_end):
        return False
    columns = state.src.count("|", row_start, row_end) + 1
    if silent:
        return gfm_table(state, start_line, end_line, True)
    if columns * _rows(state, start_line, end_line) + state.env.get(CELLS, 0) > MAX_CELLS:
        return False
    if not gfm_table(state, start_line, end_line, False):
        return False
    state.env[CELLS] = state.env.get(CELLS, 0) + columns * (state.line - start_line)
    return True


def _rows(state: StateBlock, start_line: int, end_line: int) -> int:
    """How many rows a table that begins here could have: the lines up to a blank one. Counted once for each run."""
    first, last = state.env.get("run", (0, 0))
    if not first <= start_line < last:
        last = start_line
        while last < end_line and not state.isEmpty(last):
            last += 1
        state.env["run"] = (start_line, last)
    return int(last) - start_line


# Up to the next mark. An underscore inside a word and an exclamation mark without a bracket are text.
_PLAIN = re.compile(r"(?:[^\n!$&*<\[\\_`|~]+|(?<=[^\W_])_(?=[^\W_])|!(?!\[))+")


def step(state: StateInline, silent: bool) -> bool:
    """Inline rule: the only one markdown-it-py calls. Plain text up to the next mark, or what that mark stands for."""
    found: Found = state.env[FOUND]
    pos, limit = state.pos, state.posMax
    if found.starts:
        at = bisect_right(found.starts, pos)
        if at and found.starts[at - 1] == pos and _address(state, found.addresses[at - 1]):
            return True
        if at < len(found.starts):
            limit = min(limit, found.starts[at])
    if match := _PLAIN.match(state.src, pos, limit):
        state.append_pending(match[0])
        state.pos = match.end()
        return True
    rule = _RULES.get(state.src[pos])
    return rule(state, silent) if rule is not None else False


def _address(state: StateInline, address: tuple[int, int, str]) -> bool:
    """An address that stands bare in the text; inside a link it is text like any other."""
    start, end, href = address
    if end > state.posMax:
        return False
    if state.linkLevel:
        state.append_pending(state.src[start:end])
    else:
        token = state.push("address", "", 0)
        token.attrs = {"href": href}
        token.content = state.src[start:end]
    state.pos = end
    return True


def _push_link(state: StateInline, href: str, shown: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": href}
    state.push("text", "", 0).content = shown
    state.push("link_close", "a", -1)


def link(state: StateInline, silent: bool) -> bool:
    """Inline rule: a link, its label read in turn."""
    span = state.env[FOUND].links.get(state.pos)
    if span is None or span.end > state.posMax:
        return False
    if span.href == NOTE_SIGN:
        state.push("note_sign", "", 0).content = span.title
        state.pos = span.end
        return True
    after, state.pos, state.posMax = state.posMax, span.label_start, span.label_end
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": span.href, "title": span.title}
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.pos, state.posMax = span.end, after
    return True


def image(state: StateInline, silent: bool) -> bool:
    """Inline rule: a picture. Its label is read by inline.py, as plain words."""
    span = state.env[FOUND].links.get(state.pos)
    if span is None or span.end > state.posMax:
        return False
    token = state.push("image", "img", 0)
    token.attrs = {"src": span.href, "title": span.title}
    token.content = state.src[span.label_start : span.label_end]
    state.pos = span.end
    return True


def autolink(state: StateInline, silent: bool) -> bool:
    """Inline rule: an address in pointed brackets."""
    if match := POINTED.match(state.src, state.pos, state.posMax):
        href = safe_address(match[1])
    elif match := POINTED_MAIL.match(state.src, state.pos, state.posMax):
        href = safe_address("mailto:" + match[1])
    else:
        return False
    if href is None or state.linkLevel:
        state.append_pending(match[0])
    else:
        _push_link(state, href, match[1])
    state.pos = match.end()
    return True


def spoiler_mark(state: StateInline, silent: bool) -> bool:
    """Inline rule: "||" begins or ends words that are hidden. A single one is a character like any other."""
    bars = _BARS.match(state.src, state.pos, state.posMax)
    length = len(bars[0]) if bars else 0
    if length < 2:
        state.append_pending("|")
        state.pos += 1
        return True
    scanned = state.scanDelims(state.pos, True)
    if length % 2:
        state.push("text", "", 0).content = "|"
    for _ in range(length // 2):
        state.push("text", "", 0).content = "||"
        marker, token = ord("|"), len(state.tokens) - 1
        state.delimiters.append(Delimiter(marker, 0, token, -1, scanned.can_open, scanned.can_close))
    state.pos += length
    return True


_BARS = re.compile(r"\|+")


def spoiler_pairs(state: StateInline) -> None:
    """Second inline rule: marks that belong together become the beginning and the end of hidden words."""
    for delimiters in [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)]:
        for mark in delimiters:
            if mark.marker == ord("|") and mark.end != -1:
                for at, kind, nesting in ((mark.token, "open", 1), (delimiters[mark.end].token, "close", -1)):
                    token = state.tokens[at]
                    token.type, token.tag, token.nesting = f"spoiler_words_{kind}", "spoiler", nesting
                    token.markup, token.content = "||", ""


# An escape inside belongs to the TeX.
_FORMULA = re.compile(
    rf"\$\$(?!\$)((?:[^$\\]|\\.){{1,{MAX_LENGTH}}})\$\$(?!\$)"
    rf"|\$(?![\s$])((?:[^$\\\n]|\\[^\n$]){{0,{MAX_LENGTH}}}(?<!\s))\$(?![\w$])",
    re.DOTALL,
)
_TEX_FOR_SURE = re.compile(r"[\\^_={}]")
_TEX = re.compile(r"[\\^_=+<>{}*/|]")


def formula(state: StateInline, silent: bool) -> bool:
    """Inline rule: `$x^2$` or `$$x^2$$`. Prices are none: "$5 and $6", "from $5 to 6$"."""
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1 : state.pos]
    if match is None or before == "$" or before.isalnum() or not _looks_like_tex(match):
        return _as_dollars(state)
    tex, block = (match[1].strip(), True) if match[1] else (match[2], False)
    if not may_have_formula(state.env, tex, block=block):
        return _as_dollars(state)
    state.push("formula", "math", 0).content = tex
    state.tokens[-1].meta = {"block": block}
    state.pos = match.end()
    return True


def _looks_like_tex(match: re.Match[str]) -> bool:
    tex = match[1] or match[2] or ""
    if match[1] or " " not in tex:
        return bool(tex.strip())
    # "$5/month, and he pays 10$" begins with a number.
    return bool((_TEX_FOR_SURE if tex[0].isdigit() else _TEX).search(tex))


def _as_dollars(state: StateInline) -> bool:
    state.append_pending("$")
    state.pos += 1
    return True


_RULES: dict[str, Callable[[StateInline, bool], bool]] = {
    "\n": newline,
    "\\": escape,
    "`": backtick,
    "~": strikethrough.tokenize,
    "*": emphasis.tokenize,
    "_": emphasis.tokenize,
    "[": link,
    "!": image,
    "<": autolink,
    "&": entity,
    "|": spoiler_mark,
    "$": formula,
}


def make_parser() -> MarkdownIt:
    """CommonMark without raw HTML, with all that docs/markup.md says of Markdown."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100, "tasklists": True})
    parser.enable(["table", "strikethrough"])
    parser.disable(["html_block"])
    parser.block.ruler.before("table", "too_deep", too_deep)
    parser.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    add_containers(parser)
    parser.inline.ruler2.after("strikethrough", "spoiler_words", spoiler_pairs)
    parser.inline.ruler.push("step", step)
    parser.inline.ruler.enableOnly(["step"])
    return parser
