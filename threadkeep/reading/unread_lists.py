"""The lists of unread topics: newest reply first, cut by key, so that every page costs the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from threadkeep.boards.access import access_of
from threadkeep.boards.look import Named, TopicLook, topic_look
from threadkeep.boards.queries import board_name
from threadkeep.kernel import addresses
from threadkeep.members.queries import people
from threadkeep.members.viewer import Viewer
from threadkeep.reading.floors import floors_of
from threadkeep.reading.unread import lowest_unread, unread_topics_of
from threadkeep.tags.look import NONE
from threadkeep.tags.queries import labels_of
from threadkeep.topics.models import Post, Topic


@dataclass(frozen=True)
class UnreadPage:
    """A page of unread topics. `next_url` is where the older ones are; None at the end."""

    topics: Sequence[TopicLook]
    is_mine: bool
    is_first: bool
    next_url: str | None


def unread_page(viewer: Viewer, *, mine: bool, before: int | None = None) -> UnreadPage:
    """The member's unread topics with a newest post below the id `before` (None: from the newest).

    `mine` takes only those they wrote in. A fixed number of queries, however many there are.
    """
    assert viewer.member is not None  # noqa: S101 - the view has sent guests to sign in
    floors = floors_of(viewer.member)
    topics = unread_topics_of(viewer, floors).filter(last_post_id__gt=lowest_unread(viewer, floors))
    if before is not None:
        topics = topics.filter(last_post_id__lt=before)
    if mine:
        topics = topics.filter(pk__in=Post.objects.filter(author=viewer.member).values("topic_id"))
    size = viewer.posts_per_page
    found = list(topics.select_related("last_post").defer(*_LONG).order_by("-last_post_id")[: size + 1])
    rows, more = found[:size], len(found) > size
    next_url = addresses.unread(mine=mine, before=rows[-1].last_post_id) if more else None
    return UnreadPage(_looks(viewer, rows), mine, before is None, next_url)


_LONG = ("last_post__source", "last_post__rendered")


def _looks(viewer: Viewer, topics: Sequence[Topic]) -> list[TopicLook]:
    authors = {topic.last_post.author_id for topic in topics if topic.last_post} | {each.starter_id for each in topics}
    who: Mapping[int, Named] = dict(people({pk for pk in authors if pk}))
    boards = access_of(viewer).grid.boards
    labels = labels_of([topic.pk for topic in topics])
    return [
        topic_look(
            topic,
            who,
            unread=True,
            posts_per_page=viewer.posts_per_page,
            labels=labels.get(topic.pk, NONE),
            board=board_name(boards[topic.board_id]),
        )
        for topic in topics
    ]
