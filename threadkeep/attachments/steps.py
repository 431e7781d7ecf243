"""What another feature's action does to attachments, inside its transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from threadkeep.attachments.models import Attachment
from threadkeep.kernel.refused import Refused


@dataclass(frozen=True)
class FileNote:
    """A file as the form names it: which one, and what its writer says about it."""

    id: int
    alt: str = ""
    caption: str = ""


def put_on_post(*, post_id: int, actor_id: int, notes: Sequence[FileNote], is_checked: bool) -> None:
    """Put these uploads of the actor on the post, in this order, with their words.

    Takes the actor's own uploads that are on no post yet, and files that are on this post already. Anything else is
    refused: an id typed into a form must not move somebody else's file. Files left out of `notes` stay as they are;
    removing one is an act of its own, with a reason. `is_checked` says whether new ones show without a check.
    """
    rows = {row.pk: row for row in Attachment.objects.filter(pk__in=[note.id for note in notes])}
    for position, note in enumerate(notes):
        row = rows.get(note.id)
        is_here = row is not None and row.post_id == post_id
        is_own_draft = row is not None and row.post_id is None and row.uploader_id == actor_id
        if row is None or not (is_here or is_own_draft):
            raise Refused(
                _("One of the files is not there any more. Please take it out and upload it again."),
                field="files",
                status=422,
            )
        if is_own_draft:
            row.post_id = post_id
            row.state = Attachment.PRESENT if is_checked else Attachment.AWAITING
        row.position, row.alt, row.caption = position, note.alt[:500], note.caption[:500]
        row.save(update_fields=["post", "state", "position", "alt", "caption"])
