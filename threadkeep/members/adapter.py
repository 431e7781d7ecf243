"""Where django-allauth meets our members (the members room makes it whole)."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How accounts are made here."""
