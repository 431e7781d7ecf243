"""What is derived of reactions: how many each post was given, and how many each member's posts were.

The first is written by the actions, because whoever reacts must see it at once. The second is written here, the answer
and not the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.db.models import Count as Number

from threadkeep.kernel.derived import Derived, Difference, derives
from threadkeep.kernel.effect import Write, effect
from threadkeep.kernel.facts import Heard
from threadkeep.members.models import Member
from threadkeep.reactions.events import ReactionGiven, ReactionTaken
from threadkeep.reactions.models import Count, Reaction, Received
from threadkeep.reactions.steps import NAMED
from threadkeep.topics.events import PostDeleted, PostRestored, TopicDeleted, TopicRestored
from threadkeep.topics.models import Post


@effect(ReactionGiven, ReactionTaken, PostDeleted, PostRestored, TopicDeleted, TopicRestored)
def count_received(heard: Sequence[Heard]) -> Iterable[Write]:
    """Count the reactions of each member whose posts something happened to, once however much did.

    Counted here, between two writes: a member of many years has many posts, and people would wait for that.
    """
    for member_id in sorted(_concerned(heard)):
        yield partial(_put_received, member_id, received_by([member_id]).get(member_id, 0))


def _concerned(heard: Sequence[Heard]) -> set[int]:
    facts = [each.fact for each in heard]
    whole = (TopicDeleted, TopicRestored)
    topics = {fact.topic_id for fact in facts if isinstance(fact, TopicDeleted | TopicRestored)}
    posts = {fact.post_id for fact in facts if not isinstance(fact, whole)}  # type: ignore[attr-defined]
    authors = set(Post.objects.filter(pk__in=posts).values_list("author_id", flat=True))
    for topic_id in topics:
        authors.update(Post.objects.filter(topic_id=topic_id).order_by().values_list("author_id", flat=True).distinct())
    return {author_id for author_id in authors if author_id is not None}


def received_by(member_ids: list[int]) -> dict[int, int]:
    """How many reactions were given to posts of these members that stand; a member without any is left out."""
    given = Reaction.objects.filter(
        post__author_id__in=member_ids, post__deleted_at__isnull=True, post__topic__deleted_at__isnull=True
    )
    return dict(given.order_by().values_list("post__author_id").annotate(number=Number("pk")))


def _write_received(member_ids: list[int]) -> None:
    found = received_by(member_ids)
    for member_id in member_ids:
        _put_received(member_id, found.get(member_id, 0))


def _put_received(member_id: int, count: int) -> None:
    if count:
        Received.objects.update_or_create(member_id=member_id, defaults={"count": count})
    else:
        Received.objects.filter(member_id=member_id).delete()


def _received_differences(member_ids: list[int]) -> Iterator[Difference]:
    found = received_by(member_ids)
    stored = dict(Received.objects.filter(member_id__in=member_ids).values_list("member_id", "count"))
    for member_id in member_ids:
        if stored.get(member_id, 0) != found.get(member_id, 0):
            what = f"reactions received by member {member_id}"
            yield Difference(what, stored.get(member_id, 0), found.get(member_id, 0))


@derives("reactions.received")
def received_counts() -> Derived:
    """How many reactions each member's posts were given, where they stand."""
    return Derived(
        "reactions.received",
        count=Member.objects.count,
        keys=lambda after: Member.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator(),
        compare=_received_differences,
        write=_write_received,
    )


type Given = dict[tuple[int, int], tuple[int, list[int]]]


def _given(post_ids: list[int]) -> Given:
    """(post, kind) -> how many, and who gave it first, as the reactions say."""
    found: Given = {}
    rows = Reaction.objects.filter(post_id__in=post_ids).order_by("id")
    for post_id, kind_id, member_id in rows.values_list("post_id", "kind_id", "member_id").iterator():
        count, first = found.get((post_id, kind_id), (0, []))
        named = [*first, member_id] if member_id is not None and len(first) < NAMED else first
        found[post_id, kind_id] = (count + 1, named)
    return found


def _stored(post_ids: list[int]) -> Given:
    rows = Count.objects.filter(post_id__in=post_ids)
    return {
        (post_id, kind_id): (count, first)
        for post_id, kind_id, count, first in rows.values_list("post_id", "kind_id", "count", "first_ids")
    }


def _count_differences(post_ids: list[int]) -> Iterator[Difference]:
    stored, found = _stored(post_ids), _given(post_ids)
    for key in sorted(stored.keys() | found.keys()):
        if stored.get(key) != found.get(key):
            yield Difference(f"reactions {key[1]} on post {key[0]}", stored.get(key), found.get(key))


def _write_counts(post_ids: list[int]) -> None:
    found = _given(post_ids)
    for post_id, kind_id in _stored(post_ids).keys() - found.keys():
        Count.objects.filter(post_id=post_id, kind_id=kind_id).delete()
    for (post_id, kind_id), (count, first) in found.items():
        values = {"count": count, "first_ids": first}
        Count.objects.update_or_create(post_id=post_id, kind_id=kind_id, defaults=values)


def _posts(after: int) -> Iterable[int]:
    """The posts that have reactions or are said to have some."""
    given = Reaction.objects.filter(post_id__gt=after).order_by().values("post_id")
    counted = Count.objects.filter(post_id__gt=after).order_by().values("post_id")
    return given.union(counted).order_by("post_id").values_list("post_id", flat=True).iterator()


@derives("reactions.counts")
def reaction_counts() -> Derived:
    """How often each post was given each reaction, and by whom first."""
    return Derived(
        "reactions.counts",
        count=lambda: Reaction.objects.order_by().values("post_id").distinct().count(),
        keys=_posts,
        compare=_count_differences,
        write=_write_counts,
    )


def rebuild() -> None:
    """Count all reactions anew (after an import)."""
    reaction_counts().rebuild()
    received_counts().rebuild()
