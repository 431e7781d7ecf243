"""What may be done with a post after it was sent, besides editing and deleting it: rules, as in rules.py.

Taking it back, opening it to everybody's edits, hiding what an earlier version said.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from threadkeep.boards import permissions as may_be
from threadkeep.boards.rules import may
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.viewer import Viewer
from threadkeep.topics.models import Post, Revision
from threadkeep.topics.rules import check_edit_post, check_reply, check_see_history, check_see_post

# The page counts down to the second; a click in the last one is still on its way when the time is over.
ON_ITS_WAY = timedelta(seconds=3)


def undo_until(post: Post) -> datetime:
    """Until when a post can be taken back, as its author is told."""
    return post.posted_at + timedelta(seconds=settings.THREADKEEP.posts.undo_seconds)


def check_take_back(actor: Viewer, post: Post, *, now: datetime) -> None:
    """Its author, for posts.undo_seconds after sending; a topic only while it has no replies."""
    check_see_post(actor, post)
    if actor.id is None or post.author_id != actor.id:
        raise Refused(_("Only whoever wrote a post can take it back."))
    if post.deleted_at is not None or post.topic.deleted_at is not None:
        raise Refused(_("This post is deleted already."))
    seconds = settings.THREADKEEP.posts.undo_seconds
    if not seconds:
        raise Refused(_("On this board sending cannot be undone. You can still edit the post or delete it."))
    if now > undo_until(post) + ON_ITS_WAY:
        raise Refused(
            ngettext(
                "A post can be taken back for %(seconds)d second after sending; that time is over. "
                "You can still edit it or delete it.",
                "A post can be taken back for %(seconds)d seconds after sending; that time is over. "
                "You can still edit it or delete it.",
                seconds,
            )
            % {"seconds": seconds},
            status=409,
        )
    if post.number > 1:
        # The words go back into the reply form, so it has to be one that can be sent.
        check_reply(actor, post.topic)
    elif post.topic.reply_count:
        raise Refused(
            _("There are replies already, so the topic cannot be taken back. You can still edit your post."),
            status=409,
        )


def check_change_wiki(actor: Viewer, post: Post) -> None:
    """Who may open a post to the edits of others, and close it again: moderators, and its author if they may both edit
    their own posts and wiki posts.
    """
    check_see_post(actor, post)
    board_id = post.topic.board_id
    if may(actor, may_be.EDIT_ANY, board_id):
        return
    is_author = actor.id is not None and post.author_id == actor.id
    if not (is_author and may(actor, may_be.EDIT_OWN, board_id) and may(actor, may_be.EDIT_WIKI, board_id)):
        raise Refused(_("Only its author and the moderators can say who may edit this post."))
    if post.topic.is_locked and not may(actor, may_be.LOCK, board_id):
        raise Refused(_("This topic was locked by a moderator, so nothing can be changed in it."))


def check_make_wiki(actor: Viewer, post: Post) -> None:
    """As `check_change_wiki`, for a post that stands and is no wiki post yet."""
    check_change_wiki(actor, post)
    if post.deleted_at is not None:
        raise Refused(_("This post is deleted. Restore it first, then it can be edited."))
    if post.is_wiki:
        raise Refused(_("This post is a wiki post already."), status=409)


def check_unmake_wiki(actor: Viewer, post: Post) -> None:
    """As `check_change_wiki`, for a wiki post."""
    check_change_wiki(actor, post)
    if not post.is_wiki:
        raise Refused(_("This post is no wiki post."), status=409)


def check_see_silent(viewer: Viewer, post: Post) -> None:
    """Who may see what a post said before a silent edit: its author and those who may edit every post."""
    check_see_history(viewer, post)
    if viewer.id is not None and viewer.id == post.author_id:
        return
    if not may(viewer, may_be.EDIT_ANY, post.topic.board_id):
        raise NotThere


def check_hide_versions(actor: Viewer, post: Post) -> None:
    """Who may hide what an earlier version said, and sees it all the same: those with the right on the board."""
    check_see_history(actor, post)
    if not may(actor, may_be.HIDE_VERSIONS, post.topic.board_id):
        raise Refused(_("Only moderators can hide earlier versions of posts."))


def check_hide_revision(actor: Viewer, post: Post, revision: Revision) -> None:
    """As `check_hide_versions`, for a version that is not hidden."""
    check_hide_versions(actor, post)
    if revision.hidden_at is not None:
        raise Refused(_("This version is hidden already."), status=409)


def check_show_revision(actor: Viewer, post: Post, revision: Revision) -> None:
    """As `check_hide_versions`, for a hidden version."""
    check_hide_versions(actor, post)
    if revision.hidden_at is None:
        raise Refused(_("This version is not hidden."), status=409)


def check_restore_revision(actor: Viewer, post: Post, revision: Revision, *, now: datetime) -> None:
    """Who may both edit the post and see what this version said."""
    check_edit_post(actor, post, now=now)
    check_see_history(actor, post)
    if revision.is_silent:
        check_see_silent(actor, post)
    if revision.hidden_at is not None:
        raise Refused(_("This version is hidden. It has to be shown again before the post can say it."))
