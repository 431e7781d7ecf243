from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import Conflict, Refused
from threadkeep.members.viewer import Viewer
from threadkeep.topics.afterwards import check_restore_revision
from threadkeep.topics.events import PostEdited
from threadkeep.topics.steps import post_for_change, revision_for_change, rewrite
from threadkeep.topics.writing import Writing, check_reason


@action
def restore_revision(
    *,
    actor: Viewer,
    post_id: int,
    number: int,
    writing: Writing,
    now: datetime,
    reason: str = "",
    seen_revision: int | None = None,
) -> int:
    """Let a post say again what its version `number` said, as a new edit: nothing of the history goes. Returns its id.

    `writing` is that version, rendered (`history.restored_writing`). Files and sources stay as they are. An empty
    reason becomes one that names the version. Refused: no right to edit the post or to see the version, a hidden
    version, the same words as now, another edit since `seen_revision`.
    """
    post = post_for_change(post_id)
    revision = revision_for_change(post, number)
    check_restore_revision(actor, post, revision, now=now)
    reason = check_reason(reason) or _("Version %(number)d was put back.") % {"number": number}
    if seen_revision is not None and post.revision_count != seen_revision:
        raise Conflict(_("Somebody changed this post meanwhile. Look at what it says now before you put this back."))
    if (writing.text, writing.syntax) != (revision.source, revision.syntax):
        raise Conflict(_("This is not what that version said. Please open the history again."))
    if (post.source, post.syntax) == (revision.source, revision.syntax):
        raise Refused(_("The post says this already."), status=409)
    rewrite(post, actor.id, writing, now=now, reason=reason)
    tell(PostEdited(board_id=post.topic.board_id, topic_id=post.topic_id, post_id=post.pk, actor_id=actor.id or 0))
    return post.pk
