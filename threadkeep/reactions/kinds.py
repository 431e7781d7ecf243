"""The set of reactions: what a board starts with, what kinds are called, and what an entry may be. Never writes."""

from __future__ import annotations

import unicodedata
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from threadkeep.kernel.refused import Refused
from threadkeep.reactions.models import Kind

# More than a dozen cannot be taken in at a glance.
MOST_OFFERED: Final = 12
LONGEST_NAME: Final = 40
LONGEST_EMOJI: Final = 16

STARTING: Final[dict[str, Promise]] = {
    "👍": gettext_lazy("I agree"),
    "❤️": gettext_lazy("Thank you"),
    "😄": gettext_lazy("That made me laugh"),
    "💡": gettext_lazy("I learned something"),
    "😢": gettext_lazy("I am sorry"),
    "🎉": gettext_lazy("Congratulations"),
}
_JOINER: Final = "\u200d"
# What may follow a sign and changes how it looks: the emoji form, skin colours, flags of regions, the ring of a key.
_COLOURS_AND_TAGS: Final = [*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080)]
_FOLLOWING: Final = frozenset("\ufe0f\u20e3") | frozenset(map(chr, _COLOURS_AND_TAGS))
_FLAG_LETTERS: Final = frozenset(map(chr, range(0x1F1E6, 0x1F200)))


def kind_name(kind: Kind) -> str:
    """What a kind is called on pages: the name it was given, else the translated one it started with."""
    return kind.name or str(STARTING.get(kind.emoji, kind.emoji))


def check_kind_name(name: str) -> str:
    """A name as it will be kept: one line, at most 40 characters. Refused with `field` "name"; it cannot be empty,
    because who cannot see the emoji has nothing else.
    """
    name = " ".join(name.replace("\0", "").encode("utf-8", "replace").decode().split())
    if not name:
        raise Refused(
            _("It needs a name: who cannot see the emoji has nothing else to go by."), field="name", status=422
        )
    if len(name) > LONGEST_NAME:
        raise Refused(
            _("This has %(length)d characters; %(most)d is the most. Please shorten it.")
            % {"length": len(name), "most": LONGEST_NAME},
            field="name",
            status=422,
        )
    return name


def check_emoji(emoji: str) -> str:
    """One emoji, however many characters it is made of. Refused with `field` "emoji": anything else."""
    emoji = emoji.strip()
    if not is_one_emoji(emoji):
        raise Refused(
            _("Put exactly one emoji here, for instance 👍. Your keyboard has them, or copy one from anywhere."),
            field="emoji",
            status=422,
        )
    return emoji


def is_one_emoji(text: str) -> bool:
    """Whether a text is a single emoji: one sign, a family joined of several, or a flag."""
    if not text or len(text) > LONGEST_EMOJI:
        return False
    if len(text) == 2 and set(text) <= _FLAG_LETTERS:
        return True
    return all(_is_sign(part) for part in text.split(_JOINER))


def _is_sign(part: str) -> bool:
    return bool(part) and unicodedata.category(part[0]) == "So" and set(part[1:]) <= _FOLLOWING
