"""Who is at the other end of a password or a session."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email
from django.http import HttpRequest

from threadkeep.members.models import Member
from threadkeep.members.names import name_key, username_key
from threadkeep.members.passwords import LONGEST_BYTES


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in by login name, name or e-mail address; knows no banned member."""

    def get_user(self, user_id: int) -> Member | None:
        """The member of a session, with their avatar; None if there is none who may sign in."""
        member = Member.objects.select_related("avatar").filter(pk=user_id).first()
        return member if member and self.user_can_authenticate(member) else None

    def user_can_authenticate(self, user: Member) -> bool:
        """A ban counts at once, in every session, because each request asks."""
        return bool(super().user_can_authenticate(user)) and user.banned_at is None

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Member | None:
        """The member with these credentials. Passwords beyond the limit are wrong, and cost no hashing."""
        if len((credentials.get("password") or "").encode("utf-8", "replace")) > LONGEST_BYTES:
            return None
        member: Member | None = super().authenticate(request, **credentials)
        return member

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Member | None:
        # One way in, not allauth's three in a row: a wrong password must cost one hashing, like an unknown name,
        # or the time of the answer tells who has an account.
        typed = (credentials.get("username") or credentials.get("email") or "").strip()
        for member in _called(typed):
            if self._check_password(member, credentials.get("password") or ""):
                return member
        return None


def _called(typed: str) -> list[Member]:
    """Who may be meant. Names have no @, addresses have one. A login name goes before a name others see."""
    if "@" in typed:
        return list(filter_users_by_email(typed, prefer_verified=True, for_login=True))
    members = Member.objects.filter(username_key=username_key(typed)) or Member.objects.filter(name_key=name_key(typed))
    return list(members[:1])
