"""A board's list narrowed to a prefix or a tag: what was asked for, and the ways to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from threadkeep.boards.models import Board
from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.viewer import Viewer
from threadkeep.tags.look import ChoiceLook, LabelsLook, PrefixLook, TagLook, Ways, prefix_look, tag_look
from threadkeep.tags.models import BoardPrefix, Prefix, Tag, TopicPrefix, TopicTag
from threadkeep.tags.rules import tagged_topics
from threadkeep.topics.models import Topic
from threadkeep.topics.rules import visible_topics


@dataclass(frozen=True)
class Narrowing:
    """What a board's list is narrowed to. Nothing chosen is the whole list."""

    prefix: PrefixLook | None = None
    tag: TagLook | None = None

    @property
    def is_on(self) -> bool:
        """Whether anything was chosen."""
        return self.prefix is not None or self.tag is not None

    @property
    def look(self) -> LabelsLook:
        """What was chosen, as labels are shown."""
        return LabelsLook(self.prefix, [self.tag] if self.tag else ())

    @property
    def ids(self) -> dict[str, int]:
        """As `addresses.board` takes it."""
        return {"prefix": self.prefix.id if self.prefix else 0, "tag": self.tag.id if self.tag else 0}

    def of(self, topics: QuerySet[Topic]) -> QuerySet[Topic]:
        """Those of the topics that carry what was chosen; found by the indexes of prefix and tag."""
        if self.prefix is not None:
            topics = topics.filter(pk__in=TopicPrefix.objects.filter(prefix_id=self.prefix.id).values("topic_id"))
        if self.tag is not None:
            topics = topics.filter(pk__in=TopicTag.objects.filter(tag_id=self.tag.id).values("topic_id"))
        return topics


WHOLE = Narrowing()


def narrowing(viewer: Viewer, board_id: int, prefix: str | None, tag: str | None) -> Narrowing:
    """What an address asks for. NotThere: no such prefix here, no such tag on any topic the viewer may see here."""
    return Narrowing(_prefix(viewer, board_id, prefix), _tag(viewer, board_id, tag))


def _prefix(viewer: Viewer, board_id: int, wanted: str | None) -> PrefixLook | None:
    if not wanted:
        return None
    found = Prefix.objects.filter(pk=_number(wanted)).first()
    if found is None:
        raise NotThere
    here = visible_topics(viewer).filter(board_id=board_id, prefix_row__prefix=found)
    if not BoardPrefix.objects.filter(board_id=board_id, prefix=found).exists() and not here.exists():
        raise NotThere
    return prefix_look(found)


def _tag(viewer: Viewer, board_id: int, wanted: str | None) -> TagLook | None:
    if not wanted:
        return None
    found = Tag.objects.select_related("merged_into").filter(pk=_number(wanted)).first()
    goal = (found.merged_into or found) if found else None
    if goal is None:
        raise NotThere
    is_listed = goal.on_boards.filter(board_id=board_id).exists()
    if not is_listed and not tagged_topics(viewer, goal.pk).filter(board_id=board_id).exists():
        raise NotThere
    return tag_look(goal)


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    raise NotThere


def ways(board: Board, chosen: Narrowing, sort: str, prefixes: Sequence[PrefixLook], tags: Sequence[TagLook]) -> Ways:
    """Each prefix the board offers and each of these tags as a link, the chosen ones first. Makes no query."""

    def url(**instead: int) -> str:
        return addresses.board(board.pk, board.name, 1, sort, **{**chosen.ids, **instead})

    own_prefix = [chosen.prefix] if chosen.prefix and chosen.prefix not in prefixes else []
    own_tag = [chosen.tag] if chosen.tag and chosen.tag.id not in {tag.id for tag in tags} else []
    return Ways(
        prefixes=[
            ChoiceLook(each.name, url(prefix=0 if is_on else each.id), is_on, each.colour)
            for each in (*own_prefix, *prefixes)
            for is_on in [chosen.prefix is not None and chosen.prefix.id == each.id]
        ],
        tags=[
            ChoiceLook(each.name, url(tag=0 if is_on else each.id), is_on)
            for each in (*own_tag, *tags)
            for is_on in [chosen.tag is not None and chosen.tag.id == each.id]
        ],
        clear_url=url(prefix=0, tag=0) if chosen.is_on else "",
    )
