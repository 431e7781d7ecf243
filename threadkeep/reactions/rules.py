"""Who reacts to what, and who sees who did. Reactions are seen with their post."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from threadkeep.boards import permissions as may_be
from threadkeep.boards.rules import check_administer, may
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.viewer import Viewer
from threadkeep.reactions.kinds import MOST_OFFERED
from threadkeep.reactions.models import Kind, Reaction
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.rules import check_see_post

__all__ = ["check_administer"]


def may_react_in(viewer: Viewer, topic: Topic) -> bool:
    """Whether this viewer may react to posts of others in this topic. In a locked topic too: that answers nobody."""
    return viewer.is_member and topic.deleted_at is None and may(viewer, may_be.REACT, topic.board_id)


def check_react(actor: Viewer, post: Post) -> None:
    """Members with the right, to posts of others that stand."""
    check_see_post(actor, post)
    if not actor.is_member:
        raise Refused(_("Please sign in first; guests cannot react."))
    if not may(actor, may_be.REACT, post.topic.board_id):
        raise Refused(_("You may read this board, but not react to its posts."))
    if post.deleted_at is not None or post.topic.deleted_at is not None:
        raise Refused(_("This post is deleted, so nobody can react to it."))
    if post.author_id == actor.id:
        raise Refused(_("This post is your own. Reactions are for what others wrote."))


def get_kind(kind_id: int) -> Kind:
    """The kind; NotThere if there is none."""
    kind = Kind.objects.filter(pk=kind_id).first()
    if kind is None:
        raise NotThere
    return kind


def check_offered(kind: Kind) -> None:
    """Only what is offered can be given."""
    if not kind.is_offered:
        raise Refused(_("This reaction is not offered any more. Please choose another one."), status=409)


def check_room_for_more(given: int, *, most: int) -> None:
    """Whether a member who gave a post so many reactions may give it another."""
    if given >= most:
        raise Refused(
            ngettext(
                "You can give a post %(most)d reaction. Take yours back first.",
                "You can give a post %(most)d reactions. Take one back first.",
                most,
            )
            % {"most": most}
        )


def check_one_more_offered(emoji: str, *, but_for: int | None = None) -> None:
    """At most a dozen are offered, and no emoji twice. `but_for` is the kind that is being changed."""
    offered = Kind.objects.filter(is_offered=True).exclude(pk=but_for or 0)
    if offered.filter(emoji=emoji).exists():
        raise Refused(_("This emoji is in the set already."), field="emoji", status=409)
    if offered.count() >= MOST_OFFERED:
        raise Refused(
            _("%(most)d reactions are the most; more cannot be taken in at a glance. Stop offering one first.")
            % {"most": MOST_OFFERED},
            field="is_offered",
            status=409,
        )


def check_delete_kind(kind: Kind) -> None:
    """Only what nobody ever gave: where it was given it goes on being shown."""
    if Reaction.objects.filter(kind=kind).exists():
        raise Refused(
            _(
                "This reaction was given to posts, and they go on showing it. Stop offering it instead: then nobody "
                "can give it any more."
            ),
            status=409,
        )
