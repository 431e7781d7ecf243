"""Authenticator apps, recovery codes: set up, asked for, counted, told."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from .door import PASSWORD, is_signed_in, mails, person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def trusted(login="marta"):
    """Signed in, and the password given once more."""
    client, _answer = sign_in(login)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def set_up(client):
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'totp-secret">([A-Z2-7]+)<', page).group(1)
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    return secret


@pytest.fixture
def secret():
    person("marta")
    return set_up(trusted())


def test_the_picture_to_scan_is_in_the_page_itself():
    person("marta")
    page = trusted().get("/accounts/2fa/totp/activate/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert "style=" not in page


def test_setting_up_asks_for_the_password_first():
    person("marta")
    client, _answer = sign_in("marta")
    assert client.get("/accounts/2fa/totp/activate/")["Location"].startswith("/accounts/reauthenticate/")


def test_with_an_app_the_password_alone_opens_nothing(secret):
    client, answer = sign_in("marta")
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_signed_in(client)


def test_a_wrong_code_does_not(secret):
    client, _answer = sign_in("marta")
    assert "is not right" in client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert not is_signed_in(client)


def test_what_was_being_typed_comes_through_the_second_step(secret):
    client, _answer = sign_in("marta", kept_path="/t/7/reply", kept_fields='{"text": "Half a reply"}')
    answer = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert answer["Location"] == "/t/7/reply"
    assert client.session["kept"]["fields"] == {"text": ["Half a reply"]}


def test_guessing_codes_is_slow(secret):
    client, _answer = sign_in("marta")
    # Five in a row, and the one that set the app up was the first.
    answers = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]


def test_a_recovery_code_opens_the_door_once(secret):
    client = Client()
    sign_in("marta", client=client)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    codes = re.findall(r"<code>([0-9A-Za-z]+)</code>", client.get("/accounts/2fa/recovery-codes/").content.decode())
    assert len(codes) == 10
    for works in (True, False):
        again, _answer = sign_in("marta")
        again.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert is_signed_in(again) is works


@pytest.mark.parametrize("path", ["/accounts/2fa/webauthn/add/", "/accounts/2fa/authenticate/"])
@pytest.mark.parametrize("credential", ["null", "[]", '{"id": 1}', '{"response": 7}'])
def test_a_broken_passkey_is_answered_with_the_form(path, credential, secret):
    client, _answer = sign_in("marta")
    if "add" in path:
        client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        client.get(path)
    assert client.post(path, {"credential": credential, "name": "Key"}).status_code == 200


def test_each_change_is_told_by_mail(secret):
    assert "An authenticator app was set up" in [mail.subject for mail in mails()]


def test_switching_it_off_asks_first_and_then_the_password_is_enough(secret):
    client, _answer = sign_in("marta")
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/accounts/2fa/totp/deactivate/").status_code == 302
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/totp/deactivate/")
    assert is_signed_in(sign_in("marta")[0])
    assert mails()[-1].subject == "The authenticator app was switched off"
