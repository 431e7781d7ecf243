"""What effects gave up on: try again, or let it be."""

from __future__ import annotations

import logging
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from threadkeep.kernel import addresses
from threadkeep.kernel.effect import retry_parked
from threadkeep.kernel.models import ParkedEvent
from threadkeep.kernel.refused import NotThere
from threadkeep.members.middleware import viewer_of
from threadkeep.panel.actions.dismiss_parked import dismiss_parked
from threadkeep.panel.door import administrators
from threadkeep.panel.queries import parked_rows
from threadkeep.panel.views.doing import one_click
from threadkeep.theme.page import page

log = logging.getLogger("threadkeep.panel")


@administrators
@require_safe
def parked(request: HttpRequest) -> HttpResponse:
    """The list."""
    return page(request, "panel/parked.html", {"parked": parked_rows(), "part": "parked"})


@administrators
@require_POST
def retry(request: HttpRequest, parked_id: int) -> HttpResponse:
    """Let the effect hear it again, now. Whatever goes wrong is told and leaves it parked."""
    try:
        retry_parked(parked_id)
    except ParkedEvent.DoesNotExist as error:
        raise NotThere from error
    except Exception as error:  # An effect may stumble over anything; that is why this page exists.
        log.exception("The effect stumbled again over what was parked as %s.", parked_id)
        words = {"error": f"{type(error).__name__}: {error}"}
        messages.error(request, _("It failed again and stays here: %(error)s") % words)
    else:
        messages.success(request, _("It went well this time."))
    return HttpResponseRedirect(addresses.panel("parked"))


@administrators
@require_POST
def dismiss(request: HttpRequest, parked_id: int) -> HttpResponse:
    """Let it be."""
    act = partial(dismiss_parked, actor=viewer_of(request), parked_id=parked_id, now=timezone.now())
    return one_click(request, act, back=addresses.panel("parked"), done=_("It will not be tried again."))
