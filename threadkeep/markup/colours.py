"""Colours and sizes a writer may ask for, brought down to a few classes the theme can make readable, light and dark.

A colour is given by name or as #rgb, #rrggbb, rgb(r, g, b); the nearest of the palette becomes the class `tc-<name>`.
A size becomes `ts-1` to `ts-7`, SMF's and HTML's seven sizes, 3 being ordinary.
"""

from __future__ import annotations

import re
from functools import lru_cache

PALETTE: dict[str, tuple[int, int, int]] = {
    "black": (0, 0, 0),
    "gray": (128, 128, 128),
    "silver": (192, 192, 192),
    "white": (255, 255, 255),
    "maroon": (128, 0, 0),
    "red": (255, 0, 0),
    "orange": (255, 165, 0),
    "yellow": (255, 255, 0),
    "brown": (165, 42, 42),
    "olive": (128, 128, 0),
    "lime": (0, 255, 0),
    "green": (0, 128, 0),
    "teal": (0, 128, 128),
    "cyan": (0, 255, 255),
    "blue": (0, 0, 255),
    "navy": (0, 0, 128),
    "purple": (128, 0, 128),
    "magenta": (255, 0, 255),
    "pink": (255, 192, 203),
}

# CSS names outside the palette that old boards' colour menus and habits use, and where they belong.
_NEAR = {
    "grey": "gray", "darkgray": "gray", "darkgrey": "gray", "dimgray": "gray", "slategray": "gray",
    "lightgray": "silver", "lightgrey": "silver", "aqua": "cyan", "turquoise": "cyan", "darkcyan": "teal",
    "fuchsia": "magenta", "violet": "magenta", "orchid": "magenta", "hotpink": "pink", "deeppink": "magenta",
    "indigo": "purple", "darkviolet": "purple", "limegreen": "green", "darkgreen": "green", "forestgreen": "green",
    "seagreen": "green", "lightgreen": "lime", "darkred": "maroon", "crimson": "red", "tomato": "red",
    "coral": "orange", "salmon": "pink", "darkorange": "orange", "orangered": "red", "gold": "yellow",
    "goldenrod": "orange",
    "khaki": "yellow", "beige": "white", "sienna": "brown", "chocolate": "brown", "darkblue": "navy",
    "midnightblue": "navy", "royalblue": "blue", "dodgerblue": "blue", "steelblue": "teal", "skyblue": "cyan",
    "lightblue": "cyan",
}  # fmt: skip

_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_RGB = re.compile(r"rgb\(\s?(\d{1,3})\s?,\s?(\d{1,3})\s?,\s?(\d{1,3})\s?\)", re.IGNORECASE)


@lru_cache(maxsize=512)
def nearest_colour(written: str) -> str | None:
    """The palette's name for a colour as written; None if it is none."""
    name = written.strip().lower()
    if name in PALETTE:
        return name
    if name in _NEAR:
        return _NEAR[name]
    if match := _HEX.fullmatch(name):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    elif match := _RGB.fullmatch(name):
        red, green, blue = (min(int(part), 255) for part in match.groups())
    else:
        return None

    def distance(palette_name: str) -> int:
        r, g, b = PALETTE[palette_name]
        # The eye weighs green most and blue least.
        return 3 * (red - r) ** 2 + 4 * (green - g) ** 2 + 2 * (blue - b) ** 2

    return min(PALETTE, key=distance)


_SIZE = re.compile(r"\+?(\d{1,4})(?:\.\d{0,3})?\s?(px|pt|%|)")
_PIXELS = {"px": 1, "pt": 4 / 3, "%": 0.16}
_EM = re.compile(r"(\d{0,2}(?:\.\d{1,3})?)\s?r?em")
_SIZE_NAMES = {
    "xx-small": 1, "x-small": 1, "small": 2, "smaller": 2, "medium": 3, "normal": 3,
    "large": 4, "larger": 4, "x-large": 5, "xx-large": 6,
}  # fmt: skip
_STEPS_IN_PIXELS = (11, 14, 17, 21, 28, 38)


@lru_cache(maxsize=512)
def size_step(written: str) -> str | None:
    """ "1" to "7" for a size as written; None if it is none.

    Bare numbers up to 7 are SMF's and MyBB's steps, up to 40 pixels, above that phpBB's per cent.
    """
    name = written.strip().lower()
    if name in _SIZE_NAMES:
        return str(_SIZE_NAMES[name])
    if (match := _EM.fullmatch(name)) and match[1].strip("."):
        return _step(float(match[1]) * 16)
    match = _SIZE.fullmatch(name)
    if match is None:
        return None
    number, unit = int(match[1]), match[2]
    if not unit and number <= 7:
        return str(max(number, 1))
    if not unit:
        unit = "%" if number > 40 else "px"
    return _step(number * _PIXELS[unit])


def _step(pixels: float) -> str:
    return str(1 + sum(pixels >= limit for limit in _STEPS_IN_PIXELS))
