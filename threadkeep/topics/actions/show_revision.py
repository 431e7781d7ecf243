from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.afterwards import check_show_revision
from threadkeep.topics.events import RevisionShown
from threadkeep.topics.steps import post_for_change, revision_for_change


@action
def show_revision(*, actor: Viewer, post_id: int, number: int, now: datetime) -> int:
    """Let what a hidden version of a post said be read again. Returns the post's id. Refused: no right, not hidden."""
    post = post_for_change(post_id)
    revision = revision_for_change(post, number)
    check_show_revision(actor, post, revision)
    revision.hidden_at, revision.hidden_by, revision.hide_reason = None, None, ""
    revision.save(update_fields=["hidden_at", "hidden_by", "hide_reason"])
    tell(
        RevisionShown(
            board_id=post.topic.board_id,
            topic_id=post.topic_id,
            post_id=post.pk,
            number=number,
            actor_id=actor.id or 0,
        )
    )
    return post.pk
