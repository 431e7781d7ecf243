"""The fields for a topic's prefix and tags: read from a form, and put back as they were typed."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.template import engines
from markupsafe import Markup

from threadkeep.boards.models import Board
from threadkeep.kernel import addresses
from threadkeep.kernel.refused import Refused
from threadkeep.tags.look import NONE, LabelFields, LabelsLook, tag_look
from threadkeep.tags.models import Tag
from threadkeep.tags.names import key_of, split
from threadkeep.tags.queries import listed_tags, prefixes_of
from threadkeep.tags.steps import Labels

# The fields a refusal can be about; its sentence stands beside them.
FIELDS = ("prefix", "tags")


def read_labels(typed: QueryDict) -> Labels:
    """What a form says about prefix and tags; what it did not ask is None. Nothing is refused here: see the action.

    `prefix` is an id ("" or anything else: none); `tags` may come once, with commas, or once for each tag.
    """
    prefix: int | None = None
    if "prefix" in typed:
        prefix = _number(typed.get("prefix", ""))
    # Unticked boxes are not sent: the form says that it asked.
    asked = "tags" in typed or "tags_asked" in typed
    return Labels(prefix, split(typed.getlist("tags")[:200]) if asked else None)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def label_fields(
    board: Board, *, typed: QueryDict | None = None, has: LabelsLook = NONE, refusal: Refused | None = None
) -> LabelFields | None:
    """The fields of a form for a topic of this board; None if the board asks for neither. Two queries.

    Filled with what was `typed`, or else with what the topic `has`.
    """
    prefixes = prefixes_of(board.pk)
    if has.prefix is not None and has.prefix not in prefixes:
        prefixes.append(has.prefix)
    asks_tags = board.tag_rule != Board.TAGS_OFF or bool(has.tags)
    if not prefixes and not asks_tags:
        return None
    listed = [tag.name for tag in listed_tags(board.pk)] if asks_tags else []
    prefix_id, tags = has.prefix.id if has.prefix else 0, [tag.name for tag in has.tags]
    if typed is not None:
        # Byte for byte what came: a tag that was refused must be there to be mended.
        written = ", ".join(text.strip() for text in typed.getlist("tags")[:200] if text.strip())
        prefix_id, tags = _number(typed.get("prefix", "")), list(split(typed.getlist("tags")[:200]))
    else:
        written = ", ".join(tags)
    sentence = str(refusal.reason) if refusal is not None else ""
    return LabelFields(
        prefixes=prefixes,
        prefix_id=prefix_id,
        needs_prefix=board.needs_prefix and bool(prefixes),
        prefix_error=sentence if refusal is not None and refusal.field == "prefix" else "",
        asks_tags=asks_tags,
        is_list=board.tag_rule != Board.TAGS_FREE,
        tags=written,
        # Those the topic has from before are offered too, or keeping the form would take them away unseen.
        listed=[*listed, *(tag for tag in tags if key_of(tag) not in {key_of(name) for name in listed})],
        ticked=frozenset(name for name in (*listed, *tags) if key_of(name) in {key_of(tag) for tag in tags}),
        min_tags=board.min_tags,
        max_tags=board.max_tags,
        tags_error=sentence if refusal is not None and refusal.field == "tags" else "",
        complete_url=addresses.complete_tags(board.pk),
    )


def tags_html(fields: LabelFields | None) -> Markup:
    """The field for tags, for ComposerLook.extras: below the text, as one knows then what it is about."""
    template: Any = engines["threadkeep"].env.get_template("theme/labels.html")  # type: ignore[attr-defined]
    return Markup(template.module.tags_field(fields))  # noqa: S704 - a template that escapes


def wanted_labels(board: Board, asked: QueryDict) -> LabelsLook:
    """What the address of a fresh form asks to begin with: the prefix and tags that a list was narrowed to.

    Only a convenience: what the board does not offer is left out. At most two queries.
    """
    prefix_id = _number(asked.get("prefix", ""))
    prefix = next((each for each in prefixes_of(board.pk) if each.id == prefix_id), None) if prefix_id else None
    tag = Tag.objects.filter(pk=_number(asked.get("tag", "")), counts__board=board).first() if "tag" in asked else None
    return LabelsLook(prefix, [tag_look(tag)] if tag and board.tag_rule != Board.TAGS_OFF else ())
