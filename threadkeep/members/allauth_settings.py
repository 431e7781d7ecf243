"""django-allauth, set up for Threadkeep. Read into Django's settings by site/settings.py."""

from __future__ import annotations

from threadkeep.site.config import load as _load

_config = _load()

ACCOUNT_ADAPTER = "threadkeep.members.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username_key"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if _config.mail.host else "optional"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
USERSESSIONS_TRACK_ACTIVITY = True
