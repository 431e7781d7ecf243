"""Every BBCode tag, as data. A tag that is not here is shown as typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from threadkeep.markup.tree import Alignment, Style
from threadkeep.markup.vocabulary import OwnTag

# style:  words that look different           block:  holds blocks (quote, center, spoiler)
# list, item, table, row, cell: as their names say
# raw:    its content is taken as it stands   address: raw unless an address stands in the tag itself
# file:   a file of this board                void:   stands alone
# own:    a board's own, around whatever a post can hold (own_tags.py)
type Kind = Literal["style", "block", "list", "item", "table", "row", "cell", "raw", "address", "file", "void", "own"]
# never: with a value it is no tag; may: it can have one; must: without a good one it is no tag.
type Value = Literal["never", "may", "must"]


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag. `does` says what it makes, in the words of its kind; `example` is for docs/markup.md.

    `preset` is the value of a tag that has none of its own (the colour of [red]), `own` what a board says of its tag.
    """

    name: str
    kind: Kind
    does: str
    value: Value = "never"
    aliases: tuple[str, ...] = ()
    example: str = ""
    preset: str = ""
    own: OwnTag | None = None


# SMF's tags for a colour.
_COLOURS = ("black", "blue", "green", "red", "white")

_TAGS = (
    Tag("b", "style", "strong", aliases=("strong",), example="[b]strong[/b]"),
    Tag("i", "style", "em", aliases=("em",), example="[i]stressed[/i]"),
    Tag("u", "style", "underline", aliases=("ins",), example="[u]underlined[/u]"),
    Tag("s", "style", "strike", aliases=("strike", "del"), example="[s]struck out[/s]"),
    Tag("sub", "style", "sub", example="H[sub]2[/sub]O"),
    Tag("sup", "style", "sup", aliases=("super",), example="x[sup]2[/sup]"),
    Tag("tt", "style", "tt", example="[tt]typewriter[/tt]"),
    Tag("highlight", "style", "mark", "may", ("mark",), "[highlight]marked[/highlight]"),
    Tag("ispoiler", "style", "spoiler", "may", example="He was [ispoiler]the gardener[/ispoiler]."),
    Tag("color", "style", "color", "must", ("colour",), "[color=red]red[/color]"),
    Tag("size", "style", "size", "must", example="[size=5]large[/size]"),
    Tag("font", "style", "", "must", example="[font=Arial]any font: shown in the page's own[/font]"),
    Tag("anchor", "style", "anchor", "must", example="[anchor=sources]Sources[/anchor], [url=#sources]see below[/url]"),
    *(Tag(name, "style", "color", example=f"[{name}]words[/{name}]", preset=name) for name in _COLOURS),
    Tag("move", "style", "", "may", ("marquee",), "[move]words that stand still here[/move]"),
    Tag("glow", "style", "", "may", ("shadow", "float"), "[glow=red,2,300]words[/glow]"),
    Tag("ltr", "style", "", "may", ("rtl", "bdo"), "[rtl]words: each paragraph finds its own direction[/rtl]"),
    Tag("abbr", "style", "abbr", "must", ("acronym",), "[abbr=HyperText Markup Language]HTML[/abbr]"),
    Tag("quote", "block", "quote", "may", example="[quote author=Marta post_id=12]words[/quote]"),
    Tag("spoiler", "block", "spoiler", "may", ("hide",), "[spoiler=The ending]folded[/spoiler]"),
    Tag("center", "block", "center", aliases=("centre",), example="[center]in the middle[/center]"),
    Tag("left", "block", "left", example="[left]on the left[/left]"),
    Tag("right", "block", "right", example="[right]on the right[/right]"),
    Tag("justify", "block", "justify", example="[justify]to both sides[/justify]"),
    Tag("indent", "block", "indent", "may", example="[indent]further in[/indent]"),
    Tag("align", "block", "align", "must", example="[align=center]in the middle[/align]"),
    Tag("heading", "block", "heading", "may", ("h",), "[heading=2]A heading[/heading]"),
    Tag("me", "block", "me", "must", example="[me=Marta]waves[/me]"),
    Tag("list", "list", "list", "may", example="[list][*]one[*]two[/list]"),
    Tag("ul", "list", "ul", example="[ul][li]one[/li][/ul]"),
    Tag("ol", "list", "ol", "may", example="[ol][li]one[/li][/ol]"),
    Tag("*", "item", "item", example="[*]an item, up to the next"),
    Tag("li", "item", "item", example="[li]an item[/li]"),
    Tag("table", "table", "table", "may", example="[table][tr][td]cell[/td][/tr][/table]"),
    Tag("tr", "row", "row", "may", example="[tr]a row[/tr]"),
    Tag("td", "cell", "cell", "may", example="[td]a cell[/td]"),
    Tag("th", "cell", "head", "may", example="[th]a heading[/th]"),
    Tag("url", "address", "web", "may", ("iurl", "link", "ftp"), "[url=https://example.org]words[/url]"),
    Tag("email", "address", "mail", "may", ("mail",), "[email]marta@example.org[/email]"),
    Tag("img", "raw", "picture", "may", example="[img alt=A bridge]https://example.org/bridge.jpg[/img]"),
    Tag("attach", "file", "file", "may", ("attachment",), "[attach id=12 alt=A bridge]bridge.jpg[/attach]"),
    Tag("topic", "raw", "topic", "may", ("thread",), "[topic=12]the old bridge[/topic]"),
    Tag("post", "raw", "post", "may", example="[post=12]Marta, #4[/post]"),
    Tag("user", "raw", "user", "may", ("member", "mention"), "[user=7]Marta Berg[/user]"),
    Tag("youtube", "raw", "video", "may", example="[youtube]dQw4w9WgXcQ[/youtube]", preset="youtube"),
    Tag("vimeo", "raw", "video", "may", example="[vimeo]76979871[/vimeo]", preset="vimeo"),
    Tag("media", "raw", "video", "may", ("video", "flash"), "[media=vimeo]76979871[/media]"),
    Tag("math", "raw", "math", "may", ("tex", "latex"), "[math]E = mc^2[/math]"),
    Tag("time", "raw", "time", "may", example="[time]1731000000[/time]"),
    Tag("code", "raw", "code", "may", example="[code=python]print(1)[/code]"),
    Tag("php", "raw", "code", example="[php]echo 1;[/php]"),
    Tag("html", "raw", "code", "may", example="[html]<p>shown, not read</p>[/html]"),
    Tag("pre", "raw", "code", example="[pre]as  typed[/pre]"),
    Tag("icode", "raw", "icode", aliases=("c",), example="[icode]a few words of code[/icode]"),
    Tag("nobbc", "raw", "words", aliases=("noparse", "plain"), example="[nobbc][b]shown as typed[/b][/nobbc]"),
    Tag("hr", "void", "rule", example="[hr]"),
    Tag("br", "void", "break", example="[br]"),
)

TAGS: dict[str, Tag] = {name: tag for tag in _TAGS for name in (tag.name, *tag.aliases)}

ALIGNMENTS: dict[str, Alignment] = {
    "center": "center",
    "left": "left",
    "right": "right",
    "justify": "justify",
    "indent": "indent",
}
STYLES: dict[str, Style] = {
    "strong": "strong",
    "em": "em",
    "underline": "underline",
    "strike": "strike",
    "sub": "sub",
    "sup": "sup",
    "tt": "tt",
    "color": "color",
    "size": "size",
    "abbr": "abbr",
    "mark": "mark",
    "spoiler": "spoiler",
    "anchor": "anchor",
}
