"""The page behind the one-time owner link."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from threadkeep.kernel.refused import Gone, Refused
from threadkeep.members.actions.claim_board import claim_board
from threadkeep.members.forms import OwnerForm
from threadkeep.members.models import Member
from threadkeep.members.owner import get_link
from threadkeep.theme.page import page


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def owner(request: HttpRequest, token: str) -> HttpResponse:
    """Three fields, and the board has an owner who is signed in."""
    now = timezone.now()
    get_link(token, now)
    form = OwnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            member_id = claim_board(
                token=token,
                username=data["username"],
                email=data["email"],
                password_hash=make_password(data["password"]),
                now=now,
            )
        except Gone:
            raise
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        else:
            answer: HttpResponse = perform_login(request, Login(user=Member.objects.get(pk=member_id)))
            return answer
    return page(request, "members/owner.html", {"form": form}, status=422 if form.errors else 200)
