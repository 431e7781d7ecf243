"""What a password may be (NIST 800-63B): long enough, not on the list of common ones, no rules about signs."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from threadkeep.members.models import Member

SHORTEST = 10
# Beyond this nobody types, and hashing would be work a stranger can order.
LONGEST_BYTES = 1024


class PasswordLength:
    """Ten characters at least, 1024 bytes of UTF-8 at most. For AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: Member | None = None) -> None:
        """Raises ValidationError with a sentence for a person."""
        if len(password) < SHORTEST:
            raise ValidationError(
                _("Please take at least %(least)d characters. A short sentence is easy to remember and hard to guess.")
                % {"least": SHORTEST},
                code="password_too_short",
            )
        if len(password.encode("utf-8", "replace")) > LONGEST_BYTES:
            raise ValidationError(
                _("That is more than %(most)d bytes. A shorter password is as safe.") % {"most": LONGEST_BYTES},
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        """What the form says before anything is typed."""
        return _("At least %(least)d characters. A short sentence is easy to remember and hard to guess.") % {
            "least": SHORTEST
        }


class NotCommon:
    """Not one of the 20,000 most common passwords (Django's list), said in our words."""

    def validate(self, password: str, user: Member | None = None) -> None:
        """Raises ValidationError with a sentence for a person."""
        from django.contrib.auth.password_validation import CommonPasswordValidator

        try:
            CommonPasswordValidator().validate(password)
        except ValidationError:
            raise ValidationError(
                _("Many people use this password, so it is the first to be tried. Please think of another."),
                code="password_too_common",
            ) from None

    def get_help_text(self) -> str:
        """Nothing: it would only make the form longer."""
        return ""
