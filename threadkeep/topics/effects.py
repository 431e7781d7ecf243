"""What is derived of topics and posts, and how to derive it again.

The counts on a topic are written by the actions themselves, because an author must see them on the very next page; they
are registered so that `threadkeep check` finds and `threadkeep rebuild` mends what is wrong. What posts refer to
(mentions, quotations) and the words of titles follow from facts, a moment later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import batched

from django.db.models import Count, F, Max, Q

from threadkeep.kernel.derived import Derived, Difference, derives
from threadkeep.kernel.effect import Write, effect
from threadkeep.kernel.facts import Heard
from threadkeep.kernel.row_sets import RowSet
from threadkeep.topics.events import PostEdited, ReplyPosted, TopicRenamed, TopicStarted
from threadkeep.topics.mentions import addressed_in, mentions_in
from threadkeep.topics.models import Mention, Post, QuoteCheck, TitleWord, Topic
from threadkeep.topics.quote_checks import quote_states
from threadkeep.topics.rendering import rendered_of
from threadkeep.topics.rerendering import render_again, stale_posts, version_now
from threadkeep.topics.title_words import words_of

# So many members are told of one post: whoever calls more by name is not speaking to anybody.
MOST_TOLD = 20
# Quoting posts compared in one go after a post was edited.
AT_ONCE = 50


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
        write=lambda keys: render_again(keys)(),
        compute=render_again,
        shrinks=True,
    )


def _stale(post_ids: list[int]) -> Iterator[Difference]:
    rows = stale_posts().filter(pk__in=post_ids).order_by("pk").values_list("pk", "renderer_version")
    expected = version_now()
    for pk, version in rows:
        yield Difference(f"renderer of post {pk}", version, expected)


def _title_words(topic_ids: list[int]) -> Mapping[int, frozenset[tuple[int, str]]]:
    rows = Topic.objects.filter(pk__in=topic_ids).values_list("pk", "board_id", "title")
    return {pk: frozenset((board_id, word) for word in words_of(title)) for pk, board_id, title in rows}


TITLE_WORDS = RowSet("topics.title_words", TitleWord, Topic, "topic_id", ("board_id", "word"), _title_words)


@effect(TopicStarted, TopicRenamed)
def note_title_words(heard: Sequence[Heard]) -> Iterable[Write]:
    """Keep the words of titles, by which similar topics are found."""
    for topic_id in sorted({each.fact.topic_id for each in heard}):  # type: ignore[attr-defined]
        yield TITLE_WORDS.compute([topic_id])


@derives("topics.title_words")
def title_words() -> Derived:
    """The words of each topic's title, with its board."""
    return TITLE_WORDS.derived()


def _mentioned(post_ids: list[int]) -> Mapping[int, frozenset[tuple[int]]]:
    """The members a post calls by name, in the order of the text, at most MOST_TOLD; not its author, not in quotes."""
    columns = ("id", "author_id", "rendered", "renderer_version", "posted_at", "edited_at")
    posts = {post.pk: post for post in Post.objects.filter(pk__in=post_ids).only(*columns)}
    called = {pk: rendered for pk, rendered in rendered_of(posts.values()).items() if rendered.mentions}
    mentions = mentions_in(called.values())
    rows: dict[int, frozenset[tuple[int]]] = {}
    for pk, rendered in called.items():
        post = posts[pk]
        found = [
            mentions.find(text, post.posted_at, post.edited_at or post.posted_at) for text in addressed_in(rendered)
        ]
        members = dict.fromkeys((one[0].member_id,) for one in found if one and one[0].member_id != post.author_id)
        rows[pk] = frozenset(list(members)[:MOST_TOLD])
    return rows


MENTIONS = RowSet("topics.mentions", Mention, Post, "post_id", ("member_id",), _mentioned)


@effect(TopicStarted, ReplyPosted, PostEdited)
def note_mentions(heard: Sequence[Heard]) -> Iterable[Write]:
    """Keep who is called by name in a post, for those who tell them."""
    for post_id in sorted({each.fact.post_id for each in heard}):  # type: ignore[attr-defined]
        yield MENTIONS.compute([post_id])


@derives("topics.mentions")
def mentions_of_posts() -> Derived:
    """The members each post calls by name."""
    return MENTIONS.derived()


QUOTES = RowSet("topics.quotes", QuoteCheck, Post, "post_id", ("quoted_post_id", "place", "state"), quote_states)


@effect(TopicStarted, ReplyPosted, PostEdited)
def check_quotes(heard: Sequence[Heard]) -> Iterable[Write]:
    """Compare what these posts quote, and what is quoted of them, with what the posts say now."""
    said = {each.fact.post_id for each in heard}  # type: ignore[attr-defined]
    quoting = QuoteCheck.objects.filter(quoted_post__in=said).values_list("post_id", flat=True)
    for some in batched(sorted(said.union(quoting)), AT_ONCE):
        yield partial(_keep_quotes, list(some), quote_states(list(some)))


def _keep_quotes(post_ids: list[int], states: Mapping[int, frozenset[tuple[int, int, str]]]) -> None:
    changed = QUOTES.keep(post_ids, states)
    Topic.objects.filter(posts__in=changed).update(version=F("version") + 1)


@derives("topics.quotes")
def quote_checks() -> Derived:
    """Whether what is quoted of a post is in it."""
    return QUOTES.derived()


def rebuild() -> None:
    """Derive everything of topics anew (after an import)."""
    topic_counts().rebuild()
    topic_markup().rebuild()
    for derived in (title_words(), mentions_of_posts(), quote_checks()):
        derived.rebuild()
