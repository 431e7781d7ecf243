"""Tree to BBCode: so that a quote of a post in Markdown can stand in a reply in BBCode."""

from __future__ import annotations

import re
from collections.abc import Iterable

from threadkeep.markup.as_typed import with_bare_addresses
from threadkeep.markup.bbcode.tags import TAGS
from threadkeep.markup.scanner import scanner_for
from threadkeep.markup.to_text import inline_text, mention_typed
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

_STYLES = {
    "strong": "b", "em": "i", "underline": "u", "strike": "s", "sub": "sub", "sup": "sup", "tt": "tt",
    "color": "color", "size": "size", "abbr": "abbr", "spoiler": "ispoiler", "mark": "highlight",
    "anchor": "anchor",
}  # fmt: skip
# What would be read as a tag if it were written as it is.
_LIKE_A_TAG = re.compile(rf"\[/?(?:{'|'.join(map(re.escape, TAGS))})(?=[\]=\s/])[^\[\]\n]{{0,100}}\]?", re.IGNORECASE)
_BEGINNING = re.compile(r"[a-z][a-z0-9+.\-]*:|[/#?]|\.\.?/", re.IGNORECASE)
_END_OF_CODE = {
    "code": re.compile(r"\[/(?=code\s?\])", re.IGNORECASE),
    "pre": re.compile(r"\[/(?=pre\s?\])", re.IGNORECASE),
    "icode": re.compile(r"\[/(?=i?code\s?\]|c\s?\])", re.IGNORECASE),
}
_END_OF_WORDS = re.compile(r"\[/(?:nobbc|noparse|plain)\b", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n(?=[ \t]*\n)")
_LANGUAGE = re.compile(r"[\w+#.\-]{1,30}", re.ASCII)


def to_bbcode(document: Document) -> str:
    """Source in BBCode that gives the same tree, as far as BBCode can say it."""
    return "\n\n".join(filter(None, map(_block, document.children)))


def attribute(value: str) -> str:
    """A value in quotation marks, without what would end it."""
    value = " ".join(value.split())
    return f'"{value}"' if '"' not in value else "'" + value.replace("'", "\u2019") + "'"


def quote_tag(head: PostRef | None) -> str:
    """The opening tag of a quote."""
    if head is None:
        return "[quote]"
    tag = f"[quote author={attribute(head.author)}"
    if head.post_id:
        tag += f" post_id={head.post_id}"
    if head.number:
        tag += f" number={head.number}"
    return tag + "]"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            # Two line breaks in a row would end the paragraph.
            text = _BLANK_LINE.sub("[br]", _inlines(block.children))
        case Heading():
            text = f"[heading={block.level}]{_BLANK_LINE.sub('[br]', _inlines(block.children))}[/heading]"
        case Quote():
            text = f"{quote_tag(block.head)}\n{_blocks(block.children)}\n[/quote]"
        case CodeBlock():
            text = _code(block)
        case ListBlock():
            text = _list(block)
        case Table():
            rows = ("".join(map(_cell, row)) for row in block.rows)
            text = "\n".join(["[table]", *(f"[tr]{row}[/tr]" for row in rows), "[/table]"])
        case Rule():
            text = "[hr]"
        case Aligned():
            text = f"[{block.align}]{_blocks(block.children)}[/{block.align}]"
        case Spoiler():
            title = f"={attribute(block.title)}" if block.title else ""
            text = f"[spoiler{title}]\n{_blocks(block.children)}\n[/spoiler]"
        case Figure():
            text = _inline(block.picture)
        case Footnotes():
            notes = (f"[*]{_blocks(note.children)}" for note in block.notes)
            text = "\n".join(["[hr]", "[list=1]", *notes, "[/list]"])
    return text


def _code(block: CodeBlock) -> str:
    """Code between tags it does not end itself."""
    language = f"={block.language}" if _LANGUAGE.fullmatch(block.language) else ""
    if not _END_OF_CODE["code"].search(block.text):
        return f"[code{language}]\n{block.text}\n[/code]"
    return f"[pre]\n{_END_OF_CODE['pre'].sub('[ /', block.text)}\n[/pre]"


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n\n".join(filter(None, map(_block, blocks)))


def _list(block: ListBlock) -> str:
    start = f" start={block.start}" if block.start != 1 else ""
    lines = [f"[list={block.numbering}{start}]" if block.ordered else "[list]"]
    for item in block.items:
        box = "" if item.done is None else "☑ " if item.done else "☐ "
        lines.append(f"[*]{box}{_blocks(item.children)}")
    return "\n".join([*lines, "[/list]"])


def _cell(cell: Cell) -> str:
    name = "th" if cell.head else "td"
    align = f" align={cell.align}" if cell.align else ""
    return f"[{name}{align}]{_blocks(cell.children)}[/{name}]"


def _inlines(nodes: Iterable[Inline], *, in_link: bool = False) -> str:
    nodes = list(nodes)
    return with_bare_addresses(nodes, [_inline(node, in_link=in_link) for node in nodes])


def _inline(node: Inline, *, in_link: bool = False) -> str:
    match node:
        case Text():
            text = _text(node.text, in_link=in_link)
        case Break():
            text = "\n"
        case Styled():
            name = _STYLES.get(node.style, "")
            value = f"={attribute(node.value)}" if node.style == "abbr" else f"={node.value}" if node.value else ""
            inner = _inlines(node.children, in_link=in_link)
            text = f"[{name}{value}]{inner}[/{name}]" if name else inner
        case Code():
            words = " ".join(node.text.split("\n"))
            text = _text(words) if _END_OF_CODE["icode"].search(words) else f"[icode]{words}[/icode]"
        case Link():
            text = _link(node)
        case Picture() | FileRef():
            text = _picture(node)
        case PostRef():
            text = f"[post={node.post_id}]{_text(inline_text([node]))}[/post]" if node.post_id else _text(node.author)
        case _:
            text = _reference(node)
    return text


def _reference(node: TopicRef | Mention | Emoji | Math | Video | Footnote) -> str:
    match node:
        case TopicRef():
            text = _topic(node)
        case Mention():
            text = mention_typed(node) + _text(node.rest)
        case Emoji():
            text = node.typed or node.char
        case Math():
            text = f"[math=block]{node.tex}[/math]" if node.block else f"[math]{node.tex}[/math]"
        case Video():
            title = f" title={attribute(node.words)}" if node.words else ""
            text = f"[media{title}]{node.href}[/media]"
        case Footnote():
            text = f"[sup][{node.number}][/sup]"
    return text


def _topic(node: TopicRef) -> str:
    if node.href:
        return f"[url={attribute(node.href)}]{_text(node.words)}[/url]" if node.words else node.href
    name, number = ("topic", node.topic_id) if node.topic_id else ("post", node.post_id)
    return f"[{name}={number}]{_text(node.words)}[/{name}]"


def _text(text: str, *, in_link: bool = False) -> str:
    """Words that are nothing but words: not the tags, names, faces and addresses they look like."""
    pieces = scanner_for().pieces(text, link=not in_link)
    return "".join([_tags(piece) if node is None else _as_words(piece) for piece, node in pieces])


def _as_words(piece: str) -> str:
    return piece if _END_OF_WORDS.search(piece) else f"[nobbc]{piece}[/nobbc]"


def _tags(text: str) -> str:
    return _LIKE_A_TAG.sub(_unread, text) if "[" in text else text


def _unread(tag: re.Match[str]) -> str:
    """A tag as words. The end of such words says nothing where none have begun."""
    return tag[0] if _END_OF_WORDS.match(tag[0]) else f"[nobbc]{tag[0]}[/nobbc]"


def _link(node: Link) -> str:
    # In BBCode an address without a beginning is a host ("example.org"), in Markdown a page beside this one.
    href = node.href if _BEGINNING.match(node.href) else "./" + node.href
    title = f" title={attribute(node.title)}" if node.title else ""
    words = _inlines(node.children, in_link=True) or _text(node.href, in_link=True)
    return f"[url={attribute(href)}{title}]{words}[/url]"


def _picture(node: Picture | FileRef) -> str:
    attributes = "".join(
        f" {name}={attribute(value)}" for name, value in (("alt", node.alt), ("caption", node.caption)) if value
    )
    if isinstance(node, Picture):
        text = f"[img{attributes}]{node.url}[/img]"
    else:
        width = f" width={node.width}" if node.width else ""
        name = " ".join(node.name.replace("[", "(").replace("]", ")").split())
        text = f"[attach id={node.attachment_id}{attributes}{width}]{name}[/attach]"
    return f"[url={attribute(node.link)}]{text}[/url]" if node.link else text
