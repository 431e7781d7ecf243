"""The one serialiser: tree to HTML with numbered gaps for the slots.

It writes a closed set of elements and attributes; `gate.py` lists the same set and lets nothing else through. Every
block carries `dir="auto"`. There are no inline styles: colours and sizes are classes. What depends on the reader is a
gap, `<span data-slot="0"></span>` in a line or `<div data-slot="0"></div>` between blocks; members cannot forge one,
for their "<" and quotation marks are always escaped.

No element is separated from the next by white space, so a theme may show soft line breaks with `white-space: pre-line`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from threadkeep.markup.highlight import Highlighter
from threadkeep.markup.rendered import Slot
from threadkeep.markup.tree import (
    Aligned,
    Block,
    Break,
    Cell,
    Code,
    CodeBlock,
    Document,
    Figure,
    FileRef,
    Heading,
    Inline,
    Link,
    ListBlock,
    Node,
    Paragraph,
    Picture,
    PostRef,
    Quote,
    Rule,
    Spoiler,
    Styled,
    Table,
    Text,
)

REL = "ugc nofollow noopener"
# A page has its own h1 and h2: a member's first heading is the third.
HEADING_SHIFT = 2
# The gate reads a long text in parts, each of so many blocks; an ordinary post is one.
BLOCKS_IN_A_PART = 200

_ELEMENTS = {
    "strong": "strong",
    "em": "em",
    "underline": "u",
    "strike": "del",
    "sub": "sub",
    "sup": "sup",
    "small": "small",
    "mark": "mark",
}


def escape(text: str) -> str:
    """Text for between tags, written as the gate's own serialiser writes it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\xa0", "&nbsp;") if "\xa0" in text else text


def escape_lines(text: str) -> str:
    """The same for words of a paragraph, whose lines end where the writer ended them."""
    text = escape(text)
    return text.replace("\n", "<br>") if "\n" in text else text


def quoted(text: str) -> str:
    """Text for an attribute, with the quotation marks around it."""
    return '"' + escape(text).replace('"', "&quot;") + '"'


def gap(number: int, *, block: bool) -> str:
    """What stands in the HTML where a slot will be filled. `render` splits at exactly these."""
    return f'<div data-slot="{number}"></div>' if block else f'<span data-slot="{number}"></span>'


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
    parts: list[str] = []
    for number, block in enumerate(document.children):
        if number and number % BLOCKS_IN_A_PART == 0:
            parts.append("".join(writer.out))
            writer.out.clear()
        _WRITE[type(block)](writer, block)
    return Page([*parts, "".join(writer.out)], writer.slots, writer.addresses)


class _Writer:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.slots: list[Slot] = []
        self.addresses: list[str] = []
        self.highlighter = Highlighter()

    def blocks(self, nodes: Iterable[Block]) -> None:
        for node in nodes:
            _WRITE[type(node)](self, node)

    def inlines(self, nodes: Iterable[Inline]) -> None:
        for node in nodes:
            if type(node) is Text:
                self.out.append(escape_lines(node.text))
            else:
                _WRITE[type(node)](self, node)

    def slot(self, slot: Slot) -> None:
        self.out.append(gap(len(self.slots), block=slot.block))
        self.slots.append(slot)
        self.addresses += [str(slot.data[key]) for key in ("url", "link") if key in slot.data]

    def text(self, node: Text) -> None:
        self.out.append(escape_lines(node.text))

    def line_break(self, node: Break) -> None:
        self.out.append("<br>" if node.hard else "\n")

    def styled(self, node: Styled) -> None:
        element = _ELEMENTS.get(node.style)
        if element is not None:
            start = f"<{element}>"
        elif node.style == "abbr":
            element, start = "abbr", f"<abbr title={quoted(node.value)}>"
        else:
            name = {"color": "tc-", "size": "ts-"}.get(node.style, "tt")
            element, start = "span", f'<span class="{name}{node.value}">'
        self.out.append(start)
        self.inlines(node.children)
        self.out.append(f"</{element}>")

    def code(self, node: Code) -> None:
        self.out.append(f"<code>{escape(node.text)}</code>")

    def link(self, node: Link) -> None:
        self.addresses.append(node.href)
        title = f" title={quoted(node.title)}" if node.title else ""
        self.out.append(f'<a href={quoted(node.href)} rel="{REL}"{title}>')
        self.inlines(node.children)
        self.out.append("</a>")

    def picture(self, node: Picture | FileRef) -> None:
        self.slot(picture_slot(node, block=False))

    def figure(self, node: Figure) -> None:
        self.slot(picture_slot(node.picture, block=True))

    def post_ref(self, node: PostRef) -> None:
        self.slot(post_slot(node, block=False))

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


_WRITE: dict[type[Node], Callable[[_Writer, Any], None]] = {
    Text: _Writer.text,
    Break: _Writer.line_break,
    Styled: _Writer.styled,
    Code: _Writer.code,
    Link: _Writer.link,
    Picture: _Writer.picture,
    FileRef: _Writer.picture,
    PostRef: _Writer.post_ref,
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


def picture_slot(node: Picture | FileRef, *, block: bool) -> Slot:
    """The slot for a picture elsewhere or a file of this board."""
    data: dict[str, str | int]
    if isinstance(node, Picture):
        data = {"url": node.url, "alt": node.alt, "caption": node.caption}
    else:
        data = {"id": node.attachment_id, "name": node.name, "alt": node.alt, "caption": node.caption}
        if node.width:
            data["width"] = node.width
        if node.as_link:
            data["as_link"] = 1
    if node.link:
        data["link"] = node.link
    return Slot("remote" if isinstance(node, Picture) else "file", data, block)


def post_slot(node: PostRef, *, block: bool) -> Slot:
    """The slot for a post: the head of a quote (block) or a mention of it in a line."""
    return Slot("quote", {"post_id": node.post_id, "author": node.author, "number": node.number}, block)
