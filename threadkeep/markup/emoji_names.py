"""The names of small picture characters: `:thumbsup:` and its like, by the package `emoji`."""

from __future__ import annotations

import re
from functools import cache

# How a name looks in a text, between its colons.
NAME = r"[A-Za-z0-9_+\-]{1,60}"
_NAME = re.compile(f":({NAME}):")


def emoji_named(name: str) -> str:
    """The character a name stands for ("thumbsup", "Grinning_Face"), capitals aside; empty if it is none."""
    return names().get(name.lower(), "")


@cache
def names() -> dict[str, str]:
    """Every name in small letters and its character. The names of Unicode come first, then those people know."""
    # Read when the first name is met: most processes never need the table's two megabytes.
    import emoji

    found: dict[str, str] = {}
    aliases: dict[str, str] = {}
    for char, data in emoji.EMOJI_DATA.items():
        if data["status"] > emoji.STATUS["fully_qualified"]:
            continue
        for into, words in ((found, [data["en"]]), (aliases, data.get("alias", []))):
            for word in words:
                if match := _NAME.fullmatch(word):
                    into.setdefault(match[1].lower(), char)
    return aliases | found
