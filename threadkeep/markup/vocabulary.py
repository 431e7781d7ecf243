"""A board's own words for the text engine: its smileys and its own BBCodes, as data.

    render(source, "bbcode", vocabulary=Vocabulary(own_tags=(OwnTag("note", "[indent]{content}[/indent]"),), version=3))

Whoever keeps a vocabulary raises its `version` with every change; `version_with` is what a rendered post carries, so
that posts rendered with another renderer or with other words are rendered again. Whether an own tag may be used as it
is says `bbcode.own_tags.faults_of`; one with faults is shown as typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

# Raised by every change that gives another page for the same source; posts rendered by an older one are rendered again.
RENDERER_VERSION = 2
# Versions of vocabularies are counted in steps of so many, so that they never meet a later version of the renderer.
_STEP = 1_000
_LARGEST = 2_000_000

# none:     there is none                        text:    one line of plain words
# word:     letters, digits, "_" and "-"         number:  digits, a sign, a point or comma
# colour:   a name or #rrggbb                    address: a web address
# choice:   one of a list
type ValueKind = Literal["none", "text", "word", "number", "colour", "address", "choice"]
# markup: whatever a post can hold; all others are taken as plain words, and with "none" there is no closing tag.
type ContentKind = Literal["markup", "none", "text", "word", "number", "colour", "address", "choice"]

# Small faces as they are typed. They are read where they stand apart from words.
SMILEYS: Mapping[str, str] = MappingProxyType({
    ":)": "🙂", ":-)": "🙂", ":(": "🙁", ":-(": "🙁", ";)": "😉", ";-)": "😉", ":D": "😃", ":-D": "😃", "xD": "😆",
    "XD": "😆", ":P": "😛", ":-P": "😛", ":p": "😛", ":-p": "😛", ":o": "😮", ":O": "😮", ":-o": "😮", ":-O": "😮",
    ":|": "😐", ":-|": "😐", ":/": "😕", ":-/": "😕", ":'(": "😢", ":'-(": "😢", "8)": "😎", "8-)": "😎", ":*": "😘",
    ":-*": "😘", ">:(": "😠", ">:-(": "😠", "O:)": "😇", "O:-)": "😇", "^^": "😊", "<3": "❤️",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnTag:
    """A BBCode of one board: `[name=value]content[/name]` is read as if `template` had been written.

    name             small letters and digits, beginning with a letter; none of the tags every board has
    template         BBCode of the engine's own tags, with `{value}` and `{content}` where these go
    value            what may stand after the equals sign; with `default` it may be left out
    content          what may stand between the tags
    choices          the values there are, if `value` is "choice"; `content_choices` likewise
    """

    name: str
    template: str
    value: ValueKind = "none"
    content: ContentKind = "markup"
    choices: tuple[str, ...] = ()
    content_choices: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a board's texts are read with beside the syntax. `version` is raised by whoever changes it.

    `smileys`: what is typed, and the character shown for it; empty if the board wants none.
    """

    smileys: Mapping[str, str] = field(default=SMILEYS, hash=False)
    own_tags: tuple[OwnTag, ...] = ()
    version: int = 0


# What every board begins with.
PLAIN = Vocabulary()


def version_with(vocabulary: Vocabulary) -> int:
    """The version of a post rendered now with these words: another number as soon as either has changed.

    Fits a column for positive integers. With `PLAIN` it is RENDERER_VERSION.
    """
    return RENDERER_VERSION + _STEP * (vocabulary.version % _LARGEST)
