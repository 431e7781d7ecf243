"""What members do when they hear of topics: keep the count of their posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.db.models import Count

from threadkeep.kernel.derived import Derived, Difference, derives
from threadkeep.kernel.effect import Write, effect
from threadkeep.kernel.facts import Heard
from threadkeep.members.models import Member
from threadkeep.topics.events import (
    PostDeleted,
    PostRestored,
    ReplyPosted,
    TopicDeleted,
    TopicRestored,
    TopicStarted,
)
from threadkeep.topics.models import Post


@effect(TopicStarted, ReplyPosted, PostDeleted, PostRestored, TopicDeleted, TopicRestored)
def count_member_posts(heard: Sequence[Heard]) -> Iterable[Write]:
    """Count the posts of each member something happened to, once however much did.

    Counting reads every post of the member, so it is done here, between two writes, not while the pen is held. What is
    posted in between brings its own fact, and with it the next count.
    """
    for member_id in sorted(_concerned(heard)):
        yield partial(write_counts, {member_id: counts_of([member_id]).get(member_id, 0)})


def _concerned(heard: Sequence[Heard]) -> set[int]:
    """The authors of the posts these facts are about; of whole topics where a whole topic went or came back."""
    facts = [each.fact for each in heard]
    posts = {
        fact.post_id for fact in facts if isinstance(fact, TopicStarted | ReplyPosted | PostDeleted | PostRestored)
    }
    topics = {fact.topic_id for fact in facts if isinstance(fact, TopicDeleted | TopicRestored)}
    authors = set(Post.objects.filter(pk__in=posts).values_list("author_id", flat=True))
    for topic_id in topics:
        authors.update(Post.objects.filter(topic_id=topic_id).order_by().values_list("author_id", flat=True).distinct())
    return {author_id for author_id in authors if author_id is not None}


def counts_of(member_ids: list[int]) -> dict[int, int]:
    """How many posts of these members stand, in topics that stand; a member without any is left out."""
    standing = Post.objects.filter(author_id__in=member_ids, deleted_at__isnull=True, topic__deleted_at__isnull=True)
    return dict(standing.order_by().values_list("author_id").annotate(count=Count("pk")))


def write_counts(counts: dict[int, int]) -> None:
    """Write these counts onto their members."""
    for member_id, count in counts.items():
        Member.objects.filter(pk=member_id).exclude(post_count=count).update(post_count=count)


def _write(member_ids: list[int]) -> None:
    found = counts_of(member_ids)
    write_counts({member_id: found.get(member_id, 0) for member_id in member_ids})


def _differences(member_ids: list[int]) -> Iterator[Difference]:
    found = counts_of(member_ids)
    for member_id, stored in Member.objects.filter(pk__in=member_ids).order_by("pk").values_list("pk", "post_count"):
        if stored != found.get(member_id, 0):
            yield Difference(f"posts of member {member_id}", stored, found.get(member_id, 0))


def _keys(after: int) -> Iterable[int]:
    return Member.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()


@derives("members.posts")
def member_posts() -> Derived:
    """How many posts of each member stand."""
    return Derived("members.posts", count=Member.objects.count, keys=_keys, compare=_differences, write=_write)


def rebuild() -> None:
    """Count every member's posts anew (after an import)."""
    member_posts().rebuild()
