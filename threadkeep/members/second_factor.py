"""Passkeys, authenticator apps and recovery codes: allauth's, in our words and counted by our limits."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from threadkeep.members import limited
from threadkeep.members.account_forms import plain
from threadkeep.members.models import Member

LONGEST_KEY_NAME = 60


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What second factors are called here."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That is not right. Codes change every 30 seconds: please try the newest."),
        "unverified_email": _(
            "Please confirm your e-mail address first: it is the way back in if you lose the device."
        ),
    }

    def _get_site_name(self) -> str:
        return str(settings.THREADKEEP.board.name)

    def _get_user_identifier(self, user: Member) -> str:
        return user.username

    def generate_authenticator_name(self, user: Member, type: Authenticator.Type) -> str:
        """What a new passkey is called until its owner names it."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey") if count == 0 else gettext("Passkey %(number)d") % {"number": count + 1}


def _ask_for_code(form: Any, label: Any) -> None:
    plain(form)
    form.fields["code"].label = label
    form.fields["code"].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false", "inputmode": "numeric"})


class _Counted:
    """A form with a code: each try counts."""

    label = _("Code from your authenticator app, or a recovery code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, self.label)

    def clean_code(self) -> str:
        """The code, if it is right."""
        limited.count_code(self.user.pk)  # type: ignore[attr-defined]
        code: str = super().clean_code()  # type: ignore[misc]
        return code


class CodeForm(_Counted, base.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""


class CodeAgainForm(_Counted, base.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something that matters."""


class FirstCodeForm(_Counted, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app, which proves that it was set up rightly."""

    label = _("The six digits your app shows now")


class _WellFormed:
    """A form with what a browser says a passkey answered. Whatever is not well-formed is as wrong as a wrong answer."""

    def clean_credential(self) -> Any:
        """The credential, if it is right. (allauth takes the parts of a broken one for granted.)"""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise _not_right() from error


def _not_right() -> ValidationError:
    return ValidationError(gettext("The passkey did not answer as expected. Please try again."))


class PasskeySignInForm(_WellFormed, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """Sign in with a passkey alone."""


class PasskeyForm(_WellFormed, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey as the second step."""


class PasskeyAgainForm(_WellFormed, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more, before something that matters."""


class NewPasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey. Unless its owner says otherwise it signs in alone, without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What to call it")
        self.fields["name"].help_text = _("So that you know it again in a list: “Phone”, “Blue key”.")
        self.fields["name"].max_length = LONGEST_KEY_NAME
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = _(
            "The device then asks for a fingerprint, your face or its PIN. Without this it is a second step after the "
            "password."
        )
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        """The new credential, if it is one."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise _not_right() from error
        return cleaned

    def clean_name(self) -> str:
        """At most 60 characters; the browser has made the key by now, so a long name is cut rather than refused."""
        name: str = super().clean_name()
        return name[:LONGEST_KEY_NAME]


class RenamePasskeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What to call it")

    def clean_name(self) -> str:
        """At most 60 characters."""
        return str(self.cleaned_data["name"])[:LONGEST_KEY_NAME]
