"""Tree to Markdown: so that a quote of a post in BBCode can stand in a reply in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from threadkeep.markup.changing import every
from threadkeep.markup.markdown_lines import LineWriter, longer_than_in, post_link
from threadkeep.markup.tree import (
    Aligned,
    Block,
    CodeBlock,
    Document,
    Figure,
    Footnotes,
    Heading,
    Inline,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Rule,
    Spoiler,
    Styled,
    Table,
    Text,
)

__all__ = ["post_link", "quote_lines", "to_markdown"]

# What at the beginning of a line would begin a block.
_LINE_START = re.compile(
    r"^([ \t]*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[=\-]+[ \t]*$|\|?[ \t]*:?-+:?[ \t]*\||~~~|:::)", re.MULTILINE
)
_NUMBER_START = re.compile(r"^([ \t]*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_NOTE_START = re.compile(r"^([ \t]*\[\^[^\s\[\]]+\]):", re.MULTILINE)
_LANGUAGE = re.compile(r"[\w+#.\-]{1,30}", re.ASCII)
_COLONS = re.compile(r"^ *(:{3,})", re.MULTILINE)
_INNER_LINE = re.compile(r"\n(?!\n|\Z)")
# Words that can stand between the brackets of a definition and are found again in the text.
_ABBREVIATION = re.compile(r"\w[\w .\-]{0,59}")


def to_markdown(document: Document) -> str:
    """Source in Markdown that gives the same tree, as far as Markdown can say it: not colours, sizes and sides."""
    meanings: dict[str, str] = {}
    for node in every(document.children):
        if isinstance(node, Styled) and node.style == "abbr" and node.value.strip() == node.value != "":
            words = "".join(child.text for child in node.children if isinstance(child, Text))
            if len(node.children) == 1 and _ABBREVIATION.fullmatch(words) and "\n" not in node.value:
                meanings.setdefault(" ".join(words.split()), node.value)
    definitions = "\n".join(f"*[{words}]: {meaning}" for words, meaning in meanings.items())
    return "\n\n".join(filter(None, (_Writer(meanings).blocks(document.children), definitions)))


def quote_lines(text: str) -> str:
    """Lines as a quote."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


class _Writer(LineWriter):
    def blocks(self, blocks: Iterable[Block]) -> str:
        """The same for some blocks."""
        written: list[str] = []
        before: Block | None = None
        for block in blocks:
            text = self._list(block, before) if isinstance(block, ListBlock) else self._block(block)
            if text:
                written.append(text)
                before = block
        return "\n\n".join(written)

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                text = self._paragraph(block.children)
            case Heading():
                text = "#" * block.level + " " + " ".join(self.inlines(block.children).split())
            case Quote():
                head = post_link(block.head) if block.head is not None else ""
                text = quote_lines("\n\n".join(filter(None, (head, self.blocks(block.children)))))
            case CodeBlock():
                fence = longer_than_in(block.text, "```")
                language = block.language if _LANGUAGE.fullmatch(block.language) else ""
                text = f"{fence}{language}\n{block.text}\n{fence}"
            case ListBlock():
                text = self._list(block, None)
            case Table():
                text = self._table(block)
            case Rule():
                text = "---"
            case Aligned():
                text = self.blocks(block.children)
            case Spoiler():
                text = self._spoiler(block)
            case Figure():
                text = self.inline(block.picture)
            case Footnotes():
                text = "\n\n".join(map(self._note, block.notes))
        return text

    def _spoiler(self, block: Spoiler) -> str:
        """Folded blocks, between marks longer than any inside."""
        inner = self.blocks(block.children)
        mark = ":" * max([3, *(len(run) + 1 for run in _COLONS.findall(inner))])
        title = " ".join(block.title.split())
        return f"{mark}spoiler {title}".rstrip() + f"\n{inner}\n{mark}"

    def _note(self, note: Note) -> str:
        """A note, its lines after the first further in."""
        text = self.blocks(note.children)
        return f"[^{note.label}]: " + _INNER_LINE.sub("\n    ", text)

    def _paragraph(self, children: Iterable[Inline]) -> str:
        text = "\n".join(
            line.strip(" \t") if line.isspace() else line.lstrip(" \t") for line in self.inlines(children).split("\n")
        )
        text = _NOTE_START.sub(r"\1\\:", text)
        text = _LINE_START.sub(r"\1\\\2", text)
        return _NUMBER_START.sub(r"\1\\\2", text).strip()

    def _list(self, block: ListBlock, before: Block | None) -> str:
        """A list; beside another of its kind it takes another mark, or they would be one."""
        beside = isinstance(before, ListBlock) and before.ordered == block.ordered
        items = []
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}{')' if beside else '.'} " if block.ordered else "* " if beside else "- "
            box = "" if item.done is None else "[x] " if item.done else "[ ] "
            text = box + self.blocks(item.children)
            items.append(mark + text.replace("\n", "\n" + " " * len(mark)))
        tight = all(not isinstance(child, Paragraph) or child.tight for item in block.items for child in item.children)
        return ("\n" if tight else "\n\n").join(items)

    def _table(self, block: Table) -> str:
        """A table. Markdown's first row is always its head, and its cells are one line each."""
        width = max(map(len, block.rows))
        lines = []
        for row in block.rows:
            cells = [" ".join(self.blocks(cell.children).replace("|", "\\|").split()) for cell in row]
            cells += [""] * (width - len(cells))
            lines.append("| " + " | ".join(cells) + " |")
        lines.insert(1, "|" + " --- |" * width)
        return "\n".join(lines)
