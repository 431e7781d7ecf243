"""Reading bookmarks: the list, one of them, and which posts of a page are kept. Only ever the viewer's own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from threadkeep.boards.access import access_of
from threadkeep.kernel import addresses
from threadkeep.members.viewer import Viewer
from threadkeep.reading.bookmark_rules import day_of, get_bookmark, own_bookmarks
from threadkeep.reading.models import Bookmark
from threadkeep.topics.models import Post
from threadkeep.topics.rendering import rendered_of
from threadkeep.topics.rules import visible_posts

ON_A_PAGE: Final = 20


@dataclass(frozen=True)
class PostGlimpse:
    """As much of a kept post as its row shows."""

    url: str
    topic_title: str
    number: int
    author_name: str
    posted_at: datetime
    board_name: str
    excerpt: str


@dataclass(frozen=True)
class BookmarkRow:
    """One bookmark. `post` is None when its owner may not read it any more: then nothing of it is said."""

    id: int
    note: str
    made_at: datetime
    remind_on: date | None
    is_due: bool
    post: PostGlimpse | None


@dataclass(frozen=True)
class BookmarksPage:
    """A page of bookmarks, those due first, then the newest. `next_url` leads to older ones; None at the end."""

    rows: Sequence[BookmarkRow]
    due: Sequence[BookmarkRow]
    is_first: bool
    next_url: str | None
    removed: BookmarkRow | None


def bookmarks_page(
    viewer: Viewer, *, now: datetime, before: int | None = None, removed: int | None = None
) -> BookmarksPage:
    """The viewer's bookmarks below the id `before`; on the first page those due stand above, at most 20.

    `removed` names one that was just removed, to be brought back. A fixed number of queries.
    """
    mine = own_bookmarks(viewer).filter(removed_at=None)
    due = list(mine.filter(remind_at__lte=now).order_by("remind_at", "pk")[:ON_A_PAGE]) if before is None else []
    below = mine.order_by("-pk") if before is None else mine.filter(pk__lt=before).order_by("-pk")
    found = list(below[: ON_A_PAGE + 1])
    gone = list(own_bookmarks(viewer).filter(pk=removed, removed_at__isnull=False)) if removed else []
    shown = found[:ON_A_PAGE]
    looks = _rows(viewer, [*due, *shown, *gone], now)
    return BookmarksPage(
        rows=looks[len(due) : len(due) + len(shown)],
        due=looks[: len(due)],
        is_first=before is None,
        next_url=addresses.bookmarks(before=shown[-1].pk) if len(found) > ON_A_PAGE else None,
        removed=looks[-1] if gone else None,
    )


def bookmark_row(viewer: Viewer, bookmark_id: int, now: datetime) -> BookmarkRow:
    """One bookmark, for its form. NotThere: somebody else's, or none."""
    return _rows(viewer, [get_bookmark(viewer, bookmark_id)], now)[0]


def bookmark_of(viewer: Viewer, post_id: int) -> Bookmark | None:
    """The viewer's bookmark of a post, if there is one. One query."""
    return own_bookmarks(viewer).filter(post_id=post_id, removed_at=None).first()


def kept_among(viewer: Viewer, post_ids: Collection[int]) -> list[int]:
    """Which of these posts the viewer keeps. One query; none for guests."""
    if viewer.id is None or not post_ids:
        return []
    kept = own_bookmarks(viewer).filter(post_id__in=post_ids, removed_at=None)
    return sorted(kept.values_list("post_id", flat=True))


def _rows(viewer: Viewer, bookmarks: Sequence[Bookmark], now: datetime) -> list[BookmarkRow]:
    """Bookmarks with what their owner may read of the posts. Three queries, however many."""
    glimpses = _glimpses(viewer, {each.post_id for each in bookmarks})
    return [
        BookmarkRow(
            id=each.pk,
            note=each.note,
            made_at=each.made_at,
            remind_on=day_of(viewer, each.remind_at) if each.remind_at else None,
            is_due=each.remind_at is not None and each.remind_at <= now,
            post=glimpses.get(each.post_id),
        )
        for each in bookmarks
    ]


def _glimpses(viewer: Viewer, post_ids: Collection[int]) -> dict[int, PostGlimpse]:
    if not post_ids:
        return {}
    posts = list(visible_posts(viewer).filter(pk__in=post_ids).select_related("topic").defer("source"))
    rendered, boards = rendered_of(posts), access_of(viewer).grid.boards
    return {post.pk: _glimpse(post, rendered[post.pk].excerpt, boards[post.topic.board_id].name) for post in posts}


def _glimpse(post: Post, excerpt: str, board_name: str) -> PostGlimpse:
    return PostGlimpse(
        url=addresses.post(post.pk),
        topic_title=post.topic.title,
        number=post.number,
        author_name=post.author_name,
        posted_at=post.posted_at,
        board_name=board_name,
        excerpt=excerpt,
    )
