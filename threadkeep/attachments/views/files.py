"""Files and pictures, asked for by their address. The right is looked at on every request."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from threadkeep.attachments import missing
from threadkeep.attachments.models import Blob
from threadkeep.attachments.queries import size_of
from threadkeep.attachments.rules import get_file
from threadkeep.attachments.serving import answer
from threadkeep.kernel.refused import Gone, NotThere
from threadkeep.members.middleware import viewer_of

log = logging.getLogger("threadkeep.files")


@require_safe
def file(request: HttpRequest, attachment_id: int, name: str) -> HttpResponseBase:
    """A file, under whatever name the address has; the one it was given is offered for saving.

    A picture goes out without place and camera data, unless files.keep_metadata says otherwise.
    """
    attachment = get_file(viewer_of(request), attachment_id)
    blob = attachment.blob
    if blob.clean_copy is not None and not settings.THREADKEEP.files.keep_metadata:
        blob = blob.clean_copy
    return _bytes(request, blob, attachment.name)


@require_safe
def size(request: HttpRequest, attachment_id: int, width: int, kind: str) -> HttpResponseBase:
    """A picture in one of its sizes."""
    attachment = get_file(viewer_of(request), attachment_id)
    made = size_of(attachment, width, f"image/{kind}")
    if made is None:
        raise NotThere
    stem = attachment.name.rpartition(".")[0] or attachment.name
    return _bytes(request, made.kept, f"{stem}-{width}.{kind}")


def _bytes(request: HttpRequest, blob: Blob, name: str) -> HttpResponseBase:
    try:
        return answer(request, blob, name)
    except FileNotFoundError:
        log.error("The bytes of blob %s (%s) are not on disk. Put them back from a backup.", blob.pk, blob.sha256)
        missing.note(blob.pk)
        raise Gone(_("This file is known here, but its bytes cannot be found.")) from None
