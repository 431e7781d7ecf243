from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.topics.afterwards import check_hide_revision
from threadkeep.topics.events import RevisionHidden
from threadkeep.topics.steps import post_for_change, revision_for_change
from threadkeep.topics.writing import check_reason


@action
def hide_revision(*, actor: Viewer, post_id: int, number: int, reason: str, now: datetime) -> int:
    """Hide what an earlier version of a post said from all who may not hide versions. Returns the post's id.

    The version stays in the list, with who hid it and why. What the post says now is no earlier version: edit or
    delete it instead. Refused: no right, no such version, no reason, hidden already.
    """
    post = post_for_change(post_id)
    revision = revision_for_change(post, number)
    check_hide_revision(actor, post, revision)
    revision.hide_reason = check_reason(reason, required=True)
    revision.hidden_at, revision.hidden_by_id = now, actor.id
    revision.save(update_fields=["hidden_at", "hidden_by", "hide_reason"])
    tell(
        RevisionHidden(
            board_id=post.topic.board_id,
            topic_id=post.topic_id,
            post_id=post.pk,
            number=number,
            actor_id=actor.id or 0,
        )
    )
    return post.pk
