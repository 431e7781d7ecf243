"""The rows of boards on the index and above a board's topics: read once for all of them, then added up.

What a viewer may not see is in no sum, no last post and no name: all is built from the boards they may see, and from
the rows of these boards alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from threadkeep.boards.access import access_of
from threadkeep.boards.look import BoardLook, ChildLook, LastPost, Named, named
from threadkeep.boards.models import Board, BoardModerator
from threadkeep.boards.rules import visible_board_ids
from threadkeep.kernel import addresses
from threadkeep.members.queries import people
from threadkeep.members.viewer import Viewer
from threadkeep.reading.queries import unread_boards


@dataclass(frozen=True)
class Own:
    """What one board alone has, as it is stored. `last` is (time, post id, topic id, title, author id, name)."""

    topic_count: int
    post_count: int
    last: tuple[datetime, int, int, str, int | None, str] | None


class BoardRows:
    """Rows of boards for one viewer. Made with six queries, however many boards; then builds rows without any."""

    def __init__(self, viewer: Viewer, board_ids: Iterable[int]) -> None:
        """Read what these rows and the boards inside them need. Ids the viewer may not see are left out."""
        self._grid = access_of(viewer).grid
        self._visible = visible_board_ids(viewer)
        wanted = {each for board_id in board_ids for each in self._within(board_id)}
        self._own = _read_own(wanted)
        self._moderators = _read_moderators(wanted)
        self._unread = unread_boards(viewer, wanted)
        authors = {own.last[4] for own in self._own.values() if own.last and own.last[4]}
        self.people: Mapping[int, Named] = people(authors | {pk for ids in self._moderators.values() for pk in ids})

    def _within(self, board_id: int) -> Iterator[int]:
        """The board and all boards inside it, as far as the viewer may see them."""
        if board_id in self._visible:
            yield board_id
            for child in self._grid.children.get(board_id, ()):
                yield from self._within(child.pk)

    def own(self, board_id: int) -> Own:
        """What one board alone has."""
        return self._own.get(board_id) or Own(0, 0, None)

    def moderators(self, board_id: int) -> list[Named]:
        """Who was appointed to this very board."""
        return [self.people[pk] for pk in self._moderators.get(board_id, ()) if pk in self.people]

    def row(self, board: Board) -> BoardLook:
        """The row of one board."""
        if board.link_url:
            return BoardLook(board.pk, board.name, addresses.board_link(board.pk), board.description, is_link=True)
        within = list(self._within(board.pk))
        return BoardLook(
            id=board.pk,
            name=board.name,
            url=addresses.board(board.pk, board.name),
            description=board.description,
            unread=not self._unread.isdisjoint(within),
            topic_count=sum(self.own(each).topic_count for each in within),
            post_count=sum(self.own(each).post_count for each in within),
            last_post=self._last_post(within),
            children=[
                self._child(child) for child in self._grid.children.get(board.pk, ()) if child.pk in self._visible
            ],
            moderators=self.moderators(board.pk),
        )

    def _child(self, board: Board) -> ChildLook:
        if board.link_url:
            return ChildLook(board.name, addresses.board_link(board.pk))
        unread = not self._unread.isdisjoint(self._within(board.pk))
        return ChildLook(board.name, addresses.board(board.pk, board.name), unread)

    def _last_post(self, board_ids: Sequence[int]) -> LastPost | None:
        lasts = [own.last for each in board_ids if (own := self.own(each)).last]
        if not lasts:
            return None
        at, _post_id, topic_id, title, author_id, author_name = max(lasts, key=lambda last: last[:2])
        return LastPost(title, addresses.last_post(topic_id), named(self.people, author_id, author_name), at)


_LAST = ("last_post__posted_at", "last_post_id", "last_post__topic_id", "last_post__topic__title")
_WHO = ("last_post__author_id", "last_post__author_name")
# The stored last post is a moment behind what just happened: it must never show what was deleted or moved meanwhile.
_STILL = ("last_post__deleted_at", "last_post__topic__deleted_at", "last_post__topic__board_id")


def _read_own(board_ids: Iterable[int]) -> dict[int, Own]:
    rows = Board.objects.filter(pk__in=board_ids).values_list("pk", "topic_count", "post_count", *_STILL, *_LAST, *_WHO)
    return {
        pk: Own(topics, posts, _last(pk, still, last))
        for pk, topics, posts, *rest in rows
        for still, last in [(rest[:3], rest[3:])]
    }


def _last(board_id: int, still: Sequence[Any], last: Sequence[Any]) -> Any:
    post_deleted_at, topic_deleted_at, now_on = still
    stands = last[1] is not None and post_deleted_at is None and topic_deleted_at is None and now_on == board_id
    return tuple(last) if stands else None


def _read_moderators(board_ids: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = BoardModerator.objects.filter(board_id__in=board_ids, member__banned_at__isnull=True)
    for board_id, member_id in rows.order_by("board_id", "pk").values_list("board_id", "member_id"):
        found[board_id].append(member_id)
    return found
