"""The addresses of members."""

from django.urls import include, path, re_path

from threadkeep.members.views import own, owner, profile, well_known

urlpatterns = [
    path("m/<id:member_id>", profile.profile),
    path("m/<id:member_id>-<rest:slug>", profile.profile),
    re_path(r"^avatar/(?P<sha256>[0-9a-f]{64})$", profile.avatar),
    path("preferences", own.preferences),
    path("preferences/profile", own.profile),
    path("preferences/picture", own.picture),
    path("preferences/name", own.name),
    path("preferences/login-name", own.login_name),
    path("accounts/sessions/<id:session_id>/end", own.end_one_session),
    path("owner/<str:token>", owner.owner),
    path(".well-known/change-password", well_known.change_password),
    path(".well-known/passkey-endpoints", well_known.passkey_endpoints),
    path("accounts/", include("threadkeep.members.account_urls")),
]
