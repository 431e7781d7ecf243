"""What topics of a board have to carry, and who may change tags. Never writes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from threadkeep.boards import permissions as may_be
from threadkeep.boards.models import Board
from threadkeep.boards.rules import may, visible_board_ids
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.viewer import Viewer
from threadkeep.tags.models import Prefix, Tag, TopicPrefix, TopicTag
from threadkeep.tags.names import key_of
from threadkeep.topics.models import Topic
from threadkeep.topics.rules import visible_topics


def check_prefix(board: Board, prefix_id: int | None, *, offered: Collection[int], had: int | None) -> None:
    """One of those the board offers, or the one the topic has; none only where the board does not ask for one."""
    if prefix_id is None:
        if board.needs_prefix and offered:
            raise Refused(_("Topics on this board need a prefix. Please choose one."), field="prefix", status=422)
    elif prefix_id not in offered and prefix_id != had:
        raise Refused(_("This board does not offer that prefix. Please choose another."), field="prefix", status=422)


def check_tag_count(board: Board, count: int, had: int = 0) -> None:
    """As many as the board's rule says. A topic that had more keeps them, but gets no further ones."""
    if board.tag_rule == Board.TAGS_OFF:
        if count > had:
            raise Refused(_("Topics on this board carry no tags."), field="tags", status=422)
        return
    if count < board.min_tags:
        raise Refused(
            ngettext(
                "A topic on this board needs at least %(least)d tag; this one has %(count)d.",
                "A topic on this board needs at least %(least)d tags; this one has %(count)d.",
                board.min_tags,
            )
            % {"least": board.min_tags, "count": count},
            field="tags",
            status=422,
        )
    if count > max(board.max_tags, had):
        raise Refused(
            ngettext(
                "A topic on this board may have %(most)d tag; this one has %(count)d. Please take some away.",
                "A topic on this board may have %(most)d tags; this one has %(count)d. Please take some away.",
                board.max_tags,
            )
            % {"most": board.max_tags, "count": count},
            field="tags",
            status=422,
        )


def check_tags_listed(board: Board, tags: Sequence[tuple[str, Tag | None]], *, allowed: Collection[int]) -> None:
    """Where only listed tags are used: each is one of the list, or one the topic has. `tags`: (name, tag if known)."""
    if board.tag_rule == Board.TAGS_FREE:
        return
    for name, tag in tags:
        if tag is None or tag.pk not in allowed:
            raise Refused(
                _("“%(name)s” is not one of this board's tags. Please choose among those listed.") % {"name": name},
                field="tags",
                status=422,
            )


def check_not_template(board: Board, text: str) -> None:
    """More than the board's template, which asks for something that nobody answered yet. White space is nothing."""
    if board.template_text and text.split() == board.template_text.split():
        raise Refused(
            _("This is still the template of the board, and nothing else. Write between its lines, then send it."),
            field="text",
            status=422,
        )


def tagged_topics(viewer: Viewer, tag_id: int) -> QuerySet[Topic]:
    """The topics with this tag that the viewer may see."""
    return visible_topics(viewer).filter(tag_rows__tag_id=tag_id)


def get_tag(viewer: Viewer, tag_id: int) -> Tag:
    """The tag for this viewer, with the one it was merged into.

    NotThere if they may know of no topic that carries it and of no board that lists it: a word used only behind closed
    doors is answered as one that nobody ever used.
    """
    tag = Tag.objects.select_related("merged_into").filter(pk=tag_id).first()
    if tag is None:
        raise NotThere
    goal = tag.merged_into or tag
    if viewer.is_administrator or goal.on_boards.filter(board_id__in=visible_board_ids(viewer)).exists():
        return tag
    if not tagged_topics(viewer, goal.pk).exists():
        raise NotThere
    return tag


def check_change_tag(actor: Viewer, tag: Tag) -> None:
    """Administrators; and those who may edit everybody's titles on every board where the tag is used or listed."""
    if actor.is_administrator:
        return
    used = set(TopicTag.objects.filter(tag=tag).values_list("topic__board_id", flat=True).distinct())
    used |= set(tag.on_boards.values_list("board_id", flat=True))
    if not used or not all(may(actor, may_be.EDIT_ANY, board_id) for board_id in used):
        raise Refused(_("Only moderators of every board where this tag is used can change it."))


def may_change_tag(actor: Viewer, tag: Tag) -> bool:
    """The same, asked."""
    try:
        check_change_tag(actor, tag)
    except Refused:
        return False
    return True


def check_prefix_name_free(name: str, *, besides: int | None = None) -> None:
    """No other prefix is called that, in whatever case."""
    if Prefix.objects.filter(key=key_of(name)).exclude(pk=besides or 0).exists():
        raise Refused(_("There is a prefix of this name already."), field="name", status=422)


def check_colour(colour: str) -> str:
    """One of the palette."""
    if colour not in dict(Prefix.COLOURS):
        raise Refused(_("Please choose one of the colours."), field="colour", status=422)
    return colour


def check_delete_prefix(prefix: Prefix) -> None:
    """Only one that no topic carries: what people chose is not taken from what they wrote."""
    count = TopicPrefix.objects.filter(prefix=prefix).count()
    if count:
        raise Refused(
            ngettext(
                "%(count)d topic carries this prefix. If nobody should choose it any more, let no board offer it.",
                "%(count)d topics carry this prefix. If nobody should choose it any more, let no board offer it.",
                count,
            )
            % {"count": count},
            status=409,
        )


def check_tag_name_free(name: str, tag: Tag) -> None:
    """No other tag has the name; a signpost that leads to this very tag may."""
    other = Tag.objects.filter(key=key_of(name)).exclude(pk=tag.pk).exclude(merged_into=tag).first()
    if other is not None:
        raise Refused(
            _("There is a tag “%(name)s” already. If both mean the same, merge them.") % {"name": other.name},
            field="tags",
            status=409,
        )


def check_merge(actor: Viewer, tag: Tag, into: str) -> Tag:
    """The tag that is to stay: one there is, another one, and one the actor may change too."""
    found = Tag.objects.select_related("merged_into").filter(key=key_of(into)).first()
    goal = (found.merged_into or found) if found else None
    # Who may not know of a tag is told the same as of one that nobody ever made.
    if goal is None or not may_change_tag(actor, goal):
        raise Refused(
            _("There is no tag “%(name)s” that you could merge it into.") % {"name": into[:40]},
            field="into",
            status=422,
        )
    if goal.pk == tag.pk:
        raise Refused(_("That is this very tag."), field="into", status=422)
    return goal
