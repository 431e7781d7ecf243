"""Tree to plain text: for search, mail and feeds, and one line of it as an excerpt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from threadkeep.markup.changing import changed
from threadkeep.markup.placing import split_lines
from threadkeep.markup.tree import (
    Aligned,
    Block,
    Break,
    Cell,
    Code,
    CodeBlock,
    Document,
    Emoji,
    Figure,
    FileRef,
    Footnote,
    Footnotes,
    Heading,
    Inline,
    Link,
    ListBlock,
    Math,
    Mention,
    Paragraph,
    Picture,
    PostRef,
    Quote,
    Rule,
    Spoiler,
    Styled,
    Table,
    Text,
    TopicRef,
    Video,
)

EXCERPT_LENGTH = 200
_NOT_OWN = (Quote, CodeBlock, Spoiler, Footnotes)


def to_text(document: Document) -> str:
    """The whole post: blocks apart by a blank line, quotes after "> ", links as their words with the address behind."""
    return "\n\n".join(_blocks(document.children))


def excerpt(document: Document) -> str:
    """At most 200 characters on one line. Quotes, code and spoilers are left out unless there is nothing else."""
    return text_and_excerpt(document)[1]


def text_and_excerpt(document: Document, *, may_hide: bool = True) -> tuple[str, str]:
    """What `to_text` and `excerpt` give, for half of the work.

    `may_hide`: words hidden in a line may stand in it; an excerpt, which nobody asked to see, does not give them away.
    """
    texts = [(block, text) for block in document.children if (text := _block(block))]
    shown = texts
    if may_hide:
        shown = [(block, text) for block in changed(document.children, _hidden) if (text := _block(block))]
    own = _squeezed([text for block, text in shown if not isinstance(block, _NOT_OWN)])
    line = own or _squeezed([text for _, text in shown])
    if len(line) > EXCERPT_LENGTH:
        cut = line[: EXCERPT_LENGTH - 1]
        at_space = cut.rfind(" ", EXCERPT_LENGTH - 40)
        line = (cut[:at_space] if at_space > 0 else cut).rstrip(" ,;:-–—") + "…"
    return "\n\n".join([text for _, text in texts]), line


def _hidden(node: Any) -> Any:
    return Text("…") if isinstance(node, Styled) and node.style == "spoiler" else node


def own_lines(document: Document) -> Iterable[tuple[str, tuple[Inline, ...]]]:
    """Each line the author wrote in words of their own (not quoted, not code): as text and as nodes."""
    for block in _every_paragraph(document.children):
        line: list[Inline] = []
        for node in (*split_lines(block.children), Break()):
            if isinstance(node, Break):
                if line:
                    yield inline_text(line), tuple(line)
                line = []
            else:
                line.append(node)


def _every_paragraph(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    for block in _own_words(blocks):
        match block:
            case Paragraph():
                yield block
            case Aligned():
                yield from _every_paragraph(block.children)
            case ListBlock():
                for item in block.items:
                    yield from _every_paragraph(item.children)


def _own_words(blocks: Iterable[Block]) -> list[Block]:
    return [block for block in blocks if not isinstance(block, _NOT_OWN)]


def _squeezed(parts: Iterable[str]) -> str:
    # An excerpt needs a few hundred characters, and a post can be a book.
    taken: list[str] = []
    length = 0
    for part in parts:
        taken.append(part[:1000])
        length += len(taken[-1])
        if length > 5 * EXCERPT_LENGTH:
            break
    return " ".join(" ".join(taken).split())


def _blocks(blocks: Iterable[Block]) -> list[str]:
    return [text for block in blocks if (text := _block(block))]


def _block(block: Block) -> str:
    match block:
        case Paragraph() | Heading():
            text = inline_text(block.children).strip()
        case CodeBlock():
            text = block.text
        case Quote():
            head = [f"{block.head.author}:"] if block.head is not None and block.head.author else []
            text = _prefixed("\n\n".join(head + _blocks(block.children)), "> ", "> ")
        case ListBlock():
            text = "\n".join(_items(block))
        case Table():
            text = "\n".join(" | ".join(_cell(cell) for cell in row) for row in block.rows)
        case Aligned():
            text = "\n\n".join(_blocks(block.children))
        case Spoiler():
            text = "\n\n".join(([block.title] if block.title else []) + _blocks(block.children))
        case Figure():
            text = _inline(block.picture)
        case Footnotes():
            text = "\n".join(
                _prefixed("\n".join(_blocks(note.children)), f"[{note.number}] ", "    ") for note in block.notes
            )
        case Rule():
            text = ""
    return text


def _cell(cell: Cell) -> str:
    return " ".join(_blocks(cell.children)).replace("\n", " ")


def _items(block: ListBlock) -> list[str]:
    items = []
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. " if block.ordered else "- "
        if item.done is not None:
            mark += "[x] " if item.done else "[ ] "
        items.append(_prefixed("\n".join(_blocks(item.children)), mark, " " * len(mark)))
    return items


def _prefixed(text: str, first: str, others: str) -> str:
    return first + text.replace("\n", "\n" + others)


def inline_text(nodes: Iterable[Inline]) -> str:
    """The words of a line."""
    return "".join([node.text if type(node) is Text else _inline(node) for node in nodes])


def _inline(node: Inline) -> str:
    match node:
        case Text() | Code():
            text = node.text
        case Break():
            text = "\n"
        case Styled():
            text = inline_text(node.children)
            if node.style == "abbr" and node.value:
                text += f" ({node.value})"
        case Link():
            text = inline_text(node.children)
            shown = unquote(node.href.removeprefix("mailto:"))
            if shown.removeprefix("http://") != text.removeprefix("http://"):
                text += f" ({shown})"
        case Picture():
            text = " ".join(filter(None, (node.alt, node.caption, node.url)))
        case FileRef():
            text = " ".join(dict.fromkeys(filter(None, (node.name, node.alt, node.caption))))
        case PostRef():
            text = f"{node.author}, #{node.number}" if node.number else node.author
        case _:
            text = _reference(node)
    return text


def _reference(node: TopicRef | Mention | Emoji | Math | Video | Footnote) -> str:
    match node:
        case TopicRef():
            text = node.words or node.href or f"#{node.topic_id or node.post_id}"
        case Mention():
            text = mention_typed(node) + node.rest
        case Emoji():
            text = node.char
        case Math():
            text = node.tex
        case Video():
            text = f"{node.words} ({node.href})" if node.words else node.href
        case Footnote():
            text = f"[{node.number}]"
    return text


def mention_typed(node: Mention) -> str:
    """A name after "@" as it was or could have been typed, without the words that follow."""
    if node.typed:
        return node.typed
    return f'@"{node.name}"' if " " in node.name else f"@{node.name}"
