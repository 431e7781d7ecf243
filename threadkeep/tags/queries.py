"""Reads of prefixes and tags, a fixed number of queries each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from threadkeep.boards.rules import visible_board_ids
from threadkeep.kernel import addresses
from threadkeep.members.viewer import Viewer
from threadkeep.tags.look import LabelsLook, PrefixLook, TagLook, prefix_look, tag_look
from threadkeep.tags.models import BoardPrefix, Prefix, Tag, TagCount, TopicPrefix, TopicTag
from threadkeep.tags.names import key_of
from threadkeep.topics.models import Topic

MOST_ON_PAGE = 200
MOST_SUGGESTED = 8
MOST_PREFIXES = 100


def labels_of(topic_ids: Collection[int]) -> dict[int, LabelsLook]:
    """What these topics carry; only those that carry something. Two queries. The caller has gated the topics."""
    if not topic_ids:
        return {}
    prefixes = {
        row.topic_id: prefix_look(row.prefix)
        for row in TopicPrefix.objects.filter(topic_id__in=topic_ids).select_related("prefix")
    }
    tags: dict[int, list[TagLook]] = {}
    for row in TopicTag.objects.filter(topic_id__in=topic_ids).select_related("tag").order_by("pk"):
        tags.setdefault(row.topic_id, []).append(tag_look(row.tag))
    return {pk: LabelsLook(prefixes.get(pk), tags.get(pk, ())) for pk in prefixes.keys() | tags.keys()}


def prefixes_of(board_id: int) -> list[PrefixLook]:
    """The prefixes a board offers, by name. One query."""
    rows = BoardPrefix.objects.filter(board_id=board_id).select_related("prefix").order_by("prefix__key")
    return [prefix_look(row.prefix) for row in rows[:MOST_PREFIXES]]


def listed_tags(board_id: int) -> list[Tag]:
    """The tags a board's owner listed for it, by name; a merged one is the one it was merged into. One query."""
    found = Tag.objects.filter(on_boards__board_id=board_id).order_by("key")
    return list(found[:MOST_ON_PAGE])


def used_tags(viewer: Viewer, *, begins: str = "", board_id: int | None = None, most: int) -> list[TagLook]:
    """The tags used most on the boards this viewer may see (or on one of them), each with its count. One query.

    Counted by derived rows: a tag used a moment ago may be missing, one used only behind closed doors always is.
    """
    boards = visible_board_ids(viewer)
    rows = TagCount.objects.filter(board_id__in=boards if board_id is None else boards & {board_id})
    if begins:
        rows = rows.filter(Q(tag__key__startswith=begins) | Q(tag__key__contains=f"-{begins}"))
    sums = rows.values("tag_id", "tag__name", "tag__key").annotate(topics=Sum("topic_count"))
    found = sums.order_by("-topics", "tag__key")[:most]
    return [
        TagLook(row["tag_id"], row["tag__name"], addresses.tag(row["tag_id"], row["tag__name"]), row["topics"])
        for row in found
    ]


def suggested_tags(viewer: Viewer, board_id: int, typed: str) -> list[str]:
    """Names of tags that go on as somebody began: those of the board first, then those of all boards. Two queries."""
    begins = key_of(typed)[:40]
    if not begins:
        return []
    here = used_tags(viewer, begins=begins, board_id=board_id, most=MOST_SUGGESTED)
    all_over = used_tags(viewer, begins=begins, most=MOST_SUGGESTED)
    return list(dict.fromkeys(tag.name for tag in (*here, *all_over)))[:MOST_SUGGESTED]


def all_prefixes() -> list[Prefix]:
    """Every prefix, by name."""
    return list(Prefix.objects.order_by("key"))


def labels_of_topic(topic: Topic) -> LabelsLook:
    """What one topic carries. Two queries."""
    return labels_of([topic.pk]).get(topic.pk, LabelsLook())


@dataclass(frozen=True)
class PrefixRow:
    """A prefix in the panel, with the boards that offer it and how many topics carry it."""

    prefix: PrefixLook
    board_names: Sequence[str]
    topic_count: int


def prefix_rows() -> list[PrefixRow]:
    """Every prefix, by name. Three queries."""
    boards: dict[int, list[str]] = {}
    offered = BoardPrefix.objects.order_by("board__name").values_list("prefix_id", "board__name")
    for prefix_id, name in offered:
        boards.setdefault(prefix_id, []).append(name)
    counts = dict(TopicPrefix.objects.values_list("prefix_id").annotate(topics=Count("pk")).order_by())
    return [PrefixRow(prefix_look(each), boards.get(each.pk, ()), counts.get(each.pk, 0)) for each in all_prefixes()]
