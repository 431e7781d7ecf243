"""What stands in a line, as Markdown: the half of to_markdown.py that writes inline nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from threadkeep.markup.as_typed import with_bare_addresses
from threadkeep.markup.scanner import scanner_for
from threadkeep.markup.to_text import mention_typed
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

_STYLES = {"strong": "**", "em": "*", "strike": "~~", "spoiler": "||"}
_MARKS = re.compile(
    r"[\\`*\[\]]|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?]|\Z)|&(?=#?\w{1,31};)|!(?=\[)"
    # A dollar with another behind it on its line, and bars that stand together.
    r"|\$(?=\$|[^\s$][^$\n]*\$)|(?<=\$)\$|\|(?=\|)|(?<=\|)\|"
)
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_BACKTICKS = re.compile("`+")
_SIGNS = re.compile(r"[!-/:-@\[-`{-~]")


class LineWriter:
    """Writes inline nodes. `abbreviations`: those the post defines at its end, with what they mean."""

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        self.abbreviations = abbreviations

    def inlines(self, nodes: Iterable[Inline], *, in_link: bool = False) -> str:
        """Nodes of a line, one after the other."""
        nodes = list(nodes)
        return with_bare_addresses(nodes, [self.inline(node, in_link=in_link) for node in nodes])

    def inline(self, node: Inline, *, in_link: bool = False) -> str:
        """One node."""
        match node:
            case Text():
                text = _words(node.text, in_link=in_link).replace("\n", "  \n")
            case Break():
                text = "  \n" if node.hard else "\n"
            case Styled():
                text = self._styled(node, in_link=in_link)
            case Code():
                words = node.text.replace("\n", " ")
                mark = longer_than_in(words, "`")
                space = " " if words[:1] == "`" or words[-1:] == "`" else ""
                text = f"{mark}{space}{words}{space}{mark}" if words else ""
            case Link():
                text = f"[{self.inlines(node.children, in_link=True)}]({_target(node.href, node.title)})"
            case Picture() | FileRef():
                text = _picture(node)
            case PostRef():
                text = post_link(node)
            case _:
                text = _reference(node)
        return text

    def _styled(self, node: Styled, *, in_link: bool) -> str:
        """Marks stand next to the words, so white space at their ends goes outside."""
        words = self.inlines(node.children, in_link=in_link)
        mark = _STYLES.get(node.style, "")
        if node.style == "abbr" and node.value:
            defined = not in_link and self.abbreviations.get(words) == node.value
            return words if defined else f"{words} ({escaped(node.value)})"
        inner = words.strip()
        if not mark or not inner:
            return words
        start = words.index(inner)
        return f"{words[:start]}{mark}{inner}{mark}{words[start + len(inner) :]}"


def post_link(post: PostRef) -> str:
    """A link to a post, which as the first line of a quote is the quote's head."""
    label = escaped(" ".join(post.author.split()))
    if not post.post_id:
        return f"{label}:"
    return f"[{label}, #{post.number}](post:{post.post_id})" if post.number else f"[{label}](post:{post.post_id})"


def escaped(text: str) -> str:
    """Words with a backslash before whatever would be read as markup."""
    return _MARKS.sub(r"\\\g<0>", text)


def longer_than_in(text: str, mark: str) -> str:
    """A run of backticks that does not stand in a text; at least `mark`."""
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    return mark if longest < len(mark) else "`" * (longest + 1)


def _words(text: str, *, in_link: bool) -> str:
    """Words that are nothing but words: not the names, faces and addresses they look like."""
    parts = []
    for piece, node in scanner_for().pieces(text, link=not in_link):
        match node:
            case None:
                parts.append(escaped(piece))
            case Emoji() if not _SIGNS.search(piece):
                parts.append(f"&#{ord(piece[0])};{piece[1:]}")
            case Emoji():
                parts.append(_SIGNS.sub(r"\\\g<0>", piece))
            case Mention():
                parts.append("\\" + escaped(piece))
            case _:
                # An address is none without its colon, its first point or its "@".
                parts.append(re.sub(r"[:.@]", r"\\\g<0>", escaped(piece), count=1))
    return "".join(parts)


def _reference(node: TopicRef | Mention | Emoji | Math | Video | Footnote) -> str:
    match node:
        case TopicRef():
            place = node.href or (f"topic:{node.topic_id}" if node.topic_id else f"post:{node.post_id}")
            words = escaped(node.words)
            text = f"[{words}]({_target(place, '')})" if words or not node.href else node.href
        case Mention():
            text = mention_typed(node) + escaped(node.rest)
        case Emoji():
            text = node.typed or node.char
        case Math():
            tex = " ".join(node.tex.split("\n"))
            text = f"$${tex}$$" if node.block else f"${tex}$"
        case Video():
            text = f"![{escaped(node.words)}]({_target(node.href, '')})" if node.words else node.href
        case Footnote():
            text = f"[^{node.label}]"
    return text


def _picture(node: Picture | FileRef) -> str:
    if isinstance(node, Picture):
        text = f"![{escaped(node.alt)}]({_target(node.url, node.caption)})"
    elif node.as_link:
        text = f"[{escaped(node.name)}]({_target(f'attachment:{node.attachment_id}', '')})"
    else:
        text = f"![{escaped(node.alt or node.name)}]({_target(f'attachment:{node.attachment_id}', node.caption)})"
    return f"[{text}]({_target(node.link, '')})" if node.link else text


def _target(href: str, title: str) -> str:
    href = _ENTITY.sub(r"\\&", href)
    address = f"<{href}>" if "(" in href or ")" in href or not href else href
    words = _ENTITY.sub(r"\\&", " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"'))
    return f'{address} "{words}"' if words else address
