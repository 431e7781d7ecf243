"""What the page of a tag shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from threadkeep.boards.look import TopicLook
from threadkeep.boards.queries import topic_looks
from threadkeep.boards.rules import visible_board_ids
from threadkeep.kernel import addresses
from threadkeep.members.viewer import Viewer
from threadkeep.tags.models import Tag, TagCount
from threadkeep.tags.rules import get_tag, may_change_tag, tagged_topics


@dataclass(frozen=True)
class TagPage:
    """A tag and a page of its topics, newest first. `next_url` leads to older ones; None at the end."""

    tag: Tag
    url: str
    topics: Sequence[TopicLook]
    topic_count: int
    is_first: bool
    next_url: str | None
    may_change: bool


def tag_page(viewer: Viewer, tag_id: int, before: int | None = None) -> TagPage:
    """The topics with a tag that this viewer may see, those started last first, below the topic id `before`.

    NotThere as `get_tag`. The page is cut by key, so that every one costs the same.
    """
    found = get_tag(viewer, tag_id)
    tag = found.merged_into or found
    topics = tagged_topics(viewer, tag.pk)
    size = viewer.posts_per_page
    # The ids stand in the index of the tag; asked by it, they come in order.
    ids = topics.order_by("-tag_rows__topic_id").values_list("pk", flat=True)
    if before is not None:
        ids = ids.filter(tag_rows__topic_id__lt=before)
    shown = list(ids[: size + 1])
    counts = TagCount.objects.filter(tag=tag, board_id__in=visible_board_ids(viewer))
    return TagPage(
        tag=tag,
        url=addresses.tag(tag.pk, tag.name),
        topics=topic_looks(viewer, topics, shown[:size], with_board=True),
        topic_count=counts.aggregate(topics=Sum("topic_count"))["topics"] or 0,
        is_first=before is None,
        next_url=addresses.tag(tag.pk, tag.name, shown[size - 1]) if len(shown) > size else None,
        may_change=viewer.is_staff and may_change_tag(viewer, tag),
    )
