from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import Conflict
from threadkeep.members.viewer import Viewer
from threadkeep.reading.steps import end_sent_draft
from threadkeep.topics.events import PostEdited
from threadkeep.topics.models import Post
from threadkeep.topics.rules import check_edit_post
from threadkeep.topics.steps import attach, post_for_change, rewrite
from threadkeep.topics.writing import Writing, check_reason


class EditedMeanwhile(Conflict):
    """Somebody else changed the post while this edit was being written."""


@action
def edit_post(
    *, actor: Viewer, post_id: int, writing: Writing, now: datetime, reason: str = "", seen_revision: int | None = None
) -> int:
    """Make a post say something else; what it said is kept as a revision. Returns the post's id.

    `seen_revision` is the revision count the editor started from; EditedMeanwhile if it has moved on (None overwrites).
    No edited mark comes of an author's own first changes, without a reason, within posts.silent_minutes and before
    anybody answered. Refused: no right to edit it, time over, topic locked, post deleted.
    """
    post = post_for_change(post_id)
    check_edit_post(actor, post, now=now)
    reason = check_reason(reason)
    if seen_revision is not None and post.revision_count != seen_revision:
        raise EditedMeanwhile(
            _("Somebody changed this post while you were editing it. Nothing is lost: both texts are here.")
        )
    is_silent = not reason and _is_silent(actor, post, now)
    rewrite(post, actor.id, writing, now=now, reason=reason, is_silent=is_silent)
    attach(actor, post.topic.board_id, post.pk, writing)
    end_sent_draft(actor.id or 0, writing.draft, writing.text, now)
    tell(PostEdited(board_id=post.topic.board_id, topic_id=post.topic_id, post_id=post.pk, actor_id=actor.id or 0))
    return post.pk


def _is_silent(actor: Viewer, post: Post, now: datetime) -> bool:
    if actor.id is None or post.author_id != actor.id or (post.edited_at is not None and not post.is_edit_silent):
        return False
    if now - post.posted_at > timedelta(minutes=settings.THREADKEEP.posts.silent_minutes):
        return False
    later = post.topic.posts.filter(number__gt=post.number, is_taken_back=False)
    return not later.exclude(author_id=actor.id).exists()
