"""The address of a member: allauth's page, with only those of its verbs that ask the new address first."""

from __future__ import annotations

from allauth.account.views import EmailView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

TAKEN = ("action_add", "action_send", "action_remove")


class OwnEmailView(EmailView):  # type: ignore[misc]
    """Ask for a change, send the link again, take the change back. Only its link makes an address the one in use."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """One of the three verbs."""
        if not any(verb in request.POST for verb in TAKEN):
            return HttpResponseRedirect(self.get_success_url())
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


email = OwnEmailView.as_view()
