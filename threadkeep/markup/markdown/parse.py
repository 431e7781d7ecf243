"""Markdown to the document tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from threadkeep.markup import as_typed
from threadkeep.markup.characters import printable
from threadkeep.markup.markdown.inline import Lines
from threadkeep.markup.markdown.limits import markdown_part
from threadkeep.markup.markdown.rules import make_parser
from threadkeep.markup.placing import placed
from threadkeep.markup.scanner import WordsOnly, scanner_for
from threadkeep.markup.tree import (
    Alignment,
    Block,
    Break,
    Cell,
    CodeBlock,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Math,
    Paragraph,
    PostRef,
    Quote,
    Rule,
    Spoiler,
    Table,
)
from threadkeep.markup.vocabulary import PLAIN, Vocabulary

_PARSER = make_parser()
_ALIGNMENTS: dict[str, Alignment] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def parse_markdown(source: str, vocabulary: Vocabulary = PLAIN, *, bare_words: bool = False) -> Document:
    """The tree of a text in Markdown. `source` holds printable characters only, its lines end in "\\n".

    `bare_words`: nothing is looked for in plain words, no address and no name; so does the CommonMark specification.
    """
    end = markdown_part(source)
    env: dict[str, Any] = {"references": {}}
    tokens: list[Token] = []
    _PARSER.block.parse(source[:end], _PARSER, env, tokens)
    lines = Lines(_PARSER, env, WordsOnly() if bare_words else scanner_for(vocabulary))
    blocks = _blocks(tokens, lines)
    notes = lines.notes.block(lambda inner: _blocks(inner, lines))
    useless = lines.abbreviations.without_use() if lines.abbreviations else []
    return Document((*blocks, *useless, *as_typed.unread(source[end:]), *notes))


def _blocks(tokens: list[Token], lines: Lines) -> list[Block]:
    # Children are blocks, items, rows or nodes of a line, as the opening token says; the builders know which.
    open_tokens: list[Token] = []
    children: list[list[Any]] = [[]]
    for token in tokens:
        if token.nesting > 0:
            open_tokens.append(token)
            children.append([])
        elif token.nesting < 0:
            inner = children.pop()
            children[-1] += _BUILD[token.type](open_tokens.pop(), inner)
        elif token.type == "inline":
            as_words = bool(token.meta)
            children[-1] += (
                as_typed.lines(token.content, scanner=lines.scanner) if as_words else lines.read(token.content)
            )
        elif token.type == "hr":
            children[-1].append(Rule())
        elif token.type == "formula":
            children[-1].append(Paragraph((Math(token.content, block=True),)))
        else:
            children[-1].append(_code(token))
    return children[0]


def _code(token: Token) -> CodeBlock:
    info = printable(unescapeAll(token.info)).split(maxsplit=1)
    return CodeBlock(token.content.removesuffix("\n"), info[0] if info else "")


def _paragraph(token: Token, inner: list[Any]) -> list[Block]:
    return placed(inner, tight=token.hidden)


def _heading(token: Token, inner: list[Any]) -> list[Block]:
    return [Heading(int(token.tag[1]), tuple(inner))]


def _quote(token: Token, inner: list[Any]) -> list[Block]:
    """A quote. If its first line is nothing but a link to a post, that is its head."""
    head = None
    if inner and isinstance(inner[0], Paragraph):
        first, *rest = inner[0].children
        if isinstance(first, PostRef) and (not rest or isinstance(rest[0], Break)):
            head = first
            inner[:1] = placed(rest[1:], tight=inner[0].tight)
    return [Quote(tuple(inner), head)]


def _spoiler(token: Token, inner: list[Any]) -> list[Block]:
    return [Spoiler(tuple(inner), printable(token.meta["title"]))]


def _list(token: Token, inner: list[Any]) -> list[Block]:
    return [ListBlock(tuple(inner), ordered=token.tag == "ol", start=int(token.attrs.get("start", 1)))]


def _item(token: Token, inner: list[Any]) -> list[ListItem]:
    return [ListItem(tuple(inner), done=token.meta.get("checked"))]


def _cell(token: Token, inner: list[Any]) -> list[Cell]:
    align = _ALIGNMENTS.get(str(token.attrs.get("style", "")), "")
    return [Cell(tuple(placed(inner, tight=True)), head=token.tag == "th", align=align)]


def _row(token: Token, inner: list[Any]) -> list[tuple[Cell, ...]]:
    return [tuple(inner)]


def _rows(token: Token, inner: list[Any]) -> list[Any]:
    return inner


def _table(token: Token, inner: list[Any]) -> list[Block]:
    return [Table(tuple(inner))]


_BUILD: dict[str, Callable[[Token, list[Any]], list[Any]]] = {
    "paragraph_close": _paragraph,
    "heading_close": _heading,
    "blockquote_close": _quote,
    "spoiler_close": _spoiler,
    "bullet_list_close": _list,
    "ordered_list_close": _list,
    "list_item_close": _item,
    "th_close": _cell,
    "td_close": _cell,
    "tr_close": _row,
    "thead_close": _rows,
    "tbody_close": _rows,
    "table_close": _table,
}
