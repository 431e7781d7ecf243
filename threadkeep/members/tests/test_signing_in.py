"""Signing in and out, what is refused, and what is carried along."""

import json

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from threadkeep.members.models import Member

from .door import PASSWORD, is_signed_in, person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("typed", ["marta", "MARTA", "rnarta", "Marta Lund", "marta@example.org", "Marta@Example.ORG"])
def test_the_login_name_the_name_and_the_address_sign_in(typed):
    person("marta", name="Marta Lund")
    client, answer = sign_in(typed)
    assert answer.status_code == 302
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_name_are_answered_alike():
    person("marta")
    answers = [
        sign_in(login, password)[1].content.decode().replace(login, "NAME")
        for login, password in [("marta", "wrong"), ("nobody", "wrong")]
    ]
    assert "do not belong together" in answers[0]
    assert _without_tokens(answers[0]) == _without_tokens(answers[1])


def _without_tokens(page):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


@pytest.mark.parametrize("typed", ["marta", "nobody", "marta@example.org", "nobody@example.org"])
def test_every_wrong_sign_in_costs_exactly_one_hashing(typed, monkeypatch):
    person("marta")
    from threadkeep.site.quick_hasher import QuickArgon2

    hashings = []
    for name in ("encode", "verify"):
        before = getattr(QuickArgon2, name)
        monkeypatch.setattr(
            QuickArgon2, name, lambda self, *a, _before=before, **k: (hashings.append(1), _before(self, *a, **k))[1]
        )
    sign_in(typed, "wrong")
    assert len(hashings) == 1


def test_an_endless_password_is_wrong_without_being_hashed(monkeypatch):
    person("marta")
    monkeypatch.setattr(Member, "check_password", lambda *_: pytest.fail("was hashed"))
    monkeypatch.setattr(Member, "set_password", lambda *_: pytest.fail("was hashed"))
    assert sign_in("marta", "x" * 1025)[1].status_code == 200


def test_the_session_gets_a_new_key():
    person("marta")
    client = Client()
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    sign_in("marta", client=client)
    assert client.session.session_key != session.session_key
    assert is_signed_in(client)


def test_signing_out_takes_a_form_not_a_link():
    person("marta")
    client, _answer = sign_in("marta")
    client.get("/accounts/logout/")
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_off_the_board(target):
    person("marta")
    assert sign_in("marta", next=target)[1]["Location"] == "/"


def test_one_goes_on_where_one_was():
    person("marta")
    assert sign_in("marta", next="/b/3-boats")[1]["Location"] == "/b/3-boats"


@time_machine.travel("2026-11-22T12:00:00Z", tick=False)
def test_tries_are_limited_by_network_and_say_when_to_come_back():
    person("marta")
    for _time in range(settings.THREADKEEP.limits.sign_in):
        sign_in("marta", "wrong")
    _client, answer = sign_in("marta")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


@time_machine.travel("2026-11-22T12:00:00Z", tick=False)
def test_tries_at_one_account_are_limited_from_many_networks():
    person("marta")
    client = Client()
    fields = {"login": "marta", "password": "wrong"}
    answers = [
        client.post("/accounts/login/", fields, REMOTE_ADDR=f"198.51.100.{n}").status_code
        for n in range(2 * settings.THREADKEEP.limits.sign_in + 1)
    ]
    assert answers[-2:] == [200, 429]
    assert client.post("/accounts/login/", {**fields, "login": "yusuf"}, REMOTE_ADDR="198.51.100.99").status_code == 200


def test_what_was_being_typed_comes_along():
    person("marta")
    text = "A long reply. " * 80_000
    client, answer = sign_in(
        "marta",
        kept_path="/t/7/reply",
        kept_fields=json.dumps({"text": text, "attachment": ["1", "2"], "password": "x"}),
    )
    assert answer["Location"] == "/t/7/reply"
    assert client.session["kept"] == {"path": "/t/7/reply", "fields": {"text": [text], "attachment": ["1", "2"]}}


def test_a_mistyped_password_does_not_lose_it():
    person("marta")
    client, answer = sign_in("marta", "wrong", kept_path="/t/7/reply", kept_fields='{"text": "Half a <reply>"}')
    page = answer.content.decode()
    assert 'name="kept_path" value="/t/7/reply"' in page
    assert "Half a &lt;reply&gt;" in page
    assert "kept" not in client.session


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("https://evil.example/", '{"text": "x"}'),
        ("//evil.example/t/7", '{"text": "x"}'),
        ("/t/7/reply", "not json"),
        ("/t/7/reply", "[1, 2]"),
        ("/t/7/reply", "[" * 100_000),
    ],
)
def test_nonsense_is_not_kept(path, fields):
    person("marta")
    client, answer = sign_in("marta", kept_path=path, kept_fields=fields)
    assert answer["Location"] == "/"
    assert "kept" not in client.session


@pytest.mark.parametrize("asks_for", ["application/json", "text/html", "*/*", "nonsense"])
def test_a_form_is_answered_with_a_page_whatever_the_browser_accepts(asks_for):
    answer = Client().post("/accounts/login/", {"login": "marta", "password": "wrong"}, HTTP_ACCEPT=asks_for)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("broken", [{}, {"login": "a\0b", "password": "x"}, {"login": "x" * 100_000, "password": "y"}])
def test_a_broken_form_is_given_back(broken):
    answer = Client().post("/accounts/login/", broken)
    assert answer.status_code == 200
    assert "Sign in" in answer.content.decode()


@pytest.mark.parametrize("credential", ["", "{}", "null", "[]", '{"id": 1}', '{"response": {"userHandle": "!"}}', "{"])
def test_a_broken_passkey_is_turned_away(credential):
    client = Client()
    client.get("/accounts/2fa/webauthn/login/", HTTP_ACCEPT="application/json")
    answer = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")


def test_a_switched_off_account_is_told_so():
    member = person("marta")
    get_user_model().objects.filter(pk=member.pk).update(is_active=False)
    client, answer = sign_in("marta", PASSWORD)
    assert answer["Location"] == "/accounts/inactive/"
    assert "switched off" in client.get("/accounts/inactive/").content.decode()
    assert not is_signed_in(client)
