"""Posts that an older version of the renderer made, rendered again. Written by the rebuild and by a chore."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db.models import F, QuerySet

from threadkeep.markup.render import RENDERER_VERSION, Rendered, render
from threadkeep.topics.models import Post, Topic

type Fresh = tuple[int, int, int, Rendered]
"""post id, its topic, its revision count when its source was read, and the new rendered form"""


def stale_posts() -> QuerySet[Post]:
    """The posts whose rendered form another version of the renderer made."""
    return Post.objects.exclude(renderer_version=RENDERER_VERSION)


def render_fresh(post_ids: Sequence[int]) -> list[Fresh]:
    """Render these posts from their sources; takes no lock and writes nothing."""
    own = settings.THREADKEEP.server.public_url
    rows = Post.objects.filter(pk__in=post_ids).values_list("id", "topic_id", "revision_count", "source", "syntax")
    return [
        (pk, topic_id, revisions, render(source, "bbcode" if syntax == "bbcode" else "markdown", own_url=own))
        for pk, topic_id, revisions, source, syntax in rows
    ]


def keep_fresh(fresh: Sequence[Fresh]) -> None:
    """Write what `render_fresh` made, except where the post was edited meanwhile: then it is fresh already."""
    for pk, _topic_id, revisions, rendered in fresh:
        Post.objects.filter(pk=pk, revision_count=revisions).update(
            rendered=rendered.to_json(), renderer_version=rendered.version
        )
    Topic.objects.filter(pk__in={topic_id for _pk, topic_id, *_rest in fresh}).update(version=F("version") + 1)


def render_again(post_ids: Sequence[int]) -> None:
    """Both in one go, for the rebuild."""
    keep_fresh(render_fresh(post_ids))
