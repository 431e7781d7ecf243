"""Pictures elsewhere that posts show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from threadkeep.markup.render import Rendered
from threadkeep.topics.models import Post


def remote_addresses(post_ids: Iterable[int]) -> set[str]:
    """The addresses (http and https) of all pictures elsewhere in these posts."""
    found: set[str] = set()
    for kept in Post.objects.filter(pk__in=list(post_ids)).values_list("rendered", flat=True):
        try:
            found |= addresses_in(Rendered.from_json(kept))
        except (ValueError, KeyError, TypeError):
            # Made by another version; it will be looked at when it is rendered again.
            continue
    return found


def addresses_in(rendered: Rendered) -> set[str]:
    """The addresses of the pictures elsewhere in one rendered text."""
    slots = (piece for piece in rendered.pieces if not isinstance(piece, str) and piece.kind == "remote")
    urls = (str(slot.data["url"]) for slot in slots)
    return {url for url in urls if len(url) <= 2000 and url.lower().startswith(("http://", "https://"))}


def hash_of(url: str) -> str:
    """What a picture elsewhere is found by; addresses themselves are too long for an index."""
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()


def host_of(url: str) -> str:
    """The site an address leads to, as people name it; the address itself if it names none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or url
