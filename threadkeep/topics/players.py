"""The players of films elsewhere: what a click loads into the page, and from where. No Django: settings read it too.

Until somebody clicks, a film is a link, and nothing is asked of anybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Player:
    """Where a provider's films play in another site's page. `path` takes the film's id; `at` adds a moment in s."""

    name: str
    origin: str
    path: str
    at: str


# By the names of markup/videos.py, which says what the ids are made of; nothing in them needs escaping.
PLAYERS = {
    "youtube": Player("YouTube", "https://www.youtube-nocookie.com", "/embed/%s?autoplay=1", "&start=%d"),
    "vimeo": Player("Vimeo", "https://player.vimeo.com", "/video/%s?autoplay=1&dnt=1", "#t=%ds"),
    "dailymotion": Player("Dailymotion", "https://geo.dailymotion.com", "/player.html?video=%s", "&startTime=%d"),
}
# What the Content-Security-Policy lets frames come from.
ORIGINS = tuple(player.origin for player in PLAYERS.values())

_MOMENT = re.compile(r"[?&#](?:t|start)=(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?(?=[&#]|$)", re.ASCII)


def player_address(provider: str, film: str, href: str) -> str:
    """The address of a film's player, at the moment its address named ("t=90", "t=1m30s"); "" if unknown."""
    player = PLAYERS.get(provider)
    if player is None:
        return ""
    address = player.origin + player.path % film
    found = _MOMENT.search(href)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    moment = hours * 3600 + minutes * 60 + seconds
    return address + (player.at % moment if moment else "")
