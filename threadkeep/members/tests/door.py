"""Short ways through the front door, for the tests of accounts: sign up, sign in, read the mail."""

from __future__ import annotations

import re
from datetime import timedelta

import time_machine
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from threadkeep.alerts.models import Mail
from threadkeep.members.actions.make_member import make_member
from threadkeep.members.models import Member

PASSWORD = "a long sentence nobody guesses"


def person(username: str = "Marta", *, password: str = PASSWORD, **more: object) -> Member:
    """Somebody with an account, made by the action."""
    options: dict = {"email": f"{username.lower()}@example.org", "email_confirmed": True, **more}
    member_id = make_member(username=username, password_hash=make_password(password), now=timezone.now(), **options)
    return Member.objects.get(pk=member_id)


def sign_in(login: str, password: str = PASSWORD, client: Client | None = None, **more: str):
    """Send the sign-in form. Returns the browser and the answer."""
    client = client or Client()
    return client, client.post("/accounts/login/", {"login": login, "password": password, **more})


def is_signed_in(client: Client) -> bool:
    """Whether the browser gets a page for members only."""
    return client.get("/preferences").status_code == 200


def sign_up(client: Client | None = None, **fields: str):
    """Open the sign-up form, take five seconds, send it."""
    client = client or Client()
    with time_machine.travel(timezone.now() - timedelta(seconds=5), tick=False):
        form = client.get("/accounts/signup/").content.decode()
    stamp = re.search(r'name="opened" value="([^"]+)"', form)
    filled = {
        "username": "Marta",
        "email": "marta@example.org",
        "password1": PASSWORD,
        "opened": stamp.group(1) if stamp else "",
        **fields,
    }
    return client, client.post("/accounts/signup/", filled)


def mails() -> list[Mail]:
    """The outbox, oldest first."""
    return list(Mail.objects.order_by("pk"))


def link_in(mail: Mail, part: str) -> str:
    """The path of the link in a mail that has `part` in it."""
    found = re.search(rf"https?://[^/\s]+(/\S*{re.escape(part)}\S*)", mail.text)
    assert found, mail.text
    return found.group(1)
