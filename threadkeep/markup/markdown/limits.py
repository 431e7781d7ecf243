"""How much of a text is read as Markdown. Beyond these limits it is shown as typed, so that no text costs long.

markdown-it-py is linear in most of what it does, but dear: some 25 microseconds a line, and a line is looked at once
more for each quote around it. So work is counted, not length: a novel of plain paragraphs passes, ten thousand
one-letter lines inside twenty quotes do not.
"""

import re

# Lines, each counted once more for each quote mark before it and three times more for each mark of a list, plus half
# the cells of tables.
MAX_LINE_WORK = 12_000
# Cells of all tables of one post, with those a short row leaves empty.
MAX_CELLS = 12_000
# Characters of one post that could begin some inline markup.
MAX_MARKS = 12_000
# Levels of blocks inside each other, as markdown-it-py counts: a quote is one, a list and its item are two.
MAX_BLOCK_LEVEL = 24
# Emphasis, links and strikethrough inside each other.
MAX_INLINE_LEVEL = 20

# Notes and abbreviations of one post, characters of what an abbreviation means, lines of one formula.
MAX_NOTES = 200
MAX_ABBREVIATIONS = 50
MAX_MEANING = 200
MAX_FORMULA_LINES = 60

# A line that begins with this many characters that could be markup of blocks is no writing any more.
_ENDLESS_START = re.compile(r"^[ \t>!*+\-_=#~`|:$\d.)]{1000}", re.MULTILINE)
_QUOTE_MARKS = re.compile(r"[ \t>!*+\-\d.)]*")
_LIST_MARK = re.compile(r"[*+\-.)](?=\s)")
_MARKS = "*_~`[<&\\$|"


def markdown_part(source: str) -> int:
    """Up to which character the source is read as Markdown; normally its length."""
    endless = _ENDLESS_START.search(source)
    end = endless.start() if endless else len(source)
    line_count = source.count("\n", 0, end) + 1
    deepest = min(source.count(">", 0, end), MAX_BLOCK_LEVEL)
    if line_count * (4 + deepest) + source.count("|", 0, end) // 2 <= MAX_LINE_WORK:
        return end
    work = depth = start = 0
    while start < end:
        stop = source.find("\n", start, end) + 1 or end
        prefix = _QUOTE_MARKS.match(source, start, stop)
        marks = source.count(">", start, prefix.end()) if prefix else 0
        items = len(_LIST_MARK.findall(source, start, prefix.end())) if prefix else 0
        # Lines that follow a quote without a mark of their own still belong to it, until a blank line.
        depth = 0 if source[start:stop].isspace() else min(max(depth, marks), MAX_BLOCK_LEVEL)
        work += 1 + depth + 3 * min(items, MAX_BLOCK_LEVEL) + source.count("|", start, stop) // 2
        if work > MAX_LINE_WORK:
            return start
        start = stop
    return end


def mark_count(text: str) -> int:
    """How many characters of a text could begin inline markup."""
    return sum(map(text.count, _MARKS))
