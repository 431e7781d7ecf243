"""What one click puts right in a text before it is sent. Each takes a text and gives one; the rest stays as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final
from urllib.parse import quote

from threadkeep.markup.part import part_of
from threadkeep.markup.quoting import quote_in_bbcode, quote_in_markdown
from threadkeep.markup.render import Syntax, parse
from threadkeep.markup.to_text import to_text
from threadkeep.markup.tree import Block, Code, Document, Paragraph, PostRef, Quote, Text
from threadkeep.topics.advice import is_shouted

# Words of a shortened quote: enough to know which post it was.
KEPT_WORDS: Final = 40
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END: Final = ".!?。？！…"
_QUOTE_TAG: Final = re.compile(r"\[(/?)quote(?=[\]\s=])[^\]\n]*\]", re.IGNORECASE)


def sentence_case(title: str, text: str = "") -> str:
    """A title in small letters, the first of each sentence large. Names and abbreviations are written as in `text`."""
    known = {} if is_shouted(text, 1) else _names_in(text)
    words = _WORD.sub(lambda found: known.get(found[0].lower(), found[0].lower()), title)
    begins = True
    out = []
    for char in words:
        out.append(char.upper() if begins and char.isalpha() else char)
        begins = (begins and not char.isalnum()) or char in _SENTENCE_END
    return "".join(out)


def _names_in(text: str) -> dict[str, str]:
    """Words that a text writes with capitals amid a sentence, and never without."""
    names: dict[str, str] = {}
    small: set[str] = set()
    for found in _WORD.finditer(text):
        word, before = found[0], text[max(0, found.start() - 4) : found.start()]
        if word == word.lower():
            small.add(word)
        elif before.strip() and before.rstrip()[-1] not in _SENTENCE_END and "\n" not in before:
            names.setdefault(word.lower(), word)
    return {key: name for key, name in names.items() if key not in small}


def with_address(text: str, old: str, fresh: str) -> str:
    """A text with another address in the place of one; what the syntaxes could misread in it is written in per cent."""
    return re.sub(re.escape(old) + r"(?![\w/?#=&%-])", lambda _found: quote(fresh, safe="/:?#@!$&+,;=%~-._"), text)


def with_short_quote(source: str, syntax: Syntax, post_id: int) -> str:
    """A text in which the quotation of this post has only its first words; as it is if there is no such quotation."""
    for start, end in _markdown_quotes(source) if syntax == "markdown" else _bbcode_quotes(source):
        shortened = _shortened(source[start:end], syntax, post_id)
        if shortened is not None:
            return source[:start] + shortened + source[end:]
    return source


def quotes_of_posts(document: Document) -> dict[int, str]:
    """The words of each quotation of a post of this board that stands by itself: post id -> plain text."""
    return {
        block.head.post_id: to_text(Document(block.children))
        for block in document.children
        if isinstance(block, Quote) and block.head is not None and block.head.post_id
    }


def _shortened(piece: str, syntax: Syntax, post_id: int) -> str | None:
    blocks = parse(piece, syntax).children
    if len(blocks) != 1 or not isinstance(blocks[0], Quote) or blocks[0].head is None:
        return None
    head = blocks[0].head
    if head.post_id != post_id:
        return None
    return _written(Document((*_first_words(blocks[0].children), Paragraph((Text("[…]"),)))), head, syntax)


def _written(document: Document, head: PostRef, syntax: Syntax) -> str:
    words = quote_in_markdown(document, head) if syntax == "markdown" else quote_in_bbcode(document, head)
    return words.rstrip("\n")


def _first_words(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The first blocks without the quotations in them, up to KEPT_WORDS words."""
    own = Document(tuple(block for block in blocks if not isinstance(block, Quote)) or blocks)
    words = " ".join(_texts(own)).split()
    cut = part_of(own, " ".join(words[:KEPT_WORDS])) if len(words) > KEPT_WORDS else own
    return cut.children if cut is not None else own.children[:1]


def _texts(node: object) -> Iterator[str]:
    """The words of a piece of the tree as a page shows them: without the addresses of links."""
    if isinstance(node, Text | Code):
        yield node.text
    elif isinstance(node, tuple):
        for one in node:
            yield from _texts(one)
    elif is_dataclass(node):
        for part in fields(node):
            yield from _texts(getattr(node, part.name)) if isinstance(getattr(node, part.name), tuple) else ()


def _markdown_quotes(source: str) -> Iterator[tuple[int, int]]:
    """Where runs of lines begin and end that start with ">"."""
    for found in re.finditer(r"(?:^ {0,3}>[^\n]*(?:\n|\Z))+", source, re.MULTILINE):
        yield found.start(), found.start() + len(found[0].rstrip("\n"))


def _bbcode_quotes(source: str) -> Iterator[tuple[int, int]]:
    """Where quotations begin and end that stand in no other."""
    depth, start = 0, 0
    for found in _QUOTE_TAG.finditer(source):
        if not found[1]:
            start = start if depth else found.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, found.end()
