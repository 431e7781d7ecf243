"""Where django-allauth meets our members: what it does stays its own, what it makes, says and sends is ours."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from threadkeep.kernel.refused import Refused
from threadkeep.members import kept, limited, steps
from threadkeep.members.actions.make_member import make_member
from threadkeep.members.models import Member
from threadkeep.members.rules import check_username_free
from threadkeep.theme.page import page

# One sentence for a wrong name and a wrong password: which of the two it was is nobody's business.
_NO_MATCH = _("That name and password do not belong together. Look at both once more, or have the password reset.")


def display_name(member: Member) -> str:
    """What allauth calls a member in its pages and mails."""
    return member.name


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How accounts are made, signed in to and written to here."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _NO_MATCH,
        "email_password_mismatch": _NO_MATCH,
        "invalid_login": _NO_MATCH,
        "email_taken": _("Somebody has an account with this address. If it is you, sign in or reset the password."),
        "duplicate_email": _("That is your address already."),
        "incorrect_password": _("That is not your password."),
        "enter_current_password": _("That is not your present password."),
        "incorrect_code": _("That code is not right. Codes change every 30 seconds: please try the newest."),
        "invalid_password_reset": _("This link has been used, or is older than 30 minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """As board.registration says."""
        return bool(settings.THREADKEEP.board.registration == "open")

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """The tidied login name; what our rules refuse is said beside the field."""
        try:
            return check_username_free(username, now=timezone.now())
        except Refused as refusal:
            raise ValidationError(str(refusal.reason)) from refusal

    def save_user(self, request: HttpRequest, user: Member, form: BaseForm, commit: bool = True) -> Member:
        """Make the member of a sign-up form, by the same action as everywhere."""
        data = form.cleaned_data
        member_id = make_member(
            username=data["username"],
            name=data.get("name") or "",
            email=data["email"],
            password_hash=make_password(data["password1"]),
            now=timezone.now(),
        )
        return Member.objects.get(pk=member_id)

    def set_password(self, user: Member, password: str) -> None:
        """Set it, and end every other session: whoever knew the old password is out."""
        user.set_password(password)
        user.save(update_fields=["password"])
        request = allauth_context.request
        mine = request.session.session_key if request.user.is_authenticated and request.user.pk == user.pk else None
        steps.end_sessions(user.pk, but=mine)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm it. If it takes the place of another, all other sessions end (and allauth tells the old address)."""
        before = Member.objects.values_list("email", flat=True).get(pk=email_address.user_id)
        confirmed = bool(super().confirm_email(request, email_address))
        if confirmed and before.lower() != email_address.email.lower():
            is_own = request.user.is_authenticated and request.user.pk == email_address.user_id
            steps.end_sessions(email_address.user_id, but=request.session.session_key if is_own else None)
        return confirmed

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before any hashing."""
        limited.count_name(credentials.get("username") or credentials.get("email") or "")

    def reauthenticate(self, user: Member, password: str) -> bool:
        """Whether this is the member's password."""
        limited.count_name(user.username)
        return user.check_password(password)

    def pre_login(self, request: HttpRequest, user: Member, **kwargs: Any) -> HttpResponse | None:
        """Turn banned members away with the reason; keep what the form carries along for the others."""
        if user.banned_at is not None:
            from allauth.account.internal.stagekit import clear_login

            clear_login(request)
            return page(request, "members/banned.html", {"member": user}, status=403)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if response is None:
            kept.keep_typed(request)
        return response

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """How somebody can show once more that it is them; the first is asked for unless they choose another."""
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use your passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words.get(method["id"], method["description"])} for method in methods]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to the form that was waiting, else to the front page."""
        return kept.kept_path(request) or "/"

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """As after signing in."""
        return self.get_login_redirect_url(request)

    def is_safe_url(self, url: str) -> bool:
        """Own paths only."""
        return kept.is_own_path(url)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Forms are answered with pages, whatever the request says it accepts; only a passkey's options are data."""
        return request.method == "GET" and request.path == reverse("mfa_login_webauthn")

    def get_client_ip(self, request: HttpRequest) -> str:
        """The front has asked the trusted proxies already."""
        return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 - allauth wants an address for its list

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a mail into the outbox. Every link in it begins with server.public_url, never with the Host header."""
        public_url = settings.THREADKEEP.server.public_url
        super().send_mail(
            template_prefix,
            email,
            {
                "board_name": settings.THREADKEEP.board.name,
                "board_url": public_url,
                "reset_url": public_url + reverse("account_reset_password"),
                "sessions_url": public_url + reverse("usersessions_list"),
                "newcomer_url": public_url + reverse("account_signup"),
                **context,
            },
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail; `key` is "member-token"."""
        uid, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.THREADKEEP.server.public_url}{path}"

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The link in the mail."""
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return f"{settings.THREADKEEP.server.public_url}{path}"
