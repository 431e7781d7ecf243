"""Posts that an older version of the renderer made, rendered again. Written by the rebuild and by a chore."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from django.db.models import F, QuerySet

from threadkeep.markup.render import Rendered
from threadkeep.markup.vocabulary import version_with
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.rendering import render_text
from threadkeep.vocabulary.queries import current_vocabulary

type Fresh = tuple[int, int, int, Rendered]
"""post id, its topic, its revision count when its source was read, and the new rendered form"""


def version_now() -> int:
    """What a post carries that is rendered now: it stands for the renderer and for the board's own words."""
    return version_with(current_vocabulary())


def stale_posts() -> QuerySet[Post]:
    """The posts whose rendered form another version of the renderer made, or one that read them with other words."""
    older, newer = _stale()
    return older | newer


def some_stale_posts(most: int) -> list[int]:
    """The newest of them, at most `most`; read from the index alone, however many posts there are and are stale."""
    for part in _stale():
        if found := list(part.order_by("-renderer_version", "-id").values_list("id", flat=True)[:most]):
            return found
    return []


def _stale() -> tuple[QuerySet[Post], QuerySet[Post]]:
    # Two ranges and not "another than": no database finds the few among millions by what they are not.
    version = version_now()
    return Post.objects.filter(renderer_version__lt=version), Post.objects.filter(renderer_version__gt=version)


def render_fresh(post_ids: Sequence[int]) -> list[Fresh]:
    """Render these posts from their sources; takes no lock and writes nothing."""
    words = current_vocabulary()
    rows = Post.objects.filter(pk__in=post_ids).values_list("id", "topic_id", "revision_count", "source", "syntax")
    return [
        (pk, topic_id, revisions, render_text(source, syntax, words))
        for pk, topic_id, revisions, source, syntax in rows
    ]


def keep_fresh(fresh: Sequence[Fresh]) -> None:
    """Write what `render_fresh` made, except where the post was edited meanwhile: then it is fresh already."""
    for pk, _topic_id, revisions, rendered in fresh:
        Post.objects.filter(pk=pk, revision_count=revisions).update(
            rendered=rendered.to_json(), renderer_version=rendered.version
        )
    Topic.objects.filter(pk__in={topic_id for _pk, topic_id, *_rest in fresh}).update(version=F("version") + 1)


def render_again(post_ids: Sequence[int]) -> Callable[[], None]:
    """For the rebuild: renders now, holding nobody up, and gives back what writes it."""
    return partial(keep_fresh, render_fresh(post_ids))
