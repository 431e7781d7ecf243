"""What other features' actions do to prefixes and tags, inside their transactions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from threadkeep.boards.models import Board
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.tags.models import BoardPrefix, BoardTag, Prefix, Tag, TopicPrefix, TopicTag
from threadkeep.tags.names import check_tag_name, key_of
from threadkeep.tags.rules import check_prefix, check_tag_count, check_tags_listed
from threadkeep.topics.models import Topic


@dataclass(frozen=True)
class Labels:
    """What a topic is to carry. None was not asked: on a new topic it is nothing, on an old one what it has.

    `prefix_id` 0 is no prefix; `tags` are names as typed, in order.
    """

    prefix_id: int | None = None
    tags: tuple[str, ...] | None = None


NO_LABELS = Labels()


def write_labels(topic: Topic, board: Board, labels: Labels, *, is_new: bool) -> list[int] | None:
    """Make the topic carry these. The ids of the tags that came or went, or None if nothing changed.

    Refused with `field` "prefix" or "tags": not offered on the board, missing where the board asks for it, too few or
    too many, a name that is none. What the topic carried already may stay, whatever the board offers by now.
    """
    changed = False
    if labels.prefix_id is not None or is_new:
        changed = _write_prefix(topic, board, labels.prefix_id or None)
    moved: list[int] = []
    if labels.tags is not None or is_new:
        moved = _write_tags(topic, board, labels.tags or ())
    return moved if changed or moved else None


def _write_prefix(topic: Topic, board: Board, prefix_id: int | None) -> bool:
    had = TopicPrefix.objects.filter(topic=topic).values_list("prefix_id", flat=True).first()
    offered = set(BoardPrefix.objects.filter(board=board).values_list("prefix_id", flat=True))
    check_prefix(board, prefix_id, offered=offered, had=had)
    if prefix_id == had:
        return False
    if prefix_id is None:
        TopicPrefix.objects.filter(topic=topic).delete()
    else:
        TopicPrefix.objects.update_or_create(topic=topic, defaults={"prefix_id": prefix_id})
    return True


def _write_tags(topic: Topic, board: Board, names: Sequence[str]) -> list[int]:
    had = list(TopicTag.objects.filter(topic=topic).order_by("pk").values_list("tag_id", flat=True))
    names = [check_tag_name(name) for name in names]
    wanted = _known(names)
    distinct = {wanted[key].pk if key in wanted else key for key in map(key_of, names)}
    check_tag_count(board, len(distinct), had=len(had))
    if not distinct and not had:
        return []
    listed = set(BoardTag.objects.filter(board=board).values_list("tag_id", flat=True))
    check_tags_listed(board, [(name, wanted.get(key_of(name))) for name in names], allowed=listed | set(had))
    ids = list(dict.fromkeys(tag.pk for tag in tags_called(names)))
    if ids == had:
        return []
    TopicTag.objects.filter(topic=topic).delete()
    TopicTag.objects.bulk_create(TopicTag(topic=topic, tag_id=tag_id) for tag_id in ids)
    return sorted(set(ids) ^ set(had)) or ids


def _known(names: Iterable[str]) -> dict[str, Tag]:
    """The tags of these names that exist, by the key of the name; a merged one's name gives the one it was merged
    into. One query."""
    keys = {key_of(name) for name in names}
    found = Tag.objects.filter(key__in=keys).select_related("merged_into")
    return {tag.key: tag.merged_into or tag for tag in found}


def tags_called(names: Sequence[str]) -> list[Tag]:
    """The tags of these names (checked), made where there is none of that name yet, in order. At most three queries."""
    known = _known(names)
    fresh = {key_of(name): name for name in reversed(names) if key_of(name) not in known}
    if fresh:
        # Somebody else may be making the same one.
        Tag.objects.bulk_create((Tag(name=name, key=key) for key, name in fresh.items()), ignore_conflicts=True)
        known = _known(names)
    return [known[key_of(name)] for name in names]


def offer_prefixes(board_id: int, prefix_ids: Collection[int]) -> None:
    """Make these and no others the prefixes of a board. Refused (field "prefixes") if one was deleted meanwhile."""
    if Prefix.objects.filter(pk__in=prefix_ids).count() != len(set(prefix_ids)):
        raise Refused(_("A prefix was deleted meanwhile. Please look at them again."), field="prefixes", status=422)
    BoardPrefix.objects.filter(board_id=board_id).delete()
    BoardPrefix.objects.bulk_create(BoardPrefix(board_id=board_id, prefix_id=pk) for pk in sorted(set(prefix_ids)))


def list_tags(board_id: int, names: Sequence[str]) -> None:
    """Make these and no others the listed tags of a board; names nobody used yet become tags."""
    ids = list(dict.fromkeys(tag.pk for tag in tags_called(names)))
    BoardTag.objects.filter(board_id=board_id).delete()
    BoardTag.objects.bulk_create(BoardTag(board_id=board_id, tag_id=pk) for pk in ids)


def prefix_for_change(prefix_id: int) -> Prefix:
    """The prefix; NotThere if there is none. Only for administrators."""
    found = Prefix.objects.select_for_update().filter(pk=prefix_id).first()
    if found is None:
        raise NotThere
    return found


def tag_for_change(tag_id: int) -> Tag:
    """The tag, locked; NotThere if there is none or it was merged into another. All changes of tags wait here."""
    found = Tag.objects.select_for_update().filter(pk=tag_id, merged_into__isnull=True).first()
    if found is None:
        raise NotThere
    return found


def touch_topics_with_tag(tag_id: int) -> None:
    """Say that the pages of all topics with this tag show something else now."""
    tagged = TopicTag.objects.filter(tag_id=tag_id).values("topic_id")
    Topic.objects.filter(pk__in=tagged).update(version=F("version") + 1)


def touch_topics_with_prefix(prefix_id: int) -> None:
    """Say that the pages of all topics with this prefix show something else now."""
    marked = TopicPrefix.objects.filter(prefix_id=prefix_id).values("topic_id")
    Topic.objects.filter(pk__in=marked).update(version=F("version") + 1)
