"""Where password managers look for our pages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from threadkeep.kernel import addresses


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """W3C "A Well-Known URL for Changing Passwords"."""
    return redirect(addresses.account("password/change"))


@require_safe
def passkey_endpoints(request: HttpRequest) -> JsonResponse:
    """W3C "Passkey Endpoints": where to make a passkey and where to look after them. Full addresses, as it asks."""
    public_url = settings.THREADKEEP.server.public_url
    return JsonResponse(
        {
            "enroll": public_url + addresses.account("2fa/webauthn/add"),
            "manage": public_url + addresses.account("2fa/webauthn"),
        }
    )
