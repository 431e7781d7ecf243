from __future__ import annotations

from datetime import datetime

from threadkeep.attachments.pictures import Look, Size
from threadkeep.attachments.steps import write_blob
from threadkeep.kernel.action import action


@action
def keep_picture(*, size: Size, now: datetime) -> int:
    """A row for a picture of our own making that is no attachment, such as an avatar. Returns the blob's id.

    `size` comes from pictures.make_square. Whoever asks for it points to it afterwards; if nobody does within the
    grace time, it goes. Refuses nothing by itself: who may have an avatar is the members' rule.
    """
    return write_blob(size.kept, Look(size.mime_type, size.width, size.height), now).pk
