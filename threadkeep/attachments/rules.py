"""Who may attach, see, describe, remove, put back and approve files.

A file obeys the post it is on: whoever may not see the post is answered as if there were no such file, name and all.
Whoever may see the post may know the names and sizes of its files, because the post itself speaks of them; opening
them takes SEE_FILES. A file on no post yet is its uploader's alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from django.utils.translation import gettext as _

from threadkeep.attachments.models import Attachment
from threadkeep.boards import permissions as may_be
from threadkeep.boards.rules import get_board, may
from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.members.viewer import Viewer
from threadkeep.topics.models import Post
from threadkeep.topics.rules import check_see_post

# Unsent uploads of one member. More is not somebody writing a post.
MOST_DRAFTS = 100

type Standing = Literal["shown", "not_there", "no_right", "removed", "awaiting", "missing"]

type Check = Callable[[Viewer, Attachment], None]

# What every rule below looks at; read with it, a list of files takes one query.
WITH_POST = ("blob", "post__topic", "removed_by")


def standing_of(viewer: Viewer, attachment: Attachment) -> Standing:
    """How this file stands for this viewer: shown, or which of the placeholders takes its place. Makes no query.

    "not_there" is what a viewer gets for a file they may not know of, and for none at all.
    """
    is_own = viewer.id is not None and attachment.uploader_id == viewer.id
    if attachment.post is None:
        return _of_bytes(attachment) if is_own else "not_there"
    if not _may_see_post(viewer, attachment):
        return "not_there"
    if not is_own and not may(viewer, may_be.SEE_FILES, attachment.post.topic.board_id):
        return "no_right"
    if attachment.state == Attachment.REMOVED:
        return "removed"
    if attachment.state == Attachment.AWAITING:
        return "awaiting"
    return _of_bytes(attachment)


def _may_see_post(viewer: Viewer, attachment: Attachment) -> bool:
    try:
        check_see_post(viewer, post_of(attachment))
    except Refused:
        return False
    return True


def _of_bytes(attachment: Attachment) -> Standing:
    is_gone = attachment.blob.missing_since is not None or attachment.blob.deleted_at is not None
    return "missing" if is_gone else "shown"


def check_see_file(viewer: Viewer, attachment: Attachment) -> None:
    """NotThere where the viewer may not know of it; Gone, with the truth, where it was; Refused without the right."""
    if attachment.post is not None:
        # Says "deleted" (410) where the viewer may know that, before we say anything of our own.
        check_see_post(viewer, attachment.post)
    standing = standing_of(viewer, attachment)
    if standing == "not_there":
        raise NotThere
    if standing == "no_right":
        raise Refused(_("You may read this post, but not open its files. Signing in may help."))
    if standing == "removed":
        raise Gone(_removed_sentence(attachment))
    if standing == "awaiting" and not may_open_awaiting(viewer, attachment):
        raise Refused(_("A moderator looks at this file before everyone can see it. Please come back a little later."))
    if _of_bytes(attachment) == "missing":
        raise Gone(
            _(
                "This file is known here, but its bytes cannot be found. The people who run this board can see that, "
                "and may still have them in a backup."
            )
        )


def _removed_sentence(attachment: Attachment) -> str:
    return _("%(name)s removed this file. The reason given: %(reason)s") % {
        "name": attachment.removed_by_name,
        "reason": attachment.remove_reason,
    }


def may_open_awaiting(viewer: Viewer, attachment: Attachment) -> bool:
    """Whoever put it up, and those who check files, may look at it meanwhile."""
    if viewer.id is not None and attachment.uploader_id == viewer.id:
        return True
    return attachment.post is not None and may(viewer, may_be.CHECK_FILES, attachment.post.topic.board_id)


def get_file(viewer: Viewer, attachment_id: int) -> Attachment:
    """The file for this viewer, with its bytes' row and its post; NotThere, Gone or Refused otherwise. One query."""
    attachment = Attachment.objects.select_related(*WITH_POST, "blob__clean_copy").filter(pk=attachment_id).first()
    if attachment is None:
        raise NotThere
    check_see_file(viewer, attachment)
    return attachment


def get_file_on_post(viewer: Viewer, attachment_id: int) -> Attachment:
    """A file on a post, in whatever state, for a viewer who may see the post; NotThere otherwise."""
    attachment = Attachment.objects.select_related(*WITH_POST).filter(pk=attachment_id, post__isnull=False).first()
    if attachment is None or not _may_see_post(viewer, attachment):
        raise NotThere
    return attachment


def check_attach(actor: Viewer, board_id: int) -> None:
    """Members with the right, on boards they may see."""
    get_board(actor, board_id)
    if not actor.is_member:
        raise Refused(_("Please sign in first; guests can only read here."))
    if not may(actor, may_be.ATTACH, board_id):
        raise Refused(_("You may write on this board, but not attach files to what you write."), field="files")


def check_remove_file(actor: Viewer, attachment: Attachment) -> None:
    """Moderators every file, authors those on their posts. Not what is removed already."""
    _check_changes_files(actor, attachment, _("Only its author and the moderators can remove this file."))
    if attachment.state == Attachment.REMOVED:
        raise Refused(_("This file is removed already."))


def check_restore_file(actor: Viewer, attachment: Attachment) -> None:
    """Moderators every file, authors what they removed themselves, as long as the bytes are kept."""
    sentence = _("Only the moderators can put this file back.")
    _check_changes_files(actor, attachment, sentence)
    board_id = post_of(attachment).topic.board_id
    if not may(actor, may_be.EDIT_ANY, board_id) and attachment.removed_by_id != actor.id:
        raise Refused(sentence)
    if attachment.state != Attachment.REMOVED:
        raise Refused(_("This file is not removed."))
    if attachment.blob.deleted_at is not None:
        raise Gone(_("The time in which this file could be put back is over, and its bytes are gone."))


def check_describe_file(actor: Viewer, attachment: Attachment) -> None:
    """Whoever put it up as long as it is on no post; then whoever may change the post's files."""
    if attachment.post is None:
        check_own_draft(actor, attachment)
        return
    _check_changes_files(actor, attachment, _("Only its author and the moderators can describe this file."))


def check_approve_file(actor: Viewer, attachment: Attachment) -> None:
    """Those who check files on this board."""
    post = post_of(attachment)
    check_see_post(actor, post)
    if not may(actor, may_be.CHECK_FILES, post.topic.board_id):
        raise Refused(_("Only those who check files on this board can approve one."))
    if attachment.state != Attachment.AWAITING:
        raise Refused(_("This file does not wait to be checked."))


def check_own_draft(actor: Viewer, attachment: Attachment) -> None:
    """The actor's own upload, on no post yet. Anything else is not there."""
    if attachment.post_id is not None or actor.id is None or attachment.uploader_id != actor.id:
        raise NotThere


def post_of(attachment: Attachment) -> Post:
    """The post the file is on; NotThere for a draft's."""
    if attachment.post is None:
        raise NotThere
    return attachment.post


def _check_changes_files(actor: Viewer, attachment: Attachment, sentence: str) -> None:
    post = post_of(attachment)
    check_see_post(actor, post)
    board_id = post.topic.board_id
    if may(actor, may_be.EDIT_ANY, board_id):
        return
    is_author = actor.id is not None and post.author_id == actor.id
    if not is_author or not may(actor, may_be.EDIT_OWN, board_id):
        raise Refused(sentence)
    if post.topic.is_locked and not may(actor, may_be.LOCK, board_id):
        raise Refused(_("This topic was locked by a moderator, so nothing can be changed in it."))


def may_remove_file(viewer: Viewer, attachment: Attachment) -> bool:
    """Whether to offer it."""
    return _passes(check_remove_file, viewer, attachment)


def may_restore_file(viewer: Viewer, attachment: Attachment) -> bool:
    """Whether to offer it."""
    return _passes(check_restore_file, viewer, attachment)


def may_approve_file(viewer: Viewer, attachment: Attachment) -> bool:
    """Whether to offer it."""
    return _passes(check_approve_file, viewer, attachment)


def _passes(check: Check, viewer: Viewer, attachment: Attachment) -> bool:
    try:
        check(viewer, attachment)
    except Refused:
        return False
    return True
