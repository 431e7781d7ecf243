"""What "unread" means, as one queryset that every list, count and page uses.

A topic is unread by a member when its newest standing post is above their read mark in it, or, where they have none,
above their floor. A read mark stands above the floor: that is how "unread from here" works on an old topic.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from threadkeep.boards.rules import visible_board_ids
from threadkeep.members.viewer import Viewer
from threadkeep.reading import marks
from threadkeep.reading.floors import Floors
from threadkeep.reading.models import Floor, TopicRead
from threadkeep.topics.models import Post, Topic


def unread_topics_of(viewer: Viewer, floors: Floors) -> QuerySet[Topic]:
    """The unread topics this member may see; deleted ones are never unread. Makes no query itself."""
    read = TopicRead.objects.filter(member_id=viewer.id or 0, topic=OuterRef("pk")).values("number")[:1]
    never_opened = Q(read_to__isnull=True, last_post_id__gt=floors.everywhere)
    if floors.boards:
        floor = Floor.objects.filter(member_id=viewer.id or 0, board=OuterRef("board_id")).values("post_id")[:1]
        never_opened &= Q(last_post_id__gt=Coalesce(Subquery(floor), 0))
    # "+ 0": which boards may be seen is checked on each row and is no way to find rows. Left to choose, SQLite would
    # walk every topic of every visible board instead of the few with new posts.
    unread = Topic.objects.alias(place=F("board_id") + 0).filter(
        place__in=visible_board_ids(viewer), deleted_at__isnull=True
    )
    # Most topics are read to the highest number ever given; only for the others the newest standing post is looked up
    # (a subquery and no join, for which PostgreSQL would read every post there is).
    newest = Subquery(Post.objects.filter(pk=OuterRef("last_post_id")).values("number")[:1])
    unread = unread.alias(read_to=Subquery(read), newest_number=newest)
    behind = Q(read_to__lt=F("last_number")) & Q(read_to__lt=F("newest_number"))
    unread = unread.filter(behind | never_opened)
    just_read = [Q(pk=topic_id, newest_number__lte=number) for topic_id, number in marks.noted(viewer.id or 0).items()]
    return unread.exclude(reduce(or_, just_read)) if just_read else unread


def lowest_unread(viewer: Viewer, floors: Floors) -> int:
    """A post id below which no topic of this member is unread, so that a search can start at the index. One query.

    It is the floor, unless a topic below it was marked unread again.
    """
    below = TopicRead.objects.filter(
        member_id=viewer.id or 0, topic__last_post_id__lte=floors.everywhere, number__lt=F("topic__last_post__number")
    )
    # A board's floor lies above the one that counts everywhere, so topics it covers are above this one anyhow.
    lowest: int | None = below.aggregate(lowest=Min("topic__last_post_id"))["lowest"]
    return floors.everywhere if lowest is None else lowest - 1
