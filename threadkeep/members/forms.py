"""What the pages of members take in. Rules are in rules.py; here are only fields and their words."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from threadkeep.markup.render import plain_fill, render
from threadkeep.members.actions.edit_preferences import Preferences
from threadkeep.members.models import Member
from threadkeep.members.passwords import LONGEST_BYTES, PasswordLength
from threadkeep.vocabulary.queries import current_vocabulary

LONGEST_SIGNATURE = 400
# What a select sends for "whatever the board has"; an empty value would read as "nothing chosen".
BOARDS_OWN = "-"


def signature_html(signature: str) -> str:
    """The signature as safe HTML, with the board's own smileys. Files, quotes and films have no place in one: nothing
    stands in their slots. Names after "@" and topics are words: nobody is called by every post of somebody.
    """
    if not signature.strip():
        return ""
    rendered = render(signature, "markdown", vocabulary=current_vocabulary())
    return rendered.html(lambda slot: plain_fill(slot) if slot.kind in ("mention", "topic") else "")


def _chosen(value: str) -> str:
    return "" if value == BOARDS_OWN else value


class PreferencesForm(forms.Form):
    """How a member's pages look. Each field is a column of Member."""

    language = forms.TypedChoiceField(label=_("Language"), coerce=_chosen)
    time_zone = forms.TypedChoiceField(
        label=_("Time zone"), coerce=_chosen, help_text=_("Times on pages are told in it.")
    )
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=[("system", _("As the device says")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
    )
    density = forms.ChoiceField(
        label=_("Space between lines"),
        choices=[("compact", _("Compact")), ("normal", _("Normal")), ("roomy", _("Roomy"))],
        widget=forms.RadioSelect,
    )
    posts_per_page = forms.TypedChoiceField(
        label=_("Posts on a page"), choices=[(n, str(n)) for n in (10, 15, 20, 25, 30, 40, 50)], coerce=int
    )
    show_avatars = forms.BooleanField(label=_("Show pictures of people beside their posts"), required=False)
    show_signatures = forms.BooleanField(label=_("Show signatures below posts"), required=False)
    shortcuts = forms.BooleanField(
        label=_("Keys for moving around"),
        required=False,
        help_text=_("Single letters such as j and k. “?” lists them."),
    )
    is_hidden_online = forms.BooleanField(
        label=_("Do not show my name among those who are viewing"),
        required=False,
        help_text=_("You are then counted, but not named."),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(member, name) or BOARDS_OWN for name in ("language", "time_zone")} | {
            name: getattr(member, name) for name in self.base_fields if name not in {"language", "time_zone"}
        }
        super().__init__(*args, **kwargs)
        board = _("The board's own")
        self.fields["language"].choices = [(BOARDS_OWN, board), *settings.LANGUAGES]  # type: ignore[attr-defined]
        zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix")))
        self.fields["time_zone"].choices = [  # type: ignore[attr-defined]
            (BOARDS_OWN, f"{board} ({settings.THREADKEEP.board.time_zone})"),
            ("UTC", "UTC"),
            *((zone, zone.replace("_", " ")) for zone in zones),
        ]

    def preferences(self) -> Preferences:
        """What was chosen."""
        return Preferences(**self.cleaned_data)


class ProfileForm(forms.Form):
    """What a member tells about themselves."""

    about = forms.CharField(
        label=_("About you"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 5, "dir": "auto"}),
        help_text=_("Plain text. Everybody can read it, also guests."),
    )
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")
    signature = forms.CharField(
        label=_("Signature"),
        required=False,
        max_length=LONGEST_SIGNATURE,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("A line below each of your posts, in Markdown. Those who prefer none can switch signatures off."),
    )

    @staticmethod
    def of(member: Member) -> dict[str, str]:
        """What stands there now."""
        return {"about": member.about, "website": member.website, "signature": member.signature}


class NameForm(forms.Form):
    """The name others see."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("In any script. Your old name rests for 90 days before others may take it; you can have it back."),
        widget=forms.TextInput({"autocomplete": "nickname", "dir": "auto"}),
    )


class LoginNameForm(forms.Form):
    """The name typed to sign in."""

    username = forms.CharField(
        label=_("Login name"),
        max_length=200,
        help_text=_("Without spaces. Only you see it."),
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "dir": "auto"}),
    )


class OwnerForm(forms.Form):
    """The three fields that make an owner."""

    username = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("You sign in with it, and others see it. You can give others a different one to see later."),
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "dir": "auto"}),
    )
    email = forms.EmailField(label=_("E-mail address"), help_text=_("Nobody else sees it."))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=LONGEST_BYTES,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = PasswordLength().get_help_text()
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean(self) -> dict[str, Any]:
        """The password, looked at with the other two beside it."""
        data = super().clean() or {}
        if data.get("password"):
            typed = Member(
                username=data.get("username", ""), name=data.get("username", ""), email=data.get("email", "")
            )
            try:
                validate_password(data["password"], typed)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data
