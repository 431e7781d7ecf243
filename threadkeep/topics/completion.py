"""Names that complete what somebody types after "@"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from threadkeep.kernel import addresses
from threadkeep.kernel.beginnings import begins_with
from threadkeep.members.models import Member
from threadkeep.members.names import name_key
from threadkeep.members.viewer import Viewer
from threadkeep.topics.models import Post
from threadkeep.topics.rules import visible_topics

# How many of the newest posts of a topic are looked through for those who wrote in it.
NEWEST_POSTS = 300
# How many names with one beginning are read before the busiest of them are shown.
NAMES_READ = 200
LONGEST = 60


@dataclass(frozen=True)
class FoundMember:
    """Somebody whose name begins so."""

    id: int
    name: str
    url: str
    is_here: bool


def complete_members(viewer: Viewer, typed: str, topic_id: int, limit: int = 8) -> Sequence[FoundMember]:
    """Members whose names begin with what was typed: those who wrote in the topic first, the newest of them on top,
    then those with the most posts. Nobody who is banned, and not the viewer. Three queries at most.

    Without any letter only those of the topic. `topic_id` 0, or a topic this viewer may not see, is no topic.
    """
    key = name_key(typed[:LONGEST])
    here = _writers(viewer, topic_id) if topic_id else {}
    rows = list(_named(key, viewer).filter(pk__in=list(here)).values_list("pk", "name")) if here else []
    rows.sort(key=lambda row: -here[row[0]])
    found = [FoundMember(pk, name, addresses.member(pk, name), is_here=True) for pk, name in rows[:limit]]
    if key and len(found) < limit:
        others = _named(key, viewer).order_by("name_key").values_list("pk", "name", "post_count")[:NAMES_READ]
        busiest = sorted((row for row in others if row[0] not in here), key=lambda row: -row[2])
        found += [FoundMember(pk, name, addresses.member(pk, name), is_here=False) for pk, name, _count in busiest]
    return found[:limit]


def _named(key: str, viewer: Viewer) -> QuerySet[Member]:
    named = Member.objects.filter(begins_with("name_key", key)) if key else Member.objects.all()
    return named.filter(is_active=True, banned_at__isnull=True).exclude(pk=viewer.id or 0)


def _writers(viewer: Viewer, topic_id: int) -> dict[int, int]:
    """Who wrote in the newest posts of a topic: member id -> the number of their newest post. Empty if hidden."""
    gate = visible_topics(viewer).filter(pk=topic_id).values("pk")
    rows = Post.objects.filter(topic_id__in=gate, topic_id=topic_id, deleted_at__isnull=True, author__isnull=False)
    newest: dict[int, int] = {}
    for author_id, number in rows.order_by("-number").values_list("author_id", "number")[:NEWEST_POSTS]:
        newest.setdefault(author_id, number)
    return newest
