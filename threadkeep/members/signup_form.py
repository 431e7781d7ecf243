"""The sign-up form: four fields a person sees, two that only programs fill in wrongly."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.hashers import make_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from threadkeep.kernel.refused import Refused
from threadkeep.members.account_forms import plain
from threadkeep.members.models import Member
from threadkeep.members.rules import check_name_free

# Nobody reads four labels and types three answers in a second. Small enough not to meet those who let a password
# manager fill everything in.
SHORTEST_TIME = 1.0
SALT = "threadkeep.sign-up"


class SignUpForm(account.SignupForm):  # type: ignore[misc]
    """Login name, name, e-mail address, password."""

    name = forms.CharField(required=False, max_length=200)
    # Hidden from people by the style sheet and from screen readers; a program that fills in everything fills in this.
    homepage = forms.CharField(required=False, label=_("Leave this empty"))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    data: QueryDict
    field_order = ["username", "name", "email", "password1", "homepage", "opened"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)
        self.fields["username"].label = _("Login name")
        self.fields["username"].help_text = _("What you type to sign in. Only you see it.")
        self.fields["username"].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false", "dir": "auto"})
        self.fields["name"].label = _("Name others see")
        self.fields["name"].help_text = _("In any script. Leave it empty to use the login name.")
        self.fields["name"].widget.attrs.update({"autocomplete": "nickname", "dir": "auto"})
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].help_text = _(
            "Nobody here sees it. It is how you get back in if you forget your password."
        )
        self.fields["homepage"].widget.attrs.update({"tabindex": "-1", "autocomplete": "off"})
        self.fields["opened"].initial = _stamp()

    def clean_name(self) -> str:
        """The tidied name; empty stays empty."""
        name: str = self.cleaned_data["name"]
        if not name.strip():
            return ""
        try:
            return check_name_free(name, now=timezone.now())
        except Refused as refusal:
            raise ValidationError(str(refusal.reason)) from refusal

    def clean(self) -> dict[str, Any]:
        """What allauth checks, and whether a person can have been this quick."""
        cleaned: dict[str, Any] = super().clean()
        if _seconds_since(self.data.get(self.add_prefix("opened"), "")) < SHORTEST_TIME:
            self.data = self.data.copy()
            self.data[self.add_prefix("opened")] = _stamp()
            self.add_error(None, _("That was faster than we expected of a person. Please press the button once more."))
        return cleaned

    def try_save(self, request: HttpRequest) -> Any:
        """Make the account; or act as if, for a program and for an address somebody has (who is told by mail)."""
        if self.cleaned_data["homepage"]:
            return None, get_adapter().respond_email_verification_sent(request, None)
        if self.account_already_exists:
            # Making an account hashes a password. So does not making one, or the time would tell.
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def save(self, request: HttpRequest) -> Member:
        """The new member. The action has kept the address too, so allauth's own setting up has nothing left to do."""
        adapter = get_adapter()
        member: Member = adapter.save_user(request, adapter.new_user(request), self)
        return member


def _stamp() -> str:
    return signing.dumps(timezone.now().timestamp(), salt=SALT)


def _seconds_since(stamp: str) -> float:
    """How long ago the form was opened; 0 if that cannot be told."""
    try:
        return timezone.now().timestamp() - float(signing.loads(stamp, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return 0.0
