"""Films elsewhere: which addresses lead to one, at providers whose player can be shown in the page.

A closed table: a new row needs the player's address in the page that embeds it, too. Nothing is fetched here.
"""

from __future__ import annotations

import re

# An id is a few letters, digits, "-" and "_"; the address may go on with a time, a list, a campaign.
_ID = r"(?P<id>[\w\-]{%s})(?![\w\-])"
_PROVIDERS: dict[str, re.Pattern[str]] = {
    "youtube": re.compile(
        r"(?:(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/|v/)|youtu\.be/)"
        + _ID % "11",
        re.ASCII | re.IGNORECASE,
    ),
    "vimeo": re.compile(
        r"(?:www\.)?(?:player\.)?vimeo\.com/(?:video/|channels/[\w\-]{1,60}/)?(?P<id>\d{5,12})(?!\w)",
        re.ASCII | re.IGNORECASE,
    ),
    "dailymotion": re.compile(
        r"(?:(?:www\.)?dailymotion\.com/(?:embed/)?video/|dai\.ly/)" + _ID % "5,12", re.ASCII | re.IGNORECASE
    ),
}
_HINTS = ("youtu", "vimeo.", "dailymotion.", "dai.ly")
PROVIDERS = tuple(_PROVIDERS)


def video_of(href: str) -> tuple[str, str] | None:
    """The provider ("youtube", "vimeo", "dailymotion") and the film's id there, if a safe address leads to a film."""
    small = href.lower()
    if not small.startswith(("http://", "https://")) or not any(hint in small for hint in _HINTS):
        return None
    place = href[small.index("://") + 3 :]
    for provider, pattern in _PROVIDERS.items():
        if match := pattern.match(place):
            return provider, match["id"]
    return None
