"""The outbox: mails that wait, were sent, or failed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from threadkeep.alerts.actions.send_mail_again import send_mail_again
from threadkeep.alerts.queries import outbox_page
from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.panel.door import administrators
from threadkeep.theme.page import page


@require_safe
@administrators
def outbox(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) <= 18):
        raise NotThere
    shown = outbox_page(viewer_of(request), int(before) if before else None)
    return page(request, "panel/outbox.html", {"outbox": shown, "here": addresses.panel("outbox")})


@require_POST
@administrators
def send_again(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Try to send one once more, then show the list."""
    try:
        send_mail_again(actor=viewer_of(request), mail_id=mail_id, now=timezone.now())
    except NotThere:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(
            request, _("The mail is being sent once more. Reload this page in a moment to see how it went.")
        )
    return redirect(addresses.panel("outbox"))
