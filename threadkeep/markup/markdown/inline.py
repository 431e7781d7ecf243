"""The tokens of one line of Markdown to nodes of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from threadkeep.markup import as_typed
from threadkeep.markup.addresses import find_mail_addresses
from threadkeep.markup.characters import printable
from threadkeep.markup.markdown.limits import MAX_INLINE_LEVEL, MAX_MARKS, mark_count
from threadkeep.markup.markdown.rules import FOUND, Found
from threadkeep.markup.placing import linked
from threadkeep.markup.to_text import inline_text
from threadkeep.markup.tree import Break, Code, FileRef, Inline, Link, Picture, PostRef, Style, Styled, Text

_STYLES: dict[str, Style] = {"em": "em", "strong": "strong", "s": "strike"}
_POST_LABEL = re.compile(r"(.*?)(?:, #([0-9]{1,9}))?", re.DOTALL | re.ASCII)
_MAX_PICTURES_INSIDE = 3


class Lines:
    """Reads the lines of one post. It counts the marks it has read, and shows what comes after too many as typed."""

    def __init__(self, parser: MarkdownIt, env: dict[str, Any]) -> None:
        self.parser = parser
        self.env = env
        self.references: Mapping[str, Mapping[str, Any]] = env.get("references", {})
        self.marks = 0
        self.inside = 0

    def read(self, content: str) -> list[Inline]:
        """The nodes of a paragraph's, heading's or cell's text."""
        marks = mark_count(content)
        if not marks and "\n" not in content:
            return as_typed.words(content)
        self.marks += marks
        if self.marks > MAX_MARKS:
            return as_typed.lines(content)
        tokens: list[Token] = []
        outer = self.env.get(FOUND)
        self.env[FOUND] = Found(content, self.references)
        self.parser.inline.parse(content, self.parser, self.env, tokens)
        self.env[FOUND] = outer
        return self.nodes(tokens)

    def nodes(self, tokens: Iterable[Token]) -> list[Inline]:
        """Nodes for tokens whose opening and closing ones pair up. Markup nested too deep is text."""
        open_tokens: list[Token] = []
        children: list[list[Inline]] = [[]]
        too_deep = in_link = 0
        for token in tokens:
            if token.nesting > 0:
                if len(open_tokens) + too_deep >= MAX_INLINE_LEVEL and token.tag != "a":
                    too_deep += 1
                    _add_text(children[-1], token.markup)
                    continue
                in_link += token.tag == "a"
                open_tokens.append(token)
                children.append([])
            elif token.nesting < 0:
                if too_deep and token.tag != "a":
                    too_deep -= 1
                    _add_text(children[-1], token.markup)
                    continue
                in_link -= token.tag == "a"
                inner = children.pop()
                children[-1] += _closed(open_tokens.pop(), inner)
            else:
                self._leaf(token, children[-1], plain=bool(in_link))
        return children[0]

    def _leaf(self, token: Token, out: list[Inline], *, plain: bool) -> None:
        match token.type:
            case "text":
                if plain or "@" not in token.content:
                    _add_text(out, token.content)
                else:
                    _add_with_mail(out, token.content)
            case "text_special":
                # An entity can name a character that no page should hold.
                _add_special(out, printable(token.content))
            case "softbreak" | "hardbreak":
                out.append(Break(hard=token.type == "hardbreak"))
            case "code_inline":
                out.append(Code(token.content))
            case "image":
                out.append(self._picture(token))

    def _picture(self, token: Token) -> Inline:
        alt = self._alt(token.content)
        address, caption = str(token.attrs["src"]), str(token.attrs["title"])
        scheme, _, number = address.partition(":")
        if scheme == "attachment":
            return FileRef(int(number), alt=alt, caption=caption)
        if scheme == "post":
            return _post(int(number), alt)
        return Picture(address, alt, caption)

    def _alt(self, label: str) -> str:
        """A picture's label as plain words. Pictures in labels of pictures are read three deep, then as typed."""
        if not mark_count(label) or self.inside >= _MAX_PICTURES_INSIDE:
            return label.replace("\n", " ")
        self.inside += 1
        words = "".join(_words(node) for node in self.read(label))
        self.inside -= 1
        return words


def _closed(token: Token, inner: list[Inline]) -> list[Inline]:
    style = _STYLES.get(token.tag)
    if style is not None:
        return [Styled(style, tuple(inner))] if inner else []
    address = str(token.attrs["href"])
    scheme, _, number = address.partition(":")
    if scheme == "attachment":
        return [FileRef(int(number), name=inline_text(inner), as_link=True)]
    if scheme == "post":
        return [_post(int(number), inline_text(inner))]
    return linked(address, inner, str(token.attrs.get("title", "")))


def _post(post_id: int, label: str) -> PostRef:
    match = _POST_LABEL.fullmatch(label)
    author, number = match.groups() if match else (label, None)
    return PostRef(post_id, author, int(number or 0))


def _words(node: Inline) -> str:
    match node:
        case Styled() | Link():
            return "".join(map(_words, node.children))
        case Picture() | FileRef():
            return node.alt
        case Break():
            return " "
    return inline_text([node])


def _add_text(out: list[Inline], text: str) -> None:
    if out and isinstance(out[-1], Text):
        out[-1] = Text(out[-1].text + text)
    elif text:
        out.append(Text(text))


def _add_special(out: list[Inline], text: str) -> None:
    if text == "\n":
        out.append(Break(hard=False))
    else:
        _add_text(out, text)


def _add_with_mail(out: list[Inline], text: str) -> None:
    done = 0
    for start, end, href in find_mail_addresses(text):
        _add_text(out, text[done:start])
        out.append(Link(href, (Text(text[start:end]),)))
        done = end
    _add_text(out, text[done:])
