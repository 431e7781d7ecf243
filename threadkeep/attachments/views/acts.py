"""What is done to a file on a post: remove it with a reason, put it back, approve it, describe it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from threadkeep.attachments.actions.approve_file import approve_file
from threadkeep.attachments.actions.describe_file import describe_file
from threadkeep.attachments.actions.remove_file import remove_file
from threadkeep.attachments.actions.restore_file import restore_file
from threadkeep.attachments.queries import remove_page
from threadkeep.attachments.rules import check_remove_file, get_file, get_file_on_post
from threadkeep.boards.queries import trail
from threadkeep.kernel import addresses
from threadkeep.kernel.refused import Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.theme.page import page


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Ask for the reason; POST removes the file and goes back to its post."""
    viewer = viewer_of(request)
    file = get_file_on_post(viewer, attachment_id)
    refusal: Refused | None = None
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        try:
            remove_file(actor=viewer, attachment_id=attachment_id, reason=reason, now=timezone.now())
        except Refused as error:
            # Only what the writer can mend is shown beside the form; the rest has its own page.
            if error.field != "reason":
                raise
            refusal = error
        else:
            messages.success(request, _("The file is removed. Its place says who, when and why; it can be put back."))
            return redirect(addresses.post(file.post_id or 0))
    else:
        check_remove_file(viewer, file)
    context = {
        **remove_page(viewer, file),
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
        "trail": trail(viewer, file.post.topic.board_id) if file.post else [],
    }
    return page(request, "attachments/remove.html", context, status=refusal.status if refusal else 200)


@require_POST
def restore(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Put a removed file back, in one click, and go to its post."""
    viewer = viewer_of(request)
    file = get_file_on_post(viewer, attachment_id)
    restore_file(actor=viewer, attachment_id=attachment_id, now=timezone.now())
    messages.success(request, _("The file stands in its place again."))
    return redirect(addresses.post(file.post_id or 0))


@require_POST
def approve(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Let everybody see a file that waited, and go to its post."""
    viewer = viewer_of(request)
    file = get_file_on_post(viewer, attachment_id)
    approve_file(actor=viewer, attachment_id=attachment_id, now=timezone.now())
    messages.success(request, _("Everybody who may see files here can see it now."))
    return redirect(addresses.post(file.post_id or 0))


@require_POST
def describe(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """Change a file's alt text and caption; on to its post, or 204 for one that is on none yet."""
    viewer = viewer_of(request)
    file = get_file(viewer, attachment_id)
    words = {kind: request.POST.get(kind, "").replace("\0", "") for kind in ("alt", "caption")}
    describe_file(actor=viewer, attachment_id=attachment_id, now=timezone.now(), **words)
    return redirect(addresses.post(file.post_id)) if file.post_id else HttpResponse(status=204)
