"""What boards do when they hear of topics: keep their counts and their last post.

What a board has is derived from its topics, which carry their own counts (written by the actions on them, because the
author must see those at once). Here the answer is written, never the difference: hearing a fact twice does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import Count, F, Sum

from threadkeep.boards.models import Board
from threadkeep.kernel.derived import Derived, Difference, derives
from threadkeep.kernel.effect import Write, effect
from threadkeep.kernel.facts import Heard
from threadkeep.topics.events import (
    PostDeleted,
    PostRestored,
    ReplyPosted,
    TopicDeleted,
    TopicRestored,
    TopicStarted,
)
from threadkeep.topics.models import Topic


@dataclass(frozen=True)
class Counts:
    """What a board alone has: topics that stand, posts that stand in them, and the newest of these posts."""

    topic_count: int = 0
    post_count: int = 0
    last_post_id: int | None = None


@effect(TopicStarted, ReplyPosted, PostDeleted, PostRestored, TopicDeleted, TopicRestored)
def count_boards(heard: Sequence[Heard]) -> Iterable[Write]:
    """Count each board that something happened on, once however much did.

    Counted here, outside the transaction: a board of 100,000 topics takes a tenth of a second, and people who post
    would wait for that. What is posted meanwhile makes this number old, and tells the fact that has it counted again.
    """
    board_ids = sorted({each.fact.board_id for each in heard})  # type: ignore[attr-defined]
    found = counts_of(board_ids)
    return [partial(_write, board_id, found.get(board_id, Counts())) for board_id in board_ids]


def counts_of(board_ids: list[int]) -> dict[int, Counts]:
    """What the topics say these boards have. One query for the sums and two index look-ups for each board."""
    sums = (
        Topic.objects.filter(board_id__in=board_ids, deleted_at__isnull=True)
        .values_list("board_id")
        .annotate(topic_total=Count("pk"), post_total=Sum(F("reply_count") + 1))
        .order_by()
    )
    return {board_id: Counts(topics, posts, _last_post_id(board_id)) for board_id, topics, posts in sums}


def _last_post_id(board_id: int) -> int | None:
    """The newest post. The index has pinned topics apart, so the first of each part is asked for."""
    standing = Topic.objects.filter(board_id=board_id, deleted_at__isnull=True).order_by("-last_post_at", "-id")
    firsts = [
        first
        for is_pinned in (False, True)
        if (first := standing.filter(is_pinned=is_pinned).values_list("last_post_at", "pk", "last_post_id").first())
    ]
    return max(firsts)[2] if firsts else None


def write_counts(board_ids: list[int]) -> None:
    """Write what the topics say onto these boards."""
    found = counts_of(board_ids)
    for board_id in board_ids:
        _write(board_id, found.get(board_id, Counts()))


def _write(board_id: int, counts: Counts) -> None:
    Board.objects.filter(pk=board_id).update(
        topic_count=counts.topic_count, post_count=counts.post_count, last_post_id=counts.last_post_id
    )


def _differences(board_ids: list[int]) -> Iterator[Difference]:
    found = counts_of(board_ids)
    rows = Board.objects.filter(pk__in=board_ids).values_list("pk", "topic_count", "post_count", "last_post_id")
    for board_id, *stored in rows.order_by("pk"):
        counts = found.get(board_id, Counts())
        if Counts(*stored) != counts:
            yield Difference(f"board {board_id}", Counts(*stored), counts)


def _keys(after: int) -> Iterable[int]:
    return Board.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()


@derives("boards.counts")
def board_counts() -> Derived:
    """Topic count, post count and last post of each board alone; deleted ones do not count."""
    return Derived(
        name="boards.counts", count=Board.objects.count, keys=_keys, compare=_differences, write=write_counts
    )


def rebuild() -> None:
    """Count every board anew (after an import)."""
    board_counts().rebuild()
