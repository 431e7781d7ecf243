"""Tree to Markdown: so that a quote of a post in BBCode can stand in a reply in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from threadkeep.markup.as_typed import with_bare_addresses
from threadkeep.markup.to_text import mention_typed
from threadkeep.markup.tree import (
    Aligned,
    Block,
    Break,
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
    Note,
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

_STYLES = {"strong": "**", "em": "*", "strike": "~~", "spoiler": "||"}
_MARKS = re.compile(r"[\\`*\[\]]|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?]|\Z)|&(?=#?\w{1,31};)|!(?=\[)")
# What at the beginning of a line would begin a block.
_LINE_START = re.compile(
    r"^([ \t]*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[=\-]+[ \t]*$|\|?[ \t]*:?-+:?[ \t]*\||~~~)", re.MULTILINE
)
_NUMBER_START = re.compile(r"^([ \t]*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_LANGUAGE = re.compile(r"[\w+#.\-]{1,30}", re.ASCII)
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_BACKTICKS = re.compile("`+")
_COLONS = re.compile(r"^ *(:{3,})", re.MULTILINE)
_INNER_LINE = re.compile(r"\n(?!\n|\Z)")


def to_markdown(document: Document) -> str:
    """Source in Markdown that gives the same tree, as far as Markdown can say it: not colours, sizes and sides."""
    return blocks_to_markdown(document.children)


def blocks_to_markdown(blocks: Iterable[Block]) -> str:
    """The same for some blocks."""
    written: list[str] = []
    before: Block | None = None
    for block in blocks:
        text = _list(block, before) if isinstance(block, ListBlock) else _block(block)
        if text:
            written.append(text)
            before = block
    return "\n\n".join(written)


def quote_lines(text: str) -> str:
    """Lines as a quote."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def post_link(post: PostRef) -> str:
    """A link to a post, which as the first line of a quote is the quote's head."""
    label = _escaped(" ".join(post.author.split()))
    if not post.post_id:
        return f"{label}:"
    return f"[{label}, #{post.number}](post:{post.post_id})" if post.number else f"[{label}](post:{post.post_id})"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            text = _paragraph(block.children)
        case Heading():
            text = "#" * block.level + " " + " ".join(_inlines(block.children).split())
        case Quote():
            head = post_link(block.head) if block.head is not None else ""
            text = quote_lines("\n\n".join(filter(None, (head, blocks_to_markdown(block.children)))))
        case CodeBlock():
            fence = _longer_than_in(block.text, "```")
            language = block.language if _LANGUAGE.fullmatch(block.language) else ""
            text = f"{fence}{language}\n{block.text}\n{fence}"
        case ListBlock():
            text = _list(block, None)
        case Table():
            text = _table(block)
        case Rule():
            text = "---"
        case Aligned():
            text = blocks_to_markdown(block.children)
        case Spoiler():
            text = _spoiler(block)
        case Figure():
            text = _inline(block.picture)
        case Footnotes():
            text = "\n\n".join(map(_note, block.notes))
    return text


def _spoiler(block: Spoiler) -> str:
    """Folded blocks, between marks longer than any inside."""
    inner = blocks_to_markdown(block.children)
    mark = ":" * max([3, *(len(run) + 1 for run in _COLONS.findall(inner))])
    title = " ".join(block.title.split())
    return f"{mark}spoiler {title}".rstrip() + f"\n{inner}\n{mark}"


def _note(note: Note) -> str:
    """A note, its lines after the first further in."""
    text = blocks_to_markdown(note.children)
    return f"[^{note.label}]: " + _INNER_LINE.sub("\n    ", text)


def _paragraph(children: Iterable[Inline]) -> str:
    text = "\n".join(
        line.strip(" \t") if line.isspace() else line.lstrip(" \t") for line in _inlines(children).split("\n")
    )
    text = _LINE_START.sub(r"\1\\\2", text)
    return _NUMBER_START.sub(r"\1\\\2", text).strip()


def _list(block: ListBlock, before: Block | None) -> str:
    """A list; beside another of its kind it takes another mark, or they would be one."""
    beside = isinstance(before, ListBlock) and before.ordered == block.ordered
    items = []
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}{')' if beside else '.'} " if block.ordered else "* " if beside else "- "
        box = "" if item.done is None else "[x] " if item.done else "[ ] "
        text = box + blocks_to_markdown(item.children)
        items.append(mark + text.replace("\n", "\n" + " " * len(mark)))
    tight = all(not isinstance(child, Paragraph) or child.tight for item in block.items for child in item.children)
    return ("\n" if tight else "\n\n").join(items)


def _table(block: Table) -> str:
    """A table. Markdown's first row is always its head, and its cells are one line each."""
    width = max(map(len, block.rows))
    lines = []
    for row in block.rows:
        cells = [" ".join(blocks_to_markdown(cell.children).replace("|", "\\|").split()) for cell in row]
        cells += [""] * (width - len(cells))
        lines.append("| " + " | ".join(cells) + " |")
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _inlines(nodes: Iterable[Inline]) -> str:
    nodes = list(nodes)
    return with_bare_addresses(nodes, [_inline(node) for node in nodes])


def _inline(node: Inline) -> str:
    match node:
        case Text():
            text = _escaped(node.text).replace("\n", "  \n")
        case Break():
            text = "  \n" if node.hard else "\n"
        case Styled():
            text = _styled(node)
        case Code():
            words = node.text.replace("\n", " ")
            mark = _longer_than_in(words, "`")
            space = " " if words[:1] == "`" or words[-1:] == "`" else ""
            text = f"{mark}{space}{words}{space}{mark}" if words else ""
        case Link():
            text = _link(node)
        case Picture() | FileRef():
            text = _picture(node)
        case PostRef():
            text = post_link(node)
        case _:
            text = _reference(node)
    return text


def _reference(node: TopicRef | Mention | Emoji | Math | Video | Footnote) -> str:
    match node:
        case TopicRef():
            place = node.href or (f"topic:{node.topic_id}" if node.topic_id else f"post:{node.post_id}")
            words = _escaped(node.words)
            text = f"[{words}]({_target(place, '')})" if words or not node.href else node.href
        case Mention():
            text = mention_typed(node) + _escaped(node.rest)
        case Emoji():
            text = node.typed or node.char
        case Math():
            text = f"$${node.tex}$$" if node.block else f"${node.tex}$"
        case Video():
            text = f"![{_escaped(node.words)}]({_target(node.href, '')})" if node.words else node.href
        case Footnote():
            text = f"[^{node.label}]"
    return text


def _styled(node: Styled) -> str:
    """Marks stand next to the words, so white space at their ends goes outside."""
    words = _inlines(node.children)
    mark = _STYLES.get(node.style, "")
    if node.style == "abbr" and node.value:
        return f"{words} ({_escaped(node.value)})"
    inner = words.strip()
    if not mark or not inner:
        return words
    start = words.index(inner)
    return f"{words[:start]}{mark}{inner}{mark}{words[start + len(inner) :]}"


def _link(node: Link) -> str:
    return f"[{_inlines(node.children)}]({_target(node.href, node.title)})"


def _picture(node: Picture | FileRef) -> str:
    if isinstance(node, Picture):
        text = f"![{_escaped(node.alt)}]({_target(node.url, node.caption)})"
    elif node.as_link:
        text = f"[{_escaped(node.name)}]({_target(f'attachment:{node.attachment_id}', '')})"
    else:
        text = f"![{_escaped(node.alt or node.name)}]({_target(f'attachment:{node.attachment_id}', node.caption)})"
    return f"[{text}]({_target(node.link, '')})" if node.link else text


def _target(href: str, title: str) -> str:
    href = _ENTITY.sub(r"\\&", href)
    address = f"<{href}>" if "(" in href or ")" in href or not href else href
    words = _ENTITY.sub(r"\\&", " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"'))
    return f'{address} "{words}"' if words else address


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)


def _longer_than_in(text: str, mark: str) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    return mark if longest < len(mark) else "`" * (longest + 1)
