"""From an uploaded file to the picture beside a name: a square WebP, decoded and re-encoded in a guarded process."""

from __future__ import annotations

from django.utils.translation import gettext as _

from threadkeep.attachments.blobs import Readable, keep_file
from threadkeep.attachments.pictures import PictureTrouble, Size, make_square
from threadkeep.kernel.refused import Refused, TooLarge

LARGEST_BYTES = 8 * 1024 * 1024
# Shown at 96 pixels at most; twice that for screens with small pixels.
SIDE = 192


def picture_of(upload: Readable) -> Size:
    """The kept picture. Refused, beside the field `picture`: more than 8 MB, and what is no picture we can decode."""
    try:
        kept = keep_file(upload, limit=LARGEST_BYTES)
    except TooLarge:
        raise TooLarge(
            _("This file is larger than 8 MB. For a small picture beside your name, a smaller one does as well."),
            field="picture",
        ) from None
    try:
        made = make_square(kept, SIDE)
    except PictureTrouble as error:
        raise Refused(
            _("The picture could not be read just now. Please try again."), field="picture", status=503
        ) from error
    if isinstance(made, str):
        raise Refused(
            _("This is no picture that we can read. JPEG, PNG, WebP, AVIF and GIF work."), field="picture", status=422
        )
    return made
