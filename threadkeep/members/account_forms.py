"""allauth's forms about passwords and addresses, in our words: one password field, no placeholders that hide labels."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.fields import PasswordField
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from threadkeep.members import limited
from threadkeep.members.passwords import LONGEST_BYTES, PasswordLength


def plain(form: forms.Form) -> None:
    """Our words and bounds for a form of allauth's; nothing that vanishes when one begins to type."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        if isinstance(field, PasswordField):
            field.widget.attrs["maxlength"] = str(LONGEST_BYTES)
        field.error_messages["required"] = _("Please fill this in.")
    if "password1" in form.fields:
        form.fields["password1"].help_text = PasswordLength().get_help_text()
    for name in ("password", "oldpassword"):
        if name in form.fields:
            # The way out for those who forgot stands below the form, once.
            form.fields[name].help_text = ""


class SignInForm(account.LoginForm):  # type: ignore[misc]
    """Login name, name or address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)
        login = self.fields["login"]
        login.label = _("Name or e-mail address")
        login.max_length = 320
        login.widget.attrs.update(
            {"autocomplete": "username webauthn", "autocapitalize": "none", "spellcheck": "false", "dir": "auto"}
        )
        self.fields["password"].label = _("Password")
        self.fields["remember"].label = _("Stay signed in on this device")


class _OnePassword:
    """A form of allauth's without its second password field: those who mistype can have it reset."""

    label = _("New password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        del fields["password2"]
        plain(self)  # type: ignore[arg-type]
        fields["password1"].label = self.label


class NewPasswordForm(_OnePassword, account.ChangePasswordForm):  # type: ignore[misc]
    """Change the password, knowing the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Present password")

    def clean_oldpassword(self) -> str:
        """The present password, if it is; each try is counted."""
        limited.count_name(self.user.username)
        password: str = super().clean_oldpassword()
        return password


class FirstPasswordForm(_OnePassword, account.SetPasswordForm):  # type: ignore[misc]
    """Set a password where there was none."""

    label = _("Password")


class ResetPasswordForm(_OnePassword, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """Set a new password with the link from the mail."""


class ForgottenPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]
    """Ask for that link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)
        self.fields["email"].label = _("Your e-mail address")

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the mail; an address nobody has gets one too, so that the page and its time say the same."""
        limited.count_address(self.cleaned_data["email"])
        address: str = super().save(request, **kwargs)
        return address


class NewEmailForm(account.AddEmailForm):  # type: ignore[misc]
    """Change the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)
        self.fields["email"].label = _("New e-mail address")

    def save(self, request: HttpRequest) -> EmailAddress:
        """Keep the new address as the one waited for, and send its link. The present one stays, confirmed or not.

        (allauth would throw an unconfirmed present address away at once, and the member would have none.)
        """
        EmailAddress.objects.filter(user=self.user, primary=False, verified=False).delete()
        address = EmailAddress.objects.create(user=self.user, email=self.cleaned_data["email"])
        send_verification_email_to_address(request, address)
        return address


class PasswordAgainForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self)
        self.fields["password"].label = _("Your password")
