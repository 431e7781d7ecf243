"""The document tree: what a post can say, whichever syntax it was written in.

Both front ends build these nodes and nothing else; every way out (HTML, plain text, source) reads these nodes and
nothing else. What the tree cannot say, no page can show. Nodes never change once made.

Inline nodes stand in a line of text: Text, Break, Styled, Code, Link, Picture, FileRef, PostRef, TopicRef, Mention,
Emoji, Math, Video, Footnote.
Block nodes stand on their own: Paragraph, Heading, Quote, CodeBlock, ListBlock, Table, Rule, Aligned, Spoiler, Figure,
Footnotes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal[
    "strong", "em", "underline", "strike", "sub", "sup", "small", "mark", "tt", "abbr", "color", "size", "spoiler",
    "anchor",
]  # fmt: skip
Alignment = Literal["", "left", "center", "right", "justify", "indent"]
Numbering = Literal["1", "a", "A", "i", "I"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are read, with nothing left to interpret. A "\n" among them ends a line, as a hard Break does."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line. `hard` is asked for; a soft one is where the writer happened to press Enter (Markdown)."""

    hard: bool = True


@dataclass(frozen=True, slots=True)
class Styled:
    """Words that look different. `value`: the palette colour, the size "1" to "7", or what an abbreviation means.

    "spoiler": words that cannot be read until the reader points at them. "anchor": words that a link to "#" and the
    value leads to, within the post.
    """

    style: Style
    children: tuple[Inline, ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A few words of code amid a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link. `href` went through `addresses.safe_address`. Never holds another link, a picture or a file."""

    href: str
    children: tuple[Inline, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture somewhere else on the web. `link` is where a link around it led, or empty."""

    url: str
    alt: str = ""
    caption: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file on this board, by the number of its attachment. `as_link`: named in the text, not shown there.

    `name` is what the writer saw, kept so that a missing file can still be named. `width` is in pixels, 0 if not said.
    """

    attachment_id: int
    name: str = ""
    alt: str = ""
    caption: str = ""
    width: int = 0
    link: str = ""
    as_link: bool = False


@dataclass(frozen=True, slots=True)
class PostRef:
    """A post on this board: who wrote it, and its number in its topic (0 if not known).

    With `post_id` 0 it is only the name of somebody quoted, whose post nobody can find.
    """

    post_id: int
    author: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class TopicRef:
    """A topic on this board, or with `post_id` a post of it (`topic_id` 0 if only the post is known).

    `words` is what the writer called it; empty means: its title, as it is when somebody reads. `href` is the address
    if the writer typed one, with the board's origin as typed.
    """

    topic_id: int
    words: str = ""
    post_id: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Perhaps a member, addressed by "@". Names may hold spaces, and only the board knows its members.

    @Marta Berg said: `name` "Marta", `rest` " Berg said" (up to three words that follow, as typed).
    @"Marta Berg" said: `name` "Marta Berg", no rest. `typed` is how the name was typed, "@" and quotes with it; empty
    if it was written another way.
    """

    name: str
    rest: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Emoji:
    """A small picture character, named or made of signs: `typed` is ":thumbsup:" or ":)"."""

    char: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in TeX that can be written in MathML (`mathml.formula` gives it). `block`: on a line of its own."""

    tex: str
    block: bool = False


@dataclass(frozen=True, slots=True)
class Video:
    """A film at one of the providers of videos.py. Nothing is loaded from there before the reader asks for it."""

    provider: str
    id: str
    href: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """The sign that leads to a note. `number` is shown, `label` is what the writer called it, `use` counts the signs
    that lead to the same note."""

    number: int
    label: str
    use: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text. `tight`: stands in a list item without the space around a paragraph."""

    children: tuple[Inline, ...]
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, 1 to 6 as the writer counts them. The page's own headings stand above; see to_html."""

    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else; `head` says whose."""

    children: tuple[Block, ...]
    head: PostRef | None = None


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code, without the newline at the end. `language` as the writer named it, or empty."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item. `done` is None unless the item is a task."""

    children: tuple[Block, ...]
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list, with bullets or with numbers from `start` on."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    numbering: Numbering = "1"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    children: tuple[Block, ...]
    head: bool = False
    align: Alignment = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, not necessarily equally long."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Blocks that stand to one side, in the middle, or further in."""

    align: Alignment
    children: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Spoiler:
    """Blocks that stay folded until the reader asks for them."""

    children: tuple[Block, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture or a film that has a line, or the whole paragraph, to itself."""

    picture: Picture | FileRef | Video


@dataclass(frozen=True, slots=True)
class Note:
    """What a footnote says. `uses` is how many signs lead to it; with 0 the writer forgot the sign, not the note."""

    number: int
    label: str
    children: tuple[Block, ...]
    uses: int = 1


@dataclass(frozen=True, slots=True)
class Footnotes:
    """All notes of a post, at its end, in the order of their numbers."""

    notes: tuple[Note, ...]


# fmt: off
type Inline = (Text | Break | Styled | Code | Link | Picture | FileRef | PostRef | TopicRef | Mention | Emoji | Math
               | Video | Footnote)
type Block = (Paragraph | Heading | Quote | CodeBlock | ListBlock | Table | Rule | Aligned | Spoiler | Figure
              | Footnotes)
# fmt: on
type Node = Inline | Block | ListItem | Cell


@dataclass(frozen=True, slots=True)
class Document:
    """A whole post."""

    children: tuple[Block, ...]
