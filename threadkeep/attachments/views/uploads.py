"""Files that go up while somebody writes. JSON for the composer's script; the form itself needs none of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from threadkeep.attachments.actions.discard_upload import discard_upload
from threadkeep.attachments.forms import take_upload
from threadkeep.attachments.rules import get_file
from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.kernel.trouble import in_plain_words
from threadkeep.members.middleware import viewer_of


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take one file, in the field `file`, for a post on the board named by ?board=. 201, or {"error": a sentence}."""
    try:
        return JsonResponse(_take(request), status=201)
    except Refused as refusal:
        return _refused(refusal)
    except OSError as error:
        said = in_plain_words(error)
        if not isinstance(said, Refused):
            raise
        return _refused(said)


def _take(request: HttpRequest) -> dict[str, object]:
    viewer = viewer_of(request)
    board = request.GET.get("board", "")
    uploaded = request.FILES.get("file")
    if not (board.isascii() and board.isdigit() and len(board) < 19):
        raise NotThere(_("This board is not there. Please reload the page."))
    if uploaded is None:
        raise Refused(_("No file arrived. Please choose it again."), status=422)
    key = request.headers.get("Idempotency-Key")
    pk = take_upload(viewer, int(board), uploaded, key=key, now=timezone.now())
    file = get_file(viewer, pk)
    address = addresses.attachment(file.pk, file.name)
    return {
        "id": file.pk,
        "name": file.name,
        "size": file.size,
        "is_picture": file.blob.width is not None,
        "width": file.blob.width,
        "height": file.blob.height,
        "url": address,
        "thumb_url": address if file.blob.width is not None else None,
    }


def _refused(refusal: Refused) -> JsonResponse:
    sentence = str(refusal.reason) or _("This board is not there. Please reload the page.")
    response = JsonResponse({"error": sentence}, status=refusal.status)
    if retry_after := getattr(refusal, "retry_after", None):
        response.headers["Retry-After"] = str(retry_after)
    return response


@require_POST
def discard(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Forget an upload of one's own that is on no post: 204 for a script, home for a form."""
    discard_upload(actor=viewer_of(request), attachment_id=attachment_id, now=timezone.now())
    if "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    return redirect(addresses.home())
