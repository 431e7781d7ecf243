"""The tokens of one line of Markdown to nodes of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from threadkeep.markup import as_typed
from threadkeep.markup.characters import printable
from threadkeep.markup.markdown.containers import ABBREVIATIONS, NOTES
from threadkeep.markup.markdown.limits import MAX_INLINE_LEVEL, MAX_MARKS, mark_count
from threadkeep.markup.markdown.notes import Abbreviations, Notes
from threadkeep.markup.markdown.rules import FOUND, Found
from threadkeep.markup.placing import linked
from threadkeep.markup.scanner import Scanner, WordsOnly, address_node
from threadkeep.markup.to_text import inline_text
from threadkeep.markup.tree import (
    Break,
    Code,
    FileRef,
    Inline,
    Link,
    Math,
    Picture,
    PostRef,
    Style,
    Styled,
    Text,
    TopicRef,
    Video,
)
from threadkeep.markup.videos import video_of

_STYLES: dict[str, Style] = {"em": "em", "strong": "strong", "s": "strike", "spoiler": "spoiler"}
_POST_LABEL = re.compile(r"(.*?)(?:, #([0-9]{1,9}))?", re.DOTALL | re.ASCII)
_MAX_PICTURES_INSIDE = 3


class Lines:
    """Reads the lines of one post. It counts the marks it has read, and shows what comes after too many as typed."""

    def __init__(self, parser: MarkdownIt, env: dict[str, Any], scanner: Scanner) -> None:
        self.parser = parser
        self.env = env
        self.scanner = scanner
        self.references: Mapping[str, Mapping[str, Any]] = env.get("references", {})
        self.notes = Notes(env.get(NOTES, {}))
        self.abbreviations = Abbreviations(env[ABBREVIATIONS]) if ABBREVIATIONS in env else None
        self.marks = 0
        self.inside = 0

    def read(self, content: str) -> list[Inline]:
        """The nodes of a paragraph's, heading's or cell's text."""
        marks = mark_count(content)
        if not marks and "\n" not in content:
            return self._words(content, link=True)
        self.marks += marks
        if self.marks > MAX_MARKS:
            return as_typed.lines(content, scanner=self.scanner)
        tokens: list[Token] = []
        outer = self.env.get(FOUND)
        self.env[FOUND] = Found(content, self.references, self.notes.found)
        if isinstance(self.scanner, WordsOnly):
            self.env[FOUND].without_addresses()
        self.parser.inline.parse(content, self.parser, self.env, tokens)
        self.env[FOUND] = outer
        return self.nodes(tokens)

    def nodes(self, tokens: Iterable[Token]) -> list[Inline]:
        """Nodes for tokens whose opening and closing ones pair up. Markup nested too deep is text."""
        open_tokens: list[Token] = []
        children: list[list[Inline]] = [[]]
        # Words not yet looked at: what markup leaves over belongs to them.
        run: list[str] = []
        too_deep = in_link = 0
        for token in tokens:
            if token.type == "text":
                run.append(token.content)
                continue
            if token.nesting > 0 and len(open_tokens) + too_deep >= MAX_INLINE_LEVEL and token.tag != "a":
                too_deep += 1
                run.append(token.markup)
                continue
            if token.nesting < 0 and too_deep and token.tag != "a":
                too_deep -= 1
                run.append(token.markup)
                continue
            if run:
                self._flush(run, children[-1], link=not in_link)
            if token.nesting > 0:
                in_link += token.tag == "a"
                open_tokens.append(token)
                children.append([])
            elif token.nesting < 0:
                in_link -= token.tag == "a"
                inner = children.pop()
                children[-1] += _closed(open_tokens.pop(), inner)
            else:
                self._leaf(token, children[-1])
        if run:
            self._flush(run, children[-1], link=not in_link)
        return children[0]

    def _flush(self, run: list[str], out: list[Inline], *, link: bool) -> None:
        before = out[-1].text[-1] if out and type(out[-1]) is Text else ""
        nodes = self._words("".join(run), link=link, before=before)
        run.clear()
        if nodes and out and type(nodes[0]) is Text and type(out[-1]) is Text:
            out[-1] = Text(out[-1].text + nodes[0].text)
            del nodes[0]
        out += nodes

    def _words(self, text: str, *, link: bool, before: str = "") -> list[Inline]:
        nodes = self.scanner.nodes(text, link=link, before=before)
        # Inside a link stands what the link is called, often an address.
        return self.abbreviations.marked(nodes) if link and self.abbreviations else nodes

    def _leaf(self, token: Token, out: list[Inline]) -> None:
        match token.type:
            case "text_special":
                # An entity can name a character that no page should hold.
                _add_special(out, printable(token.content))
            case "softbreak" | "hardbreak":
                out.append(Break(hard=token.type == "hardbreak"))
            case "code_inline":
                out.append(Code(token.content))
            case "image":
                out.append(self._picture(token))
            case "address":
                out.append(address_node(str(token.attrs["href"]), token.content))
            case "formula":
                out.append(Math(token.content, token.meta["block"]))
            case "note_sign":
                out.append(self.notes.sign(token.content))

    def _picture(self, token: Token) -> Inline:
        alt = self._alt(token.content)
        address, caption = str(token.attrs["src"]), str(token.attrs["title"])
        scheme, _, number = address.partition(":")
        if scheme == "attachment":
            return FileRef(int(number), alt=alt, caption=caption)
        if scheme == "post":
            return _post(int(number), alt)
        if scheme == "topic":
            return TopicRef(int(number), alt)
        if film := video_of(address):
            return Video(film[0], film[1], address, alt or caption)
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
    if scheme == "topic":
        return [TopicRef(int(number), inline_text(inner))]
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
