"""The floor: the post id up to which everything counts as read by a member, everywhere and on single boards.

A newcomer must not find ten years of posts unread. So everything that stood when they joined counts as read, and "mark
everything read" is one number instead of a row for each topic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from threadkeep.members.models import Member
from threadkeep.reading import marks
from threadkeep.reading.models import Floor
from threadkeep.topics.models import Post

# A member who has been here longer and still has no floor came from another board: they start with what comes now.
JOINED_LATELY = timedelta(days=2)


@dataclass(frozen=True)
class Floors:
    """One member's floors: the one that counts everywhere, and those of boards that were marked read on their own."""

    everywhere: int
    boards: Mapping[int, int] = field(default_factory=dict)

    def of(self, board_id: int) -> int:
        """The floor that counts on this board."""
        return max(self.everywhere, self.boards.get(board_id, 0))


def floors_of(member: Member) -> Floors:
    """The member's floors. One query; one more until their first floor is written (by the next flush)."""
    everywhere: int | None = None
    boards: dict[int, int] = {}
    for board_id, post_id in Floor.objects.filter(member_id=member.pk).values_list("board_id", "post_id"):
        if board_id is None:
            everywhere = post_id
        else:
            boards[board_id] = post_id
    if everywhere is None:
        everywhere = marks.note_floor(member.pk, _starting_floor(member))
    return Floors(everywhere, boards)


def newest_post_id() -> int:
    """The id of the newest post there is, hidden or not; 0 on an empty board."""
    return Post.objects.order_by("-id").values_list("id", flat=True).first() or 0


def _starting_floor(member: Member) -> int:
    posts = Post.objects.order_by("-id")
    if timezone.now() - member.joined_at < JOINED_LATELY:
        # Backwards from the newest, so this reads what was written in two days at most.
        posts = posts.filter(posted_at__lte=member.joined_at)
    return posts.values_list("id", flat=True).first() or 0
