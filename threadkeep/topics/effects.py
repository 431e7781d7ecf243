"""What is derived of topics and posts, and how to derive it again.

The counts on a topic are written by the actions themselves, because an author must see them on the very next page; so
nothing here listens. It is registered so that `threadkeep check` finds and `threadkeep rebuild` mends what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from threadkeep.kernel.derived import Derived, Difference, derives
from threadkeep.markup.render import RENDERER_VERSION
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.rerendering import render_again, stale_posts


@dataclass(frozen=True)
class Counts:
    """What a topic has: the highest number, replies that stand, and the newest post that stands."""

    last_number: int
    reply_count: int
    last_post_id: int | None
    last_post_at: datetime
    last_author_name: str


def counts_of(topic_ids: list[int]) -> dict[int, Counts]:
    """What the posts say these topics have. Two queries, however many topics; a topic without any post is left out."""
    standing = Q(deleted_at__isnull=True)
    sums = (
        Post.objects.filter(topic_id__in=topic_ids)
        .values_list("topic_id")
        .annotate(
            highest=Max("number"),
            replies=Count("pk", filter=standing & Q(number__gt=1)),
            newest=Max("number", filter=standing),
        )
        .order_by()
    )
    rows = {topic_id: (highest, replies, newest) for topic_id, highest, replies, newest in sums}
    newest = Q(pk__in=[])
    for topic_id, (_highest, _replies, number) in rows.items():
        newest |= Q(topic_id=topic_id, number=number)
    last = {
        topic_id: (pk, at, name)
        for topic_id, pk, at, name in Post.objects.filter(newest).values_list(
            "topic_id", "id", "posted_at", "author_name"
        )
    }
    return {
        topic_id: Counts(highest, replies, *last[topic_id])
        for topic_id, (highest, replies, _newest) in rows.items()
        if topic_id in last
    }


def write_counts(topic_ids: list[int]) -> None:
    """Write what the posts say onto these topics."""
    for topic_id, counts in counts_of(topic_ids).items():
        Topic.objects.filter(pk=topic_id).update(
            last_number=counts.last_number,
            reply_count=counts.reply_count,
            last_post_id=counts.last_post_id,
            last_post_at=counts.last_post_at,
            last_author_name=counts.last_author_name,
        )


def _differences(topic_ids: list[int]) -> Iterator[Difference]:
    found = counts_of(topic_ids)
    columns = ("last_number", "reply_count", "last_post_id", "last_post_at", "last_author_name")
    for topic_id, *stored in Topic.objects.filter(pk__in=topic_ids).order_by("pk").values_list("pk", *columns):
        kept, counts = Counts(*stored), found.get(topic_id)
        if kept != counts:
            yield Difference(f"topic {topic_id}", kept, counts)


def _keys(after: int) -> Iterable[int]:
    return Topic.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()


@derives("topics.counts")
def topic_counts() -> Derived:
    """Highest number, replies and newest post of each topic; deleted posts keep their number and do not count."""
    return Derived("topics.counts", count=Topic.objects.count, keys=_keys, compare=_differences, write=write_counts)


@derives("topics.markup")
def topic_markup() -> Derived:
    """The rendered form of posts that an older renderer made. Pages render such a post in memory until this is done."""
    return Derived(
        "topics.markup",
        count=lambda: stale_posts().count(),
        keys=lambda after: stale_posts().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator(),
        compare=_stale,
        write=render_again,
    )


def _stale(post_ids: list[int]) -> Iterator[Difference]:
    rows = stale_posts().filter(pk__in=post_ids).order_by("pk").values_list("pk", "renderer_version")
    for pk, version in rows:
        yield Difference(f"renderer of post {pk}", version, RENDERER_VERSION)


def rebuild() -> None:
    """Derive everything of topics anew (after an import)."""
    topic_counts().rebuild()
    topic_markup().rebuild()
