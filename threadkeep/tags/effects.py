"""What follows for the counts of tags: how many topics that stand carry each tag, board by board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.db.models import Count

from threadkeep.kernel.derived import Derived, Difference, derives
from threadkeep.kernel.effect import Write, effect
from threadkeep.kernel.facts import Heard
from threadkeep.tags.events import TagMerged, TopicLabelled
from threadkeep.tags.models import Tag, TagCount, TopicTag
from threadkeep.topics.events import TopicDeleted, TopicRestored

type Counts = dict[int, int]
"""board id -> topics"""


@effect(TopicLabelled, TagMerged, TopicDeleted, TopicRestored)
def count_tags(heard: Sequence[Heard]) -> Iterable[Write]:
    """Count each tag that something happened to, once however much did. Counted outside the transaction."""
    tag_ids: set[int] = set()
    topic_ids: set[int] = set()
    for each in heard:
        match each.fact:
            case TopicLabelled(tag_ids=found):
                tag_ids |= set(found)
            case TagMerged(tag_id=one, into_id=other):
                tag_ids |= {one, other}
            case TopicDeleted(topic_id=topic_id) | TopicRestored(topic_id=topic_id):
                topic_ids.add(topic_id)
    tag_ids |= set(TopicTag.objects.filter(topic_id__in=topic_ids).values_list("tag_id", flat=True))
    found_counts = counts_of(tag_ids)
    return [partial(_write, tag_id, found_counts.get(tag_id, {})) for tag_id in sorted(tag_ids)]


def counts_of(tag_ids: Iterable[int]) -> dict[int, Counts]:
    """What the topics say about these tags. One query."""
    rows = (
        TopicTag.objects.filter(tag_id__in=list(tag_ids), topic__deleted_at__isnull=True)
        .values_list("tag_id", "topic__board_id")
        .annotate(topics=Count("pk"))
        .order_by()
    )
    found: dict[int, Counts] = {}
    for tag_id, board_id, topics in rows:
        found.setdefault(tag_id, {})[board_id] = topics
    return found


def write_counts(tag_ids: list[int]) -> None:
    """Write what the topics say about these tags."""
    found = counts_of(tag_ids)
    for tag_id in tag_ids:
        _write(tag_id, found.get(tag_id, {}))


def _write(tag_id: int, counts: Counts) -> None:
    TagCount.objects.filter(tag_id=tag_id).exclude(board_id__in=counts).delete()
    for board_id, topic_count in counts.items():
        TagCount.objects.update_or_create(tag_id=tag_id, board_id=board_id, defaults={"topic_count": topic_count})


def _differences(tag_ids: list[int]) -> Iterator[Difference]:
    found = counts_of(tag_ids)
    stored: dict[int, Counts] = {}
    rows = TagCount.objects.filter(tag_id__in=tag_ids).values_list("tag_id", "board_id", "topic_count")
    for tag_id, board_id, topic_count in rows:
        stored.setdefault(tag_id, {})[board_id] = topic_count
    for tag_id in tag_ids:
        if stored.get(tag_id, {}) != found.get(tag_id, {}):
            yield Difference(f"tag {tag_id}", stored.get(tag_id, {}), found.get(tag_id, {}))


def _keys(after: int) -> Iterable[int]:
    return Tag.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()


@derives("tags.counts")
def tag_counts() -> Derived:
    """Topics that stand, by tag and board."""
    return Derived("tags.counts", count=Tag.objects.count, keys=_keys, compare=_differences, write=write_counts)


def rebuild() -> None:
    """Count every tag anew (after an import)."""
    tag_counts().rebuild()
