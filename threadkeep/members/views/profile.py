"""A member's page and picture."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from threadkeep.attachments.blobs import open_blob
from threadkeep.attachments.models import Blob
from threadkeep.kernel.refused import NotThere
from threadkeep.members.middleware import viewer_of
from threadkeep.members.models import Member
from threadkeep.members.queries import profile_page
from threadkeep.theme.page import page


@require_safe
def profile(request: HttpRequest, member_id: int, slug: str = "") -> HttpResponse:
    """A member's page, for everybody. An address with an old name leads to the one with the new."""
    shown = profile_page(viewer_of(request), member_id)
    if request.path != _unquoted(shown.url):
        return redirect(shown.url, permanent=True)
    return page(request, "members/profile.html", {"profile": shown}, page_id="profile")


def _unquoted(url: str) -> str:
    from urllib.parse import unquote

    return unquote(url)


@require_safe
def avatar(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The picture with these bytes, if it is somebody's. The address names the bytes, so it never changes."""
    blob = Blob.objects.filter(sha256=sha256).first()
    if blob is None or not Member.objects.filter(avatar=blob).exists():
        raise NotThere
    try:
        file = open_blob(sha256)
    except FileNotFoundError:
        raise NotThere from None
    response = FileResponse(file, content_type=blob.mime_type)
    response.headers["Content-Length"] = str(blob.size)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
