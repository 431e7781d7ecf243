"""The one serialiser: tree to HTML with numbered gaps for the slots.

It writes a closed set of elements and attributes; `gate.py` lists the same set and lets nothing else through. Every
block carries `dir="auto"`. There are no inline styles: colours and sizes are classes. What depends on the reader is a
gap, `<span data-slot="0"></span>` in a line or `<div data-slot="0"></div>` between blocks; members cannot forge one,
for their "<" and quotation marks are always escaped.

No element is separated from the next by white space, so a theme may show soft line breaks with `white-space: pre-line`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from threadkeep.markup.highlight import Highlighter
from threadkeep.markup.html_lines import ID_PREFIX, REL, LineWriter
from threadkeep.markup.html_text import escape, quoted
from threadkeep.markup.rendered import Slot
from threadkeep.markup.slots import picture_slot, post_slot
from threadkeep.markup.to_text import to_text
from threadkeep.markup.tree import (
    Aligned,
    Block,
    Cell,
    CodeBlock,
    Document,
    Figure,
    Footnotes,
    Heading,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Rule,
    Spoiler,
    Table,
)

# A page has its own h1 and h2: a member's first heading is the third.
HEADING_SHIFT = 2
# The gate reads a long text in parts, each of so many blocks; an ordinary post is one.
BLOCKS_IN_A_PART = 200
_TO_ANCHOR = re.compile(r'<a href="#([A-Za-z0-9_.\-]{1,60})" rel')


@dataclass(frozen=True, slots=True)
class Page:
    """A document as HTML. `parts` joined are the HTML with gaps, each part holds whole blocks.

    `slots` stand in the order of their gaps, `addresses` are all the document leads to, in the order of the text.
    """

    parts: list[str]
    slots: list[Slot]
    addresses: list[str]


def to_html(document: Document) -> Page:
    """The page of a document."""
    writer = _Writer()
    if any(isinstance(block, Footnotes) for block in document.children):
        writer.notes_key = _key(document)
    parts = _parts(writer, document)
    if writer.anchors:
        # Only now is known that there are any, and which.
        key, names = _key(document), writer.anchors
        writer = _Writer()
        writer.notes_key = key
        parts = [_led(part, key, names) for part in _parts(writer, document)]
    return Page(parts, writer.slots, writer.addresses)


def _parts(writer: _Writer, document: Document) -> list[str]:
    parts: list[str] = []
    for number, block in enumerate(document.children):
        if number and number % BLOCKS_IN_A_PART == 0:
            parts.append("".join(writer.out))
            writer.out.clear()
        _WRITE[type(block)](writer, block)
    return [*parts, "".join(writer.out)]


def _key(document: Document) -> str:
    """What tells the ids of one post from those of another on the same page."""
    return blake2b(to_text(document).encode(), digest_size=4).hexdigest()


def _led(html: str, key: str, names: set[str]) -> str:
    """The HTML with its links to anchors of the post leading there. A "<" of a member never stands in it as such."""
    return _TO_ANCHOR.sub(
        lambda link: f'<a href="#{ID_PREFIX}{key}-{link[1]}" rel' if link[1] in names else link[0], html
    )


class _Writer(LineWriter):
    def __init__(self) -> None:
        super().__init__()
        self.highlighter = Highlighter()

    def blocks(self, nodes: Iterable[Block]) -> None:
        for node in nodes:
            _WRITE[type(node)](self, node)

    def figure(self, node: Figure) -> None:
        self.slot(picture_slot(node.picture, block=True))

    def footnotes(self, node: Footnotes) -> None:
        self.out.append('<div class="footnotes" dir="auto"><ol dir="auto">')
        for note in node.notes:
            self.note(note)
        self.out.append("</ol></div>")

    def note(self, note: Note) -> None:
        """One note; behind its words the ways back to each sign (U+FE0E: as a letter, not as a picture)."""
        self.out.append(f'<li id="{ID_PREFIX}{self.notes_key}-{note.number}" dir="auto">')
        *blocks, last = note.children or (Paragraph(()),)
        self.blocks(blocks)
        ways = "".join(
            f' <a href="#{self.sign_id(note.number, use)}" class="note-back" rel="{REL}">↩\ufe0e</a>'
            for use in range(1, note.uses + 1)
        )
        if isinstance(last, Paragraph):
            self.out.append('<p dir="auto">')
            self.inlines(last.children)
            self.out.append(f"{ways}</p>")
        else:
            self.blocks([last])
            self.out.append(f'<p dir="auto">{ways}</p>' if ways else "")
        self.out.append("</li>")

    def paragraph(self, node: Paragraph) -> None:
        if node.tight:
            self.inlines(node.children)
            return
        self.out.append('<p dir="auto">')
        self.inlines(node.children)
        self.out.append("</p>")

    def heading(self, node: Heading) -> None:
        level = min(node.level + HEADING_SHIFT, 6)
        self.out.append(f'<h{level} dir="auto">')
        self.inlines(node.children)
        self.out.append(f"</h{level}>")

    def quote(self, node: Quote) -> None:
        self.out.append('<blockquote dir="auto">')
        head = node.head
        if head is not None and head.post_id:
            self.slot(post_slot(head, block=True))
        elif head is not None:
            self.out.append(f'<p class="quote-head" dir="auto"><cite>{escape(head.author)}</cite></p>')
        self.blocks(node.children)
        self.out.append("</blockquote>")

    def code_block(self, node: CodeBlock) -> None:
        language = f" class={quoted('language-' + node.language)}" if node.language else ""
        marked = self.highlighter.colour(node.text, node.language) if node.language else [("", node.text)]
        self.out.append(f'<pre dir="auto"><code{language}>')
        # A newline right after <pre> would be dropped by a parser; after <code> it is kept, so nothing is lost here.
        for css_class, text in marked:
            self.out.append(f'<span class="{css_class}">{escape(text)}</span>' if css_class else escape(text))
        self.out.append("\n</code></pre>" if node.text else "</code></pre>")

    def list_block(self, node: ListBlock) -> None:
        element = "ol" if node.ordered else "ul"
        start = f' start="{node.start}"' if node.ordered and node.start != 1 else ""
        numbering = f' type="{node.numbering}"' if node.ordered and node.numbering != "1" else ""
        self.out.append(f'<{element} dir="auto"{start}{numbering}>')
        for item in node.items:
            if item.done is None:
                self.out.append('<li dir="auto">')
            else:
                box, state = ("☑", "done") if item.done else ("☐", "open")
                self.out.append(f'<li class="task {state}" dir="auto"><span class="task-box">{box}</span> ')
            self.blocks(item.children)
            self.out.append("</li>")
        self.out.append(f"</{element}>")

    def table(self, node: Table) -> None:
        head = 1 if node.rows and all(cell.head for cell in node.rows[0]) else 0
        self.out.append('<table dir="auto">')
        for element, rows in (("thead", node.rows[:head]), ("tbody", node.rows[head:])):
            if rows:
                self.out.append(f"<{element}>")
                for row in rows:
                    self.row(row)
                self.out.append(f"</{element}>")
        self.out.append("</table>")

    def row(self, cells: tuple[Cell, ...]) -> None:
        self.out.append("<tr>")
        for cell in cells:
            element = "th" if cell.head else "td"
            align = f' align="{cell.align}"' if cell.align in {"left", "center", "right"} else ""
            self.out.append(f'<{element} dir="auto"{align}>')
            self.blocks(cell.children)
            self.out.append(f"</{element}>")
        self.out.append("</tr>")

    def rule(self, node: Rule) -> None:
        self.out.append("<hr>")

    def aligned(self, node: Aligned) -> None:
        self.out.append(f'<div class="ta-{node.align}" dir="auto">')
        self.blocks(node.children)
        self.out.append("</div>")

    def spoiler(self, node: Spoiler) -> None:
        # Without a <summary> a browser writes one in its reader's own language.
        summary = f'<summary dir="auto">{escape(node.title)}</summary>' if node.title else ""
        self.out.append(f'<details class="spoiler" dir="auto">{summary}')
        self.blocks(node.children)
        self.out.append("</details>")


_WRITE: dict[type[Block], Callable[[_Writer, Any], None]] = {
    Footnotes: _Writer.footnotes,
    Paragraph: _Writer.paragraph,
    Heading: _Writer.heading,
    Quote: _Writer.quote,
    CodeBlock: _Writer.code_block,
    ListBlock: _Writer.list_block,
    Table: _Writer.table,
    Rule: _Writer.rule,
    Aligned: _Writer.aligned,
    Spoiler: _Writer.spoiler,
    Figure: _Writer.figure,
}
