"""Two people changed the same post at once: what the second one is shown, so that neither text is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from threadkeep.members.models import Member
from threadkeep.members.viewer import Viewer
from threadkeep.reading.merging import merge_text
from threadkeep.topics import afterwards
from threadkeep.topics.models import Post
from threadkeep.topics.rights import passes
from threadkeep.topics.rules import check_see_history
from threadkeep.topics.word_diff import Piece, word_diff


@dataclass(frozen=True)
class EditConflict:
    """What was changed meanwhile, and both changes in one text where they do not touch each other.

    `changed` holds the pieces from what the second writer began with to what the post says now; empty if that is not
    known. `merged` is None where both changed the same lines: then a person has to put them together.
    """

    mine: str
    theirs: str
    by_name: str
    at: datetime
    changed: Sequence[Piece]
    merged: str | None


def conflict_of(viewer: Viewer, post: Post, *, seen_revision: int, text: str, syntax: str) -> EditConflict:
    """The conflict of an edit that began when the post had `seen_revision` revisions. Two queries.

    The number comes from a form, so what that version said is used only if the viewer may read it in the history.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    began = _version(viewer, post, seen_revision + 1)
    merged = None
    if began is not None and began[1] == post.syntax == syntax:
        merged = merge_text(began[0], text, post.source)
    by_name = Member.objects.filter(pk=post.edited_by_id or 0).values_list("name", flat=True).first()
    return EditConflict(
        mine=text,
        theirs=post.source,
        by_name=by_name or post.author_name,
        at=post.edited_at or post.posted_at,
        changed=word_diff(began[0], post.source) if began is not None else (),
        merged=merged,
    )


def _version(viewer: Viewer, post: Post, number: int) -> tuple[str, str] | None:
    """What a version said and in which syntax; None if there is none, or it is not for this viewer."""
    revision = post.revisions.filter(number=number).first()
    if revision is None or not passes(check_see_history, viewer, post):
        return None
    if revision.is_silent and not passes(afterwards.check_see_silent, viewer, post):
        return None
    if revision.hidden_at is not None and not passes(afterwards.check_hide_versions, viewer, post):
        return None
    return revision.source, revision.syntax
