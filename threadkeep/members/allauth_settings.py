"""django-allauth, set up for Threadkeep. Read into Django's settings by site/settings.py."""

from __future__ import annotations

from threadkeep.site.config import load as _load

_config = _load()

AUTHENTICATION_BACKENDS = ["threadkeep.members.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "threadkeep.members.passwords.PasswordLength"},
    {"NAME": "threadkeep.members.passwords.NotCommon"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
]
# Seconds. The token is also used up by any sign-in, change of password or change of address.
PASSWORD_RESET_TIMEOUT = 30 * 60

ACCOUNT_ADAPTER = "threadkeep.members.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username_key"
ACCOUNT_USER_DISPLAY = "threadkeep.members.adapter.display_name"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "threadkeep.members.account_forms.SignInForm",
    "signup": "threadkeep.members.signup_form.SignUpForm",
    "add_email": "threadkeep.members.account_forms.NewEmailForm",
    "change_password": "threadkeep.members.account_forms.NewPasswordForm",
    "set_password": "threadkeep.members.account_forms.FirstPasswordForm",
    "reset_password": "threadkeep.members.account_forms.ForgottenPasswordForm",
    "reset_password_from_key": "threadkeep.members.account_forms.ResetPasswordForm",
    "reauthenticate": "threadkeep.members.account_forms.PasswordAgainForm",
}
# With mail an address must be confirmed before the first sign-in. Without, nobody could read the link.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if _config.mail.host else "optional"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 30 / (24 * 60)
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Counted in the database by members/limited.py, not in a cache that each process has for itself.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False

MFA_ADAPTER = "threadkeep.members.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = not _config.mail.host
MFA_FORMS = {
    "authenticate": "threadkeep.members.second_factor.CodeForm",
    "reauthenticate": "threadkeep.members.second_factor.CodeAgainForm",
    "activate_totp": "threadkeep.members.second_factor.FirstCodeForm",
    "authenticate_webauthn": "threadkeep.members.second_factor.PasskeyForm",
    "reauthenticate_webauthn": "threadkeep.members.second_factor.PasskeyAgainForm",
    "login_webauthn": "threadkeep.members.second_factor.PasskeySignInForm",
    "add_webauthn": "threadkeep.members.second_factor.NewPasskeyForm",
    "edit_webauthn": "threadkeep.members.second_factor.RenamePasskeyForm",
}
# A page that is read writes nothing: when a session was last seen is noted in memory (members/sessions.py).
USERSESSIONS_TRACK_ACTIVITY = False
