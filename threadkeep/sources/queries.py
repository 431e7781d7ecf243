"""Reads of sources, in bulk. Whoever calls has checked that the posts may be seen."""

from __future__ import annotations

from collections.abc import Collection

from threadkeep.sources.look import SourceLook, source_look
from threadkeep.sources.models import Source
from threadkeep.sources.steps import SourceNote


def for_posts(post_ids: Collection[int]) -> dict[int, list[SourceLook]]:
    """The sources of each of these posts that has any, in their order. One query."""
    found: dict[int, list[SourceLook]] = {}
    if post_ids:
        for source in Source.objects.filter(post_id__in=post_ids).order_by("post_id", "position"):
            found.setdefault(source.post_id, []).append(source_look(source))
    return found


def notes_of(post_id: int) -> list[SourceNote]:
    """The sources of a post as its writer typed them, to be edited. One query."""
    return [
        SourceNote(one.url, one.publisher, one.title, one.author, one.published_on)
        for one in Source.objects.filter(post_id=post_id).order_by("position")
    ]
