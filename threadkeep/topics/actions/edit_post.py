from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import Conflict
from threadkeep.members.viewer import Viewer
from threadkeep.topics.events import PostEdited
from threadkeep.topics.models import Post, Revision
from threadkeep.topics.rules import check_edit_post
from threadkeep.topics.steps import attach, post_for_change, touch
from threadkeep.topics.writing import Writing, check_reason


class EditedMeanwhile(Conflict):
    """Somebody else changed the post while this edit was being written."""


@action
def edit_post(
    *, actor: Viewer, post_id: int, writing: Writing, now: datetime, reason: str = "", seen_revision: int | None = None
) -> int:
    """Make a post say something else; what it said is kept as a revision. Returns the post's id.

    `seen_revision` is the revision count the editor started from; EditedMeanwhile if it has moved on (None overwrites).
    Refused: no right to edit it, time over, topic locked, post deleted.
    """
    post = post_for_change(post_id)
    check_edit_post(actor, post, now=now)
    reason = check_reason(reason)
    if seen_revision is not None and post.revision_count != seen_revision:
        raise EditedMeanwhile(
            _("Somebody changed this post while you were editing it. Both texts are shown: please merge them and send.")
        )
    if (post.source, post.syntax) != (writing.text, writing.syntax):
        _keep_revision(post)
        post.source, post.syntax = writing.text, writing.syntax
        post.rendered, post.renderer_version = writing.rendered.to_json(), writing.rendered.version
        post.revision_count += 1
    post.edited_at, post.edited_by_id, post.edit_reason = now, actor.id, reason
    post.save()
    attach(actor, post.topic.board_id, post.pk, writing)
    touch(post.topic_id)
    tell(PostEdited(board_id=post.topic.board_id, topic_id=post.topic_id, post_id=post.pk, actor_id=actor.id or 0))
    return post.pk


def _keep_revision(post: Post) -> None:
    """What the post says now becomes a revision, with who wrote that and why."""
    Revision.objects.create(
        post=post,
        number=post.revision_count + 1,
        source=post.source,
        syntax=post.syntax,
        written_at=post.edited_at or post.posted_at,
        written_by_id=post.edited_by_id or post.author_id,
        reason=post.edit_reason,
    )
