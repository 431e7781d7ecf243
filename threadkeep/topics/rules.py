"""Which topics and posts a viewer may see, and what they may do with them.

The three forms of each question stand side by side and are tested to agree in every cell of role x board x state:
`visible_x(viewer)` (which rows), `check_see_x` (this one), `get_x` (this one, or NotThere).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from threadkeep.boards import permissions as may_be
from threadkeep.boards.access import access_of
from threadkeep.boards.rules import edit_minutes_of, get_board, may, visible_board_ids
from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.members.viewer import Viewer
from threadkeep.topics.models import Post, Topic


def visible_topics(viewer: Viewer) -> QuerySet[Topic]:
    """The topics this viewer may read: on boards they may see, and not deleted unless they may read those."""
    with_deleted = access_of(viewer).boards_where(may_be.SEE_DELETED)
    standing = Q(board_id__in=visible_board_ids(viewer), deleted_at__isnull=True)
    return Topic.objects.filter(standing | Q(board_id__in=with_deleted) if with_deleted else standing)


def check_see_topic(viewer: Viewer, topic: Topic) -> None:
    """NotThere if the viewer may not know of it; Gone, with the reason, if it was deleted."""
    if topic.board_id not in visible_board_ids(viewer):
        raise NotThere
    if topic.deleted_at is not None and not may(viewer, may_be.SEE_DELETED, topic.board_id):
        raise Gone(_gone_sentence(topic))


def _gone_sentence(topic: Topic) -> str:
    if topic.is_taken_back:
        return _("Whoever started this topic took it back right after sending it.")
    if topic.delete_reason:
        return _("This topic was deleted by a moderator. The reason given: %(reason)s") % {
            "reason": topic.delete_reason
        }
    return _("This topic was deleted by a moderator, who gave no reason.")


def get_topic(viewer: Viewer, topic_id: int) -> Topic:
    """The topic for this viewer; NotThere or Gone otherwise."""
    topic = Topic.objects.select_related("board", "starter", "deleted_by").filter(pk=topic_id).first()
    if topic is None:
        raise NotThere
    check_see_topic(viewer, topic)
    return topic


def visible_posts(viewer: Viewer) -> QuerySet[Post]:
    """The posts whose words this viewer may read. (A deleted post's tombstone is not its words.)"""
    with_deleted = access_of(viewer).boards_where(may_be.SEE_DELETED)
    standing = Q(topic__board_id__in=visible_board_ids(viewer), topic__deleted_at__isnull=True, deleted_at__isnull=True)
    return Post.objects.filter(standing | Q(topic__board_id__in=with_deleted) if with_deleted else standing)


def places_in(viewer: Viewer, topic: Topic) -> QuerySet[Post]:
    """The posts of a topic that have a place on its pages for this viewer: all, the deleted ones as tombstones, but
    those that were taken back right after sending only for those who may read deleted posts.
    """
    if may(viewer, may_be.SEE_DELETED, topic.board_id):
        return topic.posts.all()
    return topic.posts.filter(is_taken_back=False)


def visible_places(viewer: Viewer) -> QuerySet[Post]:
    """The posts this viewer may know of: those they may read, and those whose tombstone they may see."""
    with_deleted = access_of(viewer).boards_where(may_be.SEE_DELETED)
    standing = Q(topic__board_id__in=visible_board_ids(viewer), topic__deleted_at__isnull=True)
    return Post.objects.filter(standing | Q(topic__board_id__in=with_deleted) if with_deleted else standing)


def check_see_post(viewer: Viewer, post: Post) -> None:
    """NotThere if its topic is hidden from the viewer, Gone if it or its topic was deleted."""
    check_see_topic(viewer, post.topic)
    if post.deleted_at is not None and not may(viewer, may_be.SEE_DELETED, post.topic.board_id):
        raise Gone(_("This post was deleted."))


def get_post(viewer: Viewer, post_id: int) -> Post:
    """The post for this viewer, with its topic; NotThere or Gone otherwise."""
    post = Post.objects.select_related("topic", "topic__board", "author").filter(pk=post_id).first()
    if post is None:
        raise NotThere
    check_see_post(viewer, post)
    return post


def check_start_topic(actor: Viewer, board_id: int) -> None:
    """Members with the right, on boards that hold topics."""
    board = get_board(actor, board_id)
    if board.link_url:
        raise Refused(_("This row of the index leads to another site; topics cannot be started in it."))
    _check_right(actor, may_be.START, board_id, _("You may read this board, but not start topics in it."))


def check_reply(actor: Viewer, topic: Topic) -> None:
    """Members with the right, in topics that stand and are open; those who lock may write in locked ones."""
    check_see_topic(actor, topic)
    _check_right(actor, may_be.REPLY, topic.board_id, _("You may read this topic, but not reply to it."))
    _check_stands(topic)
    _check_open(actor, topic)


def check_edit_post(actor: Viewer, post: Post, *, now: datetime) -> None:
    """Authors for as long as their groups or posts.edit_minutes say; who may edit wiki posts, those; moderators always.
    Not in locked topics, not what is deleted.
    """
    check_see_post(actor, post)
    board_id = post.topic.board_id
    if post.deleted_at is not None:
        raise Refused(_("This post is deleted. Restore it first, then it can be edited."))
    if may(actor, may_be.EDIT_ANY, board_id):
        return
    if post.is_wiki and actor.is_member and may(actor, may_be.EDIT_WIKI, board_id):
        _check_open(actor, post.topic)
        return
    if actor.id is None or post.author_id != actor.id or not may(actor, may_be.EDIT_OWN, board_id):
        raise Refused(_("Only its author and the moderators can edit this post."))
    _check_open(actor, post.topic)
    minutes = edit_minutes_of(actor, board_id)
    if minutes and now - post.posted_at > timedelta(minutes=minutes):
        raise Refused(
            ngettext(
                "You can edit your posts for %(minutes)d minute; that time is over. If something has to be put right, "
                "reply with it, or ask a moderator.",
                "You can edit your posts for %(minutes)d minutes; that time is over. If something has to be put right, "
                "reply with it, or ask a moderator.",
                minutes,
            )
            % {"minutes": minutes}
        )


def check_delete_post(actor: Viewer, post: Post) -> None:
    """Authors their replies, moderators every reply. The first post goes with its topic, not alone."""
    check_see_post(actor, post)
    board_id = post.topic.board_id
    if post.number == 1:
        raise Refused(_("The first post carries the topic. Delete the whole topic instead."))
    if post.deleted_at is not None:
        raise Refused(_("This post is deleted already."))
    if may(actor, may_be.DELETE_ANY, board_id):
        return
    if actor.id is None or post.author_id != actor.id or not may(actor, may_be.DELETE_OWN, board_id):
        raise Refused(_("Only its author and the moderators can delete this post."))
    _check_open(actor, post.topic)


def check_restore_post(actor: Viewer, post: Post) -> None:
    """Moderators restore every post, authors what they deleted themselves; not what was taken back."""
    check_see_topic(actor, post.topic)
    if may(actor, may_be.DELETE_ANY, post.topic.board_id):
        pass
    elif actor.id is None or post.author_id != actor.id or post.deleted_by_id != actor.id:
        raise Refused(_("Only the moderators can restore this post."))
    if post.deleted_at is None:
        raise Refused(_("This post is not deleted."))
    _check_not_taken_back(post)


def check_delete_topic(actor: Viewer, topic: Topic) -> None:
    """Moderators only: a topic holds what others wrote."""
    check_see_topic(actor, topic)
    _check_right(actor, may_be.DELETE_ANY, topic.board_id, _("Only moderators can delete a whole topic."))
    if topic.deleted_at is not None:
        raise Refused(_("This topic is deleted already."))


def check_restore_topic(actor: Viewer, topic: Topic) -> None:
    """Moderators only."""
    check_see_topic(actor, topic)
    _check_right(actor, may_be.DELETE_ANY, topic.board_id, _("Only moderators can restore a topic."))
    if topic.deleted_at is None:
        raise Refused(_("This topic is not deleted."))
    _check_not_taken_back(topic)


def check_lock_topic(actor: Viewer, topic: Topic) -> None:
    """Moderators only."""
    check_see_topic(actor, topic)
    _check_right(actor, may_be.LOCK, topic.board_id, _("Only moderators can lock or unlock a topic."))


def check_pin_topic(actor: Viewer, topic: Topic) -> None:
    """Moderators only."""
    check_see_topic(actor, topic)
    _check_right(actor, may_be.PIN, topic.board_id, _("Only moderators can pin or unpin a topic."))


def check_rename_topic(actor: Viewer, topic: Topic) -> None:
    """Its starter while it is open, moderators always."""
    check_see_topic(actor, topic)
    if may(actor, may_be.EDIT_ANY, topic.board_id):
        return
    if actor.id is None or topic.starter_id != actor.id or not may(actor, may_be.EDIT_OWN, topic.board_id):
        raise Refused(_("Only the one who started this topic and the moderators can change its title."))
    _check_open(actor, topic)


def check_see_history(viewer: Viewer, post: Post) -> None:
    """What a post said before: for those with the right, and for its author."""
    check_see_post(viewer, post)
    if viewer.id is not None and viewer.id == post.author_id:
        return
    if not may(viewer, may_be.SEE_HISTORY, post.topic.board_id):
        raise Refused(_("Earlier versions of posts are not shown to you on this board."))


def _check_right(actor: Viewer, permission: str, board_id: int, sentence: str) -> None:
    if actor.is_member and may(actor, permission, board_id):
        return
    raise Refused(sentence if actor.is_member else _("Please sign in first; guests can only read here."))


def _check_not_taken_back(what: Post | Topic) -> None:
    """Its author changed their mind before anybody answered. They have the words, and may send them again."""
    if what.is_taken_back:
        raise Refused(_("Its author took this back right after sending it. Only they can send it again."))


def _check_stands(topic: Topic) -> None:
    if topic.deleted_at is not None:
        raise Refused(_("This topic is deleted. Restore it first, then it can be written in."))


def _check_open(actor: Viewer, topic: Topic) -> None:
    if topic.is_locked and not may(actor, may_be.LOCK, topic.board_id):
        raise Refused(_("This topic was locked by a moderator, so nothing can be changed in it. Your text is kept."))
