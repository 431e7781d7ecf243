"""The rendered form of posts that were read: as it is kept, or made again where an older renderer made it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from threadkeep.markup.render import RENDERER_VERSION, Rendered, render
from threadkeep.topics.models import Post


def rendered_of(posts: Iterable[Post]) -> dict[int, Rendered]:
    """post id -> Rendered, for posts whose `source` may have been left out of the query.

    One more query if any of them was rendered by another version (or cannot be read back): then its source is fetched
    and rendered in memory. Keeping the result is the rebuild's work, not a reader's.
    """
    found: dict[int, Rendered] = {}
    stale: list[int] = []
    for post in posts:
        kept = _kept(post)
        if kept is None:
            stale.append(post.pk)
        else:
            found[post.pk] = kept
    if stale:
        for pk, source, syntax in Post.objects.filter(pk__in=stale).values_list("id", "source", "syntax"):
            found[pk] = render(
                source, "bbcode" if syntax == "bbcode" else "markdown", own_url=settings.THREADKEEP.server.public_url
            )
    return found


def _kept(post: Post) -> Rendered | None:
    if post.renderer_version != RENDERER_VERSION:
        return None
    try:
        return Rendered.from_json(post.rendered)
    except (ValueError, KeyError, TypeError, IndexError):
        return None
