"""Making an account through the front door."""

import re
from dataclasses import replace

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client

from threadkeep.members.models import Member

from .door import PASSWORD, is_signed_in, link_in, mails, person, sign_in, sign_up

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def with_mail(settings):
    """As on a board whose mail is set up."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def test_four_fields_make_an_account_and_sign_in():
    client, answer = sign_up(username="marta", name="Marta Lund")
    member = Member.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert (member.username, member.name, member.email) == ("marta", "Marta Lund", "marta@example.org")
    assert is_signed_in(client)


def test_the_password_is_kept_as_argon2():
    sign_up()
    assert Member.objects.get().password.startswith("argon2")


def test_with_mail_the_address_is_confirmed_first(with_mail):
    client, answer = sign_up()
    assert answer["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)
    link = link_in(mails()[-1], "confirm-email/")
    assert "Yes, it is mine" in client.get(link).content.decode()
    assert not EmailAddress.objects.get().verified, "looking at the link confirms nothing"
    client.post(link)
    assert EmailAddress.objects.get().verified
    assert is_signed_in(sign_in("marta", client=client)[0])


def test_without_a_confirmed_address_nobody_signs_in_where_mail_is_set_up(with_mail):
    sign_up()
    client, answer = sign_in("Marta")
    assert answer["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)


def test_an_address_somebody_has_gets_a_mail_and_the_page_says_the_same(with_mail):
    _client, usual = sign_up(username="yusuf", email="yusuf@example.org")
    person("Marta")
    _client, answer = sign_up(username="somebody", email="marta@example.org")
    assert (answer.status_code, answer["Location"]) == (usual.status_code, usual["Location"])
    assert Member.objects.count() == 2
    assert "already" in mails()[-1].subject


def test_a_taken_name_is_refused_with_everything_typed_still_there():
    person("Marta")
    _client, answer = sign_up(username="MARTA", email="other@example.org")
    page = answer.content.decode()
    assert "Somebody here is called that" in page
    assert 'value="other@example.org"' in page
    assert Member.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("username", "two words", "has no spaces"),
        ("username", "admin", "kept for the board"),
        ("name", "M\u0430rta", "mixes letters"),
        ("email", "nonsense", "valid email"),
        ("password1", "short", "at least 10 characters"),
        ("password1", "1234567890", "first to be tried"),
        ("password1", "marta@example.org", "similar"),
        ("password1", "x" * 1025, "more than 1024 bytes"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(field, value, sentence):
    _client, answer = sign_up(**{field: value})
    assert sentence in answer.content.decode()
    assert not Member.objects.exists()


def test_a_program_that_fills_in_everything_makes_nothing():
    _client, answer = sign_up(homepage="https://spam.example/")
    assert answer["Location"] == "/accounts/confirm-email/"
    assert not Member.objects.exists()


def test_a_form_sent_the_moment_it_was_opened_is_asked_once_more():
    client = Client()
    stamp = re.search(r'name="opened" value="([^"]+)"', client.get("/accounts/signup/").content.decode()).group(1)
    fields = {"username": "marta", "email": "m@example.org", "password1": PASSWORD, "opened": stamp}
    answer = client.post("/accounts/signup/", fields)
    assert "press the button once more" in answer.content.decode()
    assert not Member.objects.exists()
    _client, answer = sign_up(opened="made up")
    assert "press the button once more" in answer.content.decode()


def test_a_closed_board_takes_nobody_in(settings):
    settings.THREADKEEP = replace(settings.THREADKEEP, board=replace(settings.THREADKEEP.board, registration="closed"))
    client = Client()
    assert "No new accounts" in client.get("/accounts/signup/").content.decode()
    sign_up(client)
    assert not Member.objects.exists()


@time_machine.travel("2026-11-22T12:00:00Z", tick=False)
def test_making_accounts_is_limited_by_network():
    allowed = settings.THREADKEEP.limits.sign_up
    client = Client()
    for _time in range(allowed):
        client.post("/accounts/signup/", {})
    answer = client.post("/accounts/signup/", {})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "A little slower" in answer.content.decode()
    assert client.get("/accounts/signup/").status_code == 200
    assert client.post("/accounts/signup/", {}, REMOTE_ADDR="198.51.100.7").status_code == 200
