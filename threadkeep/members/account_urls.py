"""The pages of allauth that this board uses, counted against limits where guessing pays. The names are allauth's."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from threadkeep.members.limited import limited
from threadkeep.members.views.email import email
from threadkeep.members.views.sessions import own_sessions

urlpatterns = [
    path("login/", limited(account.login, "sign_in"), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", limited(account.signup, "sign_up"), name="account_signup"),
    path("reauthenticate/", limited(account.reauthenticate, "sign_in"), name="account_reauthenticate"),
    path("email/", limited(email, "reset"), name="account_email"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("password/change/", limited(account.password_change, "sign_in"), name="account_change_password"),
    path("password/set/", limited(account.password_set, "sign_in"), name="account_set_password"),
    path("password/reset/", limited(account.password_reset, "reset"), name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        limited(account.password_reset_from_key, "sign_in"),
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("sessions/", own_sessions, name="usersessions_list"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", limited(mfa.authenticate, "sign_in"), name="mfa_authenticate"),
    path("2fa/reauthenticate/", limited(mfa.reauthenticate, "sign_in"), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", limited(totp.activate_totp, "sign_in"), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        limited(passkeys.reauthenticate_webauthn, "sign_in"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/webauthn/login/", limited(passkeys.login_webauthn, "sign_in"), name="mfa_login_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
