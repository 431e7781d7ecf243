"""What another feature's action does to sources, inside its transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from threadkeep.sources.models import Source


@dataclass(frozen=True)
class SourceNote:
    """A source as it was typed: an address, and what is known about it."""

    url: str
    publisher: str = ""
    title: str = ""
    author: str = ""
    published_on: str = ""


def write_sources(post_id: int, notes: Sequence[SourceNote]) -> None:
    """Make the post's list of sources be exactly these, in this order."""
    Source.objects.filter(post_id=post_id).delete()
    Source.objects.bulk_create(
        Source(
            post_id=post_id,
            position=position,
            url=note.url,
            publisher=note.publisher,
            title=note.title,
            author=note.author,
            published_on=note.published_on,
        )
        for position, note in enumerate(notes)
    )
