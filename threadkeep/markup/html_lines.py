"""What stands in a line, as HTML: the half of the serialiser (to_html.py) that writes inline nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from threadkeep.markup.html_text import escape, escape_lines, quoted
from threadkeep.markup.mathml import formula
from threadkeep.markup.rendered import Slot
from threadkeep.markup.slots import gap, mention_slot, picture_slot, post_slot, topic_slot
from threadkeep.markup.tree import (
    Break,
    Code,
    Emoji,
    FileRef,
    Footnote,
    Inline,
    Link,
    Math,
    Mention,
    Picture,
    PostRef,
    Styled,
    Text,
    TopicRef,
    Video,
)

REL = "ugc nofollow noopener"
# Every `id` a member's text makes begins so: it can never be one of the page's own.
ID_PREFIX = "here-"

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


class LineWriter:
    """Writes inline nodes to `out`; collects the slots and the addresses it met."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.slots: list[Slot] = []
        self.addresses: list[str] = []
        # Stands in the ids of notes and anchors: many posts stand on one page, and each numbers its notes from 1.
        self.notes_key = ""
        self.anchors: set[str] = set()

    def inlines(self, nodes: Iterable[Inline]) -> None:
        """Nodes of one line, one after the other."""
        for node in nodes:
            if type(node) is Text:
                self.out.append(escape_lines(node.text))
            else:
                _WRITE[type(node)](self, node)

    def slot(self, slot: Slot) -> None:
        """A gap, and what will fill it."""
        self.out.append(gap(len(self.slots), block=slot.block))
        self.slots.append(slot)
        self.addresses += [str(slot.data[key]) for key in ("url", "link", "href") if slot.data.get(key)]

    def text(self, node: Text) -> None:
        """Words."""
        self.out.append(escape_lines(node.text))

    def line_break(self, node: Break) -> None:
        """The end of a line."""
        self.out.append("<br>" if node.hard else "\n")

    def styled(self, node: Styled) -> None:
        """Words that look different."""
        element = _ELEMENTS.get(node.style)
        if element is not None:
            start = f"<{element}>"
        elif node.style == "abbr":
            element, start = "abbr", f"<abbr title={quoted(node.value)}>"
        elif node.style == "anchor":
            element, start = "span", self.anchor(node.value)
        elif node.style == "spoiler":
            # Whoever has no pointer gets at the words by the keyboard, or hears them.
            element, start = "span", '<span class="spoiler-words" tabindex="0">'
        else:
            name = {"color": "tc-", "size": "ts-"}.get(node.style, "tt")
            element, start = "span", f'<span class="{name}{node.value}">'
        self.out.append(start)
        self.inlines(node.children)
        self.out.append(f"</{element}>")

    def anchor(self, name: str) -> str:
        """The opening tag of words that can be led to; of two with the same name, the first counts."""
        if name in self.anchors:
            return "<span>"
        self.anchors.add(name)
        return f'<span id="{ID_PREFIX}{self.notes_key}-{name}">'

    def code(self, node: Code) -> None:
        """Code amid a line."""
        self.out.append(f"<code>{escape(node.text)}</code>")

    def link(self, node: Link) -> None:
        """A link."""
        self.addresses.append(node.href)
        title = f" title={quoted(node.title)}" if node.title else ""
        self.out.append(f'<a href={quoted(node.href)} rel="{REL}"{title}>')
        self.inlines(node.children)
        self.out.append("</a>")

    def picture(self, node: Picture | FileRef | Video) -> None:
        """A picture, file or film amid words."""
        self.slot(picture_slot(node, block=False))

    def post_ref(self, node: PostRef) -> None:
        """A post mentioned."""
        self.slot(post_slot(node, block=False))

    def topic_ref(self, node: TopicRef) -> None:
        """A topic mentioned."""
        self.slot(topic_slot(node))

    def mention(self, node: Mention) -> None:
        """A name after "@"."""
        self.slot(mention_slot(node))

    def emoji(self, node: Emoji) -> None:
        """A small picture character."""
        # What was typed can still be seen by whoever points at it.
        typed = f" title={quoted(node.typed)}" if node.typed and node.typed != node.char else ""
        self.out.append(f'<span class="emoji"{typed}>{escape(node.char)}</span>')

    def math(self, node: Math) -> None:
        """A formula."""
        # The parsers make this node only of what can be written; the TeX itself is for trees made by hand.
        self.out.append(formula(node.tex, block=node.block) or f"<code>{escape(node.tex)}</code>")

    def footnote(self, node: Footnote) -> None:
        """The sign that leads to a note."""
        sign, note = self.sign_id(node.number, node.use), f"{ID_PREFIX}{self.notes_key}-{node.number}"
        self.out.append(f'<sup class="note-sign"><a href="#{note}" id="{sign}" rel="{REL}">{node.number}</a></sup>')

    def sign_id(self, number: int, use: int) -> str:
        """The id of a sign."""
        return f"{ID_PREFIX}{self.notes_key}-{number}-{use}"


_WRITE: dict[type[Inline], Callable[[LineWriter, Any], None]] = {
    Text: LineWriter.text,
    Break: LineWriter.line_break,
    Styled: LineWriter.styled,
    Code: LineWriter.code,
    Link: LineWriter.link,
    Picture: LineWriter.picture,
    FileRef: LineWriter.picture,
    PostRef: LineWriter.post_ref,
    TopicRef: LineWriter.topic_ref,
    Mention: LineWriter.mention,
    Emoji: LineWriter.emoji,
    Math: LineWriter.math,
    Video: LineWriter.picture,
    Footnote: LineWriter.footnote,
}
