"""How boards and lists of topics look: what theme/board_row.html and theme/topic_row.html take. Makes no query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from threadkeep.kernel import addresses
from threadkeep.kernel.pages import NumberPage, page_of
from threadkeep.members.look import Avatar, avatar_of
from threadkeep.tags.look import NO_WAYS, NONE, LabelsLook, Ways
from threadkeep.topics.models import Topic


class Named(Protocol):
    """Somebody as a row names them; members.queries.Person is one."""

    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str | None: ...
    @property
    def avatar(self) -> Avatar: ...


@dataclass(frozen=True)
class Departed:
    """The name of somebody whose account is gone; there is no page to lead to."""

    name: str
    avatar: Avatar
    url: str | None = None


def named(people: Mapping[int, Named], member_id: int | None, name: str) -> Named:
    """The member as they are called now, or the name that was kept when the account went."""
    found = people.get(member_id) if member_id else None
    return found or Departed(name, avatar_of(name))


@dataclass(frozen=True)
class LastPost:
    """The newest post of a board and the boards in it, of those the viewer may see."""

    title: str
    url: str
    author: Named
    at: datetime


@dataclass(frozen=True)
class ChildLook:
    """A board named in the row of the board it stands in."""

    name: str
    url: str
    unread: bool = False


@dataclass(frozen=True)
class BoardLook:
    """One row of the index. Counts, last post and `unread` take in the boards inside that the viewer may see."""

    id: int
    name: str
    url: str
    description: str = ""
    is_link: bool = False
    unread: bool = False
    topic_count: int = 0
    post_count: int = 0
    last_post: LastPost | None = None
    children: Sequence[ChildLook] = ()
    moderators: Sequence[Named] = ()


@dataclass(frozen=True)
class CategoryLook:
    """A heading and the rows under it."""

    id: int
    name: str
    boards: Sequence[BoardLook]


@dataclass(frozen=True)
class IndexPage:
    """The board index as one viewer may see it."""

    categories: Sequence[CategoryLook]
    topic_count: int = 0
    post_count: int = 0

    @property
    def has_unread(self) -> bool:
        """Whether there is anything to mark as read."""
        return any(board.unread for category in self.categories for board in category.boards)


@dataclass(frozen=True)
class LatestLook:
    """The newest post of a topic, in its row."""

    author: Named
    url: str
    at: datetime


@dataclass(frozen=True)
class BoardName:
    """The board a topic stands in, as its row names it where topics of several boards are listed."""

    name: str
    url: str


@dataclass(frozen=True)
class TopicLook:
    """One row of a list of topics."""

    title: str
    url: str
    starter: Named
    reply_count: int
    view_count: int
    last_post: LatestLook
    is_pinned: bool = False
    is_locked: bool = False
    is_deleted: bool = False
    unread: bool = False
    first_unread_url: str | None = None
    # The pages of a long topic, as (number, address): the second and the last three.
    pages: Sequence[tuple[int, str]] = ()
    labels: LabelsLook = NONE
    board: BoardName | None = None


@dataclass(frozen=True)
class SortLook:
    """One order the list can have: chosen again, it turns round."""

    label: str
    url: str
    is_chosen: bool
    is_reversed: bool


@dataclass(frozen=True)
class BoardPage:
    """One page of a board's topics, with the boards in it, as one viewer may see them."""

    id: int
    name: str
    description: str
    url: str
    canonical_url: str
    trail: Sequence[tuple[str, str]]
    page: NumberPage
    children: Sequence[BoardLook] = ()
    moderators: Sequence[Named] = ()
    pinned: Sequence[TopicLook] = ()
    topics: Sequence[TopicLook] = ()
    sorts: Sequence[SortLook] = field(default_factory=tuple)
    is_sorted: bool = False
    may_start: bool = False
    start_url: str = ""
    # The ways to narrow the list, and what it is narrowed to.
    ways: Ways = NO_WAYS
    narrowed: LabelsLook = NONE

    @property
    def has_unread(self) -> bool:
        """Whether anything on this page waits to be read."""
        topics = (*self.pinned, *self.topics)
        return any(topic.unread for topic in topics) or any(child.unread for child in self.children)


def topic_look(
    topic: Topic,
    people: Mapping[int, Named],
    *,
    unread: bool,
    posts_per_page: int,
    labels: LabelsLook = NONE,
    board: BoardName | None = None,
) -> TopicLook:
    """The row of a topic whose last post was read with it; `board` where the list is not one board's."""
    last = topic.last_post
    author = named(people, last.author_id if last else None, topic.last_author_name)
    return TopicLook(
        title=topic.title,
        url=addresses.topic(topic.pk, topic.title),
        starter=named(people, topic.starter_id, topic.starter_name),
        reply_count=topic.reply_count,
        view_count=topic.view_count,
        last_post=LatestLook(author, addresses.last_post(topic.pk), topic.last_post_at),
        is_pinned=topic.is_pinned,
        is_locked=topic.is_locked,
        is_deleted=topic.deleted_at is not None,
        unread=unread,
        first_unread_url=addresses.first_unread(topic.pk) if unread else None,
        pages=_pages(topic, posts_per_page),
        labels=labels,
        board=board,
    )


def _pages(topic: Topic, posts_per_page: int) -> list[tuple[int, str]]:
    count = page_of(max(1, topic.last_number), posts_per_page)
    shown = sorted({2, count - 2, count - 1, count} & set(range(2, count + 1)))
    return [(number, addresses.topic(topic.pk, topic.title, number)) for number in shown]
