"""Block rules of our own: folded blocks, notes, abbreviations and formulas on lines of their own.

    :::spoiler Title        >! folded          [^1]: a note         *[HTML]: what it means       $$
    folded                  >! too                 going on                                       x^2
    :::                                                                                           $$

None of them looks further than its own lines: what is inside is cut out and read as a text of its own, a level deeper.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from threadkeep.markup import mathml
from threadkeep.markup.markdown.limits import (
    MAX_ABBREVIATIONS,
    MAX_FORMULA_LINES,
    MAX_MEANING,
    MAX_NOTES,
)

NOTES = "notes"
ABBREVIATIONS = "abbreviations"
FORMULAS = "formulas"

_FOLDED = re.compile(r"(:{3,})[ \t]*(?:spoiler|details)(?:[ \t]+(.*))?", re.IGNORECASE)
_FOLDED_END = re.compile(r"(:{3,})[ \t]*")
# Not a quote that begins with a picture.
_HIDDEN_LINE = re.compile(r">!(?!\[) ?")
_QUOTE_LINE = re.compile(r">!? ?")
_NOTE = re.compile(r"\[\^([^\s\[\]\\^]{1,60})\]:[ \t]*")
_ABBREVIATION = re.compile(r"\*\[([^\[\]\\\n]{1,60})\]:[ \t]*(\S.*)")


def _line(state: StateBlock, line: int) -> str:
    """A line without the indentation around it; empty if it is indented so far that it is code."""
    if state.sCount[line] - state.blkIndent >= 4:
        return ""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _read_inside(state: StateBlock, text: str) -> list[Token]:
    """The tokens of a text that stands inside the block just opened."""
    tokens: list[Token] = []
    inner = StateBlock(text, state.md, state.env, tokens)
    inner.level = state.level
    state.md.block.tokenize(inner, 0, inner.lineMax)
    return tokens


def _fold(state: StateBlock, title: str, text: str) -> None:
    state.push("spoiler_open", "details", 1).meta = {"title": title}
    state.tokens += _read_inside(state, text)
    state.push("spoiler_close", "details", -1)


def spoiler(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: `:::spoiler Title` up to `:::`, or up to the end of what it stands in."""
    opening = _FOLDED.fullmatch(_line(state, start_line).rstrip())
    if opening is None:
        return False
    if silent:
        return True
    marks = [len(opening[1])]
    last = start_line + 1
    while last < end_line and not (state.sCount[last] < state.blkIndent and not state.isEmpty(last)):
        line = _line(state, last).rstrip()
        if line.startswith(":::"):
            if inner := _FOLDED.fullmatch(line):
                marks.append(len(inner[1]))
            elif (end := _FOLDED_END.fullmatch(line)) and len(end[1]) >= marks[-1]:
                marks.pop()
                if not marks:
                    break
        last += 1
    _fold(state, (opening[2] or "").strip(), state.getLines(start_line + 1, last, state.blkIndent, False))
    state.line = min(last + 1, end_line) if not marks else last
    return True


def hidden_quote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: lines that begin with `>!`, and the lines of a quote after them."""
    if not _HIDDEN_LINE.match(_line(state, start_line)):
        return False
    if silent:
        return True
    lines = []
    last = start_line
    while last < end_line and state.sCount[last] >= state.blkIndent:
        line = _line(state, last)
        mark = _QUOTE_LINE.match(line)
        if mark is None:
            break
        lines.append(line[mark.end() :])
        last += 1
    _fold(state, "", "\n".join(lines))
    state.line = last
    return True


def note(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: what a footnote says. It goes to the end of the post, so nothing is written here."""
    notes: dict[str, Note] = state.env.setdefault(NOTES, {})
    first = _line(state, start_line)
    opening = _NOTE.match(first)
    if opening is None:
        return False
    key = normalizeReference(opening[1])
    if silent:
        return True
    if key in notes or len(notes) >= MAX_NOTES:
        # Otherwise it would be taken for the address of a link, and nobody would see it.
        _as_typed(state, start_line)
        return True
    last = _end_of_note(state, start_line, end_line)
    rest = state.getLines(start_line + 1, last, state.blkIndent + 4, False)
    notes[key] = found = Note(opening[1])
    state.level += 1
    found.tokens = _read_inside(state, f"{first[opening.end() :]}\n{rest}")
    state.level -= 1
    state.line = last
    return True


def _as_typed(state: StateBlock, line: int) -> None:
    """One line as a paragraph in which nothing is read."""
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content = _line(state, line).rstrip()
    inline.meta = {"as_typed": True}
    state.push("paragraph_close", "p", -1)
    state.line = line + 1


class Note:
    """A note as it was found: its label as typed, and the tokens of what it says."""

    __slots__ = ("label", "tokens")

    def __init__(self, label: str) -> None:
        self.label = label
        self.tokens: list[Token] = []


def _end_of_note(state: StateBlock, start_line: int, end_line: int) -> int:
    """The line after a note: it goes on over indented lines, and over words right after a line of words."""
    last = line = start_line + 1
    while line < end_line:
        if state.isEmpty(line):
            line += 1
            continue
        indent = state.sCount[line] - state.blkIndent
        if indent < 4 and (indent < 0 or line > last or _begins_a_block(state, line, end_line)):
            break
        line += 1
        last = line
    return last


def _begins_a_block(state: StateBlock, line: int, end_line: int) -> bool:
    if _NOTE.match(_line(state, line)):
        return True
    return any(rule(state, line, end_line, True) for rule in state.md.block.ruler.getRules("paragraph"))


def abbreviation(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: `*[HTML]: HyperText Markup Language`. The line itself is not shown, unless it is of no use."""
    found = _ABBREVIATION.fullmatch(_line(state, start_line))
    if found is None:
        return False
    meanings: dict[str, str] = state.env.get(ABBREVIATIONS, {})
    words, meaning = " ".join(found[1].split()), found[2].strip()
    if not words or words in meanings or len(meanings) >= MAX_ABBREVIATIONS or len(meaning) > MAX_MEANING:
        return False
    if not silent:
        state.env.setdefault(ABBREVIATIONS, {})[words] = meaning
        state.line = start_line + 1
    return True


def formula_lines(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Block rule: `$$` at the beginning of a line up to `$$` at the end of one, with a formula between."""
    first = _line(state, start_line).rstrip()
    if not first.startswith("$$"):
        return False
    lines = [first[2:]]
    last = start_line + 1
    while not lines[-1].endswith("$$"):
        too_far = last >= min(end_line, start_line + MAX_FORMULA_LINES)
        if too_far or state.isEmpty(last) or state.sCount[last] < state.blkIndent:
            return False
        lines.append(state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]].rstrip())
        if "$" in lines[-1].removesuffix("$$"):
            return False
        last += 1
    tex = "\n".join(lines)[:-2].strip()
    fits = "$" not in tex and tex != "" and len(tex) <= mathml.MAX_LENGTH
    if silent or not fits or not may_have_formula(state.env, tex, block=True):
        return silent and fits
    state.push("formula", "math", 0).content = tex
    state.line = last
    return True


def may_have_formula(env: Any, tex: str, *, block: bool) -> bool:
    """Whether TeX is a formula, and the post may have one more. Bad ones count as well: they take their time, too."""
    number, length = env.get(FORMULAS, (0, 0))
    if number >= mathml.MAX_FORMULAS or length + len(tex) > mathml.MAX_LENGTH_TOGETHER:
        return False
    env[FORMULAS] = (number + 1, length + len(tex))
    return mathml.formula(tex, block=block) is not None


def add_containers(parser: MarkdownIt) -> None:
    """Adds the rules. Each may interrupt a paragraph."""
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("blockquote", "hidden_quote", hidden_quote, interrupting)
    parser.block.ruler.before("blockquote", "spoiler", spoiler, interrupting)
    parser.block.ruler.before("blockquote", "formula_lines", formula_lines, interrupting)
    parser.block.ruler.before("reference", "note", note, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("reference", "abbreviation", abbreviation, {"alt": ["paragraph", "reference"]})
