"""What tags and prefixes may be called, and which spellings are one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from threadkeep.kernel.refused import Refused
from threadkeep.markup.characters import printable
from threadkeep.tags.models import LONGEST_PREFIX, LONGEST_TAG

# What people put between tags: the comma of every script, a semicolon, a new line.
_BETWEEN = re.compile(r"[,;\n\u060c\u061b\u3001\uff0c\uff1b\ufe50\ufe51]")
# Spaces of every width, hyphens and underscores all part words: "sea-fog", "Sea Fog" and "sea_fog" are one tag.
_PARTS = re.compile(r"[\s_\-\u2010-\u2015]+")
# They make two words of some scripts look right, and hold emoji together.
_JOINERS = "\u200c\u200d"


def tidy(name: str) -> str:
    """A name as it is kept: NFC, in one line, without signs nobody sees, each run of white space one plain space."""
    name = unicodedata.normalize("NFC", printable(name)).replace("\ufffd", "")
    name = "".join(char for char in name if char in _JOINERS or unicodedata.category(char) != "Cf")
    return " ".join(name.split()).strip(_JOINERS)


def key_of(name: str) -> str:
    """What two spellings of one name have in common: compatibility forms, case, and what parts the words."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tidy(name)).casefold())
    folded = "".join(char for char in folded if char not in _JOINERS)
    return _PARTS.sub("-", folded).strip("-")


def split(typed: Iterable[str]) -> tuple[str, ...]:
    """The tags in what was typed, "boats, #Tides": tidied, without the sign before them, each only once."""
    found: dict[str, str] = {}
    for piece in (piece for text in typed for piece in _BETWEEN.split(text)):
        name = tidy(piece).lstrip("#").strip()
        if name:
            found.setdefault(key_of(name), name)
    return tuple(found.values())


def check_tag_name(name: str) -> str:
    """The tidied name of a tag. Refused (field "tags"): longer than 40 characters, or nothing anybody could search."""
    return _check(name.lstrip("#"), LONGEST_TAG, "tags")


def check_prefix_name(name: str) -> str:
    """The tidied name of a prefix. Refused (field "name"): longer than 30 characters, or without letter or digit."""
    return _check(name, LONGEST_PREFIX, "name")


def _check(name: str, most: int, field: str) -> str:
    name = tidy(name)
    if len(name) > most:
        raise Refused(
            _("“%(start)s…” is too long; %(most)d characters are the most.") % {"start": name[:20], "most": most},
            field=field,
            status=422,
        )
    if not any(unicodedata.category(char)[0] in "LN" for char in name):
        raise Refused(
            _("“%(name)s” needs a letter or a digit, so that people can look for it.") % {"name": name},
            field=field,
            status=422,
        )
    if _BETWEEN.search(name):
        raise Refused(_("A comma parts tags, so it cannot stand in one."), field=field, status=422)
    return name
