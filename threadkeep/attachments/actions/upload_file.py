from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.attachments.blobs import Kept
from threadkeep.attachments.events import FileUploaded
from threadkeep.attachments.models import Attachment
from threadkeep.attachments.names import clean_name
from threadkeep.attachments.pictures import Look
from threadkeep.attachments.rules import MOST_DRAFTS, check_attach
from threadkeep.attachments.steps import write_blob
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer


@action
def upload_file(*, actor: Viewer, board_id: int, name: str, kept: Kept, look: Look, now: datetime) -> int:
    """Take in a file for a post the actor is writing on this board. Returns the attachment's id.

    `kept` and `look` come from blobs.keep_file and pictures.examine, before this. Refused: no right to attach there, a
    file without bytes, too many unsent uploads.
    """
    check_attach(actor, board_id)
    if kept.size == 0:
        raise Refused(_("This file is empty: there is nothing in it to keep."), field="files", status=422)
    if Attachment.objects.filter(uploader_id=actor.id, post__isnull=True).count() >= MOST_DRAFTS:
        raise Refused(
            _("You have %(count)d uploads that are on no post. Please use or discard some of them first.")
            % {"count": MOST_DRAFTS},
            field="files",
            status=422,
        )
    blob = write_blob(kept, look, now)
    row = Attachment.objects.create(
        blob=blob, name=clean_name(name), size=kept.size, uploader_id=actor.id, uploaded_at=now
    )
    tell(FileUploaded(attachment_id=row.pk, blob_id=blob.pk, actor_id=actor.id or 0))
    return row.pk
