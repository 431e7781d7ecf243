from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.attachments.events import FileDescribed
from threadkeep.attachments.rules import check_describe_file
from threadkeep.attachments.steps import file_for_change, touch_topic_of
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer

LONGEST = 500


@action
def describe_file(*, actor: Viewer, attachment_id: int, alt: str, caption: str, now: datetime) -> int:
    """Say what a file shows (`alt`, for those who cannot see it) and what stands below it. Returns the file's id.

    Refused: neither its uploader (before it is on a post) nor somebody who may change the post's files; more than 500
    characters.
    """
    attachment = file_for_change(attachment_id)
    check_describe_file(actor, attachment)
    for field, text in (("alt", alt), ("caption", caption)):
        if len(text) > LONGEST:
            raise Refused(
                _("Please say it in %(most)d characters or less.") % {"most": LONGEST}, field=field, status=422
            )
    attachment.alt, attachment.caption = alt.strip(), caption.strip()
    attachment.save(update_fields=["alt", "caption"])
    touch_topic_of(attachment)
    tell(FileDescribed(attachment_id=attachment.pk, actor_id=actor.id or 0))
    return attachment.pk
