"""What pages ask about reading. Guests have no marks: for them nothing is unread."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Exists, OuterRef

from threadkeep.boards.models import Board
from threadkeep.boards.rules import visible_board_ids
from threadkeep.members.viewer import Viewer
from threadkeep.reading import marks
from threadkeep.reading.floors import floors_of
from threadkeep.reading.models import TopicRead
from threadkeep.reading.unread import lowest_unread, unread_topics_of
from threadkeep.topics.models import Post, Topic


def read_up_to(viewer: Viewer, topic: Topic) -> int:
    """The number up to which the viewer has read the topic; 0 if never. At most three queries."""
    if viewer.member is None:
        return 0
    stored = TopicRead.objects.filter(member=viewer.member, topic_id=topic.pk).values_list("number", flat=True).first()
    if stored is None:
        stored = number_at_floor(topic, floors_of(viewer.member).of(topic.board_id))
    return max(stored, marks.noted(viewer.member.pk).get(topic.pk, 0))


def number_at_floor(topic: Topic, floor: int) -> int:
    """The number of the topic's newest post at or below a floor; 0 if it began above. At most one query."""
    if topic.last_post_id is not None and topic.last_post_id <= floor:
        return topic.last_number
    # From the newest backwards: this reads as many rows of the index as there are unread posts.
    below = topic.posts.filter(id__lte=floor).order_by("-number")
    return below.values_list("number", flat=True).first() or 0


def first_unread_number(viewer: Viewer, topic: Topic) -> int | None:
    """The number of the first standing post the viewer has not read; None if there is none. At most four queries."""
    if viewer.member is None:
        return None
    unread = Post.objects.filter(
        topic_id=topic.pk, number__gt=read_up_to(viewer, topic), deleted_at__isnull=True
    ).order_by("number")
    return unread.values_list("number", flat=True).first()


def unread_topics(viewer: Viewer, topics: Iterable[Topic]) -> Mapping[int, bool]:
    """Whether each of these topics is unread, by id. Two queries (plus the grid's), however many topics."""
    ids = [topic.pk for topic in topics]
    if viewer.member is None or not ids:
        return dict.fromkeys(ids, False)
    unread = unread_topics_of(viewer, floors_of(viewer.member)).filter(pk__in=ids)
    found = set(unread.values_list("pk", flat=True))
    return {topic_id: topic_id in found for topic_id in ids}


def unread_boards(viewer: Viewer, board_ids: Collection[int]) -> set[int]:
    """Which of these boards hold a topic the viewer has not read (children are not counted in). Three queries."""
    wanted = visible_board_ids(viewer) & set(board_ids)
    if viewer.member is None or not wanted:
        return set()
    floors = floors_of(viewer.member)
    # Board by board, so that each is left at the first unread topic found (index topic_board_newest).
    unread = unread_topics_of(viewer, floors).filter(
        board_id=OuterRef("pk"), last_post_id__gt=lowest_unread(viewer, floors)
    )
    return set(Board.objects.filter(Exists(unread), pk__in=wanted).order_by().values_list("pk", flat=True))
