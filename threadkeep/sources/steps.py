"""What another feature's action does to sources, inside its transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
    """Make the post's list of sources be exactly these, in this order.

    What the board had looked up and nobody changed goes on saying so.
    """
    before = Source.objects.filter(post_id=post_id, looked_up_at__isnull=False)
    looked_up = {_said(one): one.looked_up_at for one in before}
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
            looked_up_at=looked_up.get(_said(note)),
        )
        for position, note in enumerate(notes)
    )


def _said(source: Source | SourceNote) -> tuple[str, ...]:
    return source.url, source.publisher, source.title, source.author, source.published_on


def write_looked_up(source_id: int, note: SourceNote, now: datetime) -> int | None:
    """Fill a source of which nobody said more than the address. The post it is on; None if somebody did meanwhile."""
    bare = Source.objects.filter(pk=source_id, url=note.url, title="", publisher="", author="", published_on="")
    changed = bare.update(
        title=note.title,
        publisher=note.publisher,
        author=note.author,
        published_on=note.published_on,
        looked_up_at=now,
    )
    return Source.objects.values_list("post_id", flat=True).get(pk=source_id) if changed else None
