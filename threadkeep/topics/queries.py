"""What the pages of a topic show. Each function makes a fixed number of queries, whatever the topic's length."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from threadkeep.boards.permissions import SEE_DELETED
from threadkeep.boards.queries import trail
from threadkeep.boards.rules import may
from threadkeep.kernel import addresses
from threadkeep.kernel.pages import NumberPage, number_page, page_of
from threadkeep.kernel.refused import Gone, NotThere
from threadkeep.members.viewer import Viewer
from threadkeep.reading.queries import first_unread_number
from threadkeep.topics.afterwards import check_take_back, undo_until
from threadkeep.topics.look import Neighbour, PostLook, TopicMay, TopicPage, UndoLook
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.posts_shown import looks_of, posts_to_show
from threadkeep.topics.rights import passes, topic_may
from threadkeep.topics.rules import get_topic, places_in, visible_topics

# How many posts a page of the print view has: a browser prints that without trouble, a 100,000-post topic it would not.
PRINT_SIZE = 200


def topic_page(viewer: Viewer, topic_id: int, wanted_page: str | int | None, now: datetime) -> TopicPage:
    """A page of a topic. NotThere for what the viewer may not know of or beyond the end, Gone if it was deleted."""
    topic = get_topic(viewer, topic_id)
    pages = pages_of(viewer, topic, wanted_page)
    may = topic_may(viewer, topic)
    first_unread = first_unread_number(viewer, topic) if viewer.is_member else None
    posts = list(posts_to_show(places_in(viewer, topic).filter(number__range=(pages.first, pages.last))))
    # Where everything is new there is no line to draw: it marks where this reader left off.
    line_at = first_unread if first_unread and first_unread > 1 else None
    looks, rendered = looks_of(viewer, topic, posts, now=now, may_reply=may.reply, first_unread=line_at)
    return TopicPage(
        topic=topic,
        pages=pages,
        posts=looks,
        rendered=rendered,
        may=may,
        trail=trail(viewer, topic.board_id),
        previous=neighbour(viewer, topic, above=True),
        next=neighbour(viewer, topic, above=False),
        first_unread=first_unread,
        has_titles=topic.title_changes.exists(),
        undo=undo_look(viewer, posts, now),
    )


def undo_look(viewer: Viewer, posts: Sequence[Post], now: datetime) -> UndoLook | None:
    """What the viewer can still take back of these posts, whose topic was read with them. Makes no query."""
    mine = next((post for post in reversed(posts) if viewer.id is not None and post.author_id == viewer.id), None)
    if mine is None or mine.edited_at is not None or now >= undo_until(mine):
        return None
    if not passes(check_take_back, viewer, mine, now=now):
        return None
    return UndoLook(mine.pk, mine.number, math.ceil((undo_until(mine) - now).total_seconds()))


def pages_of(viewer: Viewer, topic: Topic, wanted_page: str | int | None) -> NumberPage:
    """The pages of a topic as this viewer has them."""
    url: Callable[[int], str] = lambda page: addresses.topic(topic.pk, topic.title, page)  # noqa: E731
    return number_page(wanted_page, total=topic.last_number, size=viewer.posts_per_page, url=url)


def place_of(viewer: Viewer, topic: Topic, number: int | None) -> str:
    """The address of a post by its number, on the page it has for this viewer; None is the newest that stands."""
    wanted = {"number": number} if number else {"pk": topic.last_post_id}
    row = topic.posts.filter(**wanted).values_list("id", "number").first()
    pk, number = row or (None, 1)
    address = addresses.topic(topic.pk, topic.title, page_of(number, viewer.posts_per_page))
    return address + (f"#p{pk}" if pk else "")


def permanent_place(viewer: Viewer, post_id: int, *, sent: str = "") -> str:
    """Where a post (or its tombstone) stands for this viewer. NotThere or Gone as for its topic.

    `sent` names the draft this post was written in, so that the browser may let go of its copy.
    """
    row = Post.objects.filter(pk=post_id).values_list("topic_id", "number", "is_taken_back").first()
    if row is None:
        raise NotThere
    topic_id, number, is_taken_back = row
    topic = get_topic(viewer, topic_id)
    if is_taken_back and not may(viewer, SEE_DELETED, topic.board_id):
        raise Gone(_("Whoever wrote this post took it back right after sending it."))
    address = addresses.topic(topic.pk, topic.title, page_of(number, viewer.posts_per_page))
    if sent:
        address += ("&" if "?" in address else "?") + urlencode({"sent": sent})
    return f"{address}#p{post_id}"


def first_post_id(topic_id: int) -> int:
    """The post that started a topic."""
    return Post.objects.values_list("id", flat=True).get(topic_id=topic_id, number=1)


def board_trail(viewer: Viewer, board_id: int) -> Sequence[tuple[str, str]]:
    """The way from the front page to a board."""
    return trail(viewer, board_id)


def topic_trail(viewer: Viewer, topic: Topic) -> Sequence[tuple[str, str]]:
    """The way from the front page to a topic, for the pages below it."""
    return [*trail(viewer, topic.board_id), (topic.title, addresses.topic(topic.pk, topic.title))]


def first_unread(viewer: Viewer, topic: Topic) -> int | None:
    """The number of the first post this viewer has not read; None if there is none."""
    return first_unread_number(viewer, topic)


def new_posts(viewer: Viewer, topic: Topic, after: int, now: datetime, most: int = 20) -> list[PostLook]:
    """The newest posts above a number, oldest first, at most `most`: what came while somebody wrote."""
    posts = posts_to_show(places_in(viewer, topic).filter(number__gt=max(after, topic.last_number - most)))
    return looks_of(viewer, topic, list(posts[:most]), now=now, may_reply=False)[0]


def print_page(viewer: Viewer, topic_id: int, wanted_page: str | int | None, now: datetime) -> TopicPage:
    """A long page of a topic for paper, PRINT_SIZE posts at a time, without marks and neighbours."""
    topic = get_topic(viewer, topic_id)
    address = addresses.topic_act(topic.pk, "print")
    url: Callable[[int], str] = lambda page: address + (f"?page={page}" if page > 1 else "")  # noqa: E731
    pages = number_page(wanted_page, total=topic.last_number, size=PRINT_SIZE, url=url)
    posts = list(posts_to_show(places_in(viewer, topic).filter(number__range=(pages.first, pages.last))))
    looks, rendered = looks_of(viewer, topic, posts, now=now, may_reply=False)
    way = trail(viewer, topic.board_id)
    return TopicPage(topic, pages, looks, rendered, TopicMay(), way, previous=None, next=None, first_unread=None)


def neighbour(viewer: Viewer, topic: Topic, *, above: bool) -> Neighbour | None:
    """The topic above or below this one in the board's order (pinned, then newest reply), among those the viewer may
    see; None at the end. One query, two where the pinned topics meet the others.
    """
    beside = visible_topics(viewer).filter(board_id=topic.board_id)
    order = ("last_post_at", "id") if above else ("-last_post_at", "-id")
    # The plain bound beside the exact one lets the database walk the board's index from here instead of from its start.
    bound, exact = (
        (Q(last_post_at__gte=topic.last_post_at), Q(last_post_at__gt=topic.last_post_at) | Q(id__gt=topic.pk))
        if above
        else (Q(last_post_at__lte=topic.last_post_at), Q(last_post_at__lt=topic.last_post_at) | Q(id__lt=topic.pk))
    )
    found = _first(beside.filter(bound, exact, is_pinned=topic.is_pinned).order_by(*order))
    if found is None and topic.is_pinned != above:
        found = _first(beside.filter(is_pinned=above).order_by(*order))
    return found


def _first(topics: QuerySet[Topic]) -> Neighbour | None:
    row = topics.values_list("id", "title").first()
    return Neighbour(title=row[1], url=addresses.topic(*row)) if row else None
