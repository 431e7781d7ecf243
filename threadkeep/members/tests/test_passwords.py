"""Forgotten and changed passwords: who is told, whose sessions end."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from threadkeep.members.models import Member

from .door import PASSWORD, is_signed_in, link_in, mails, person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "another sentence nobody guesses"


def ask_for_link(email="marta@example.org", client=None):
    return (client or Client()).post("/accounts/password/reset/", {"email": email})


def reset(link, password=NEW, client=None):
    client = client or Client()
    step = client.get(link)
    return client.post(step["Location"], {"password1": password}) if step.status_code == 302 else step


def test_the_link_in_the_mail_sets_a_new_password_and_ends_every_session():
    person("marta")
    laptop = sign_in("marta")[0]
    ask_for_link()
    reset(link_in(mails()[-1], "/reset/key/"))
    assert not is_signed_in(laptop)
    assert not is_signed_in(sign_in("marta", PASSWORD)[0])
    assert is_signed_in(sign_in("marta", NEW)[0])
    assert mails()[-1].subject == "Your password was set anew"


def test_the_link_works_once():
    person("marta")
    ask_for_link()
    link = link_in(mails()[-1], "/reset/key/")
    reset(link)
    again = reset(link, "a third sentence nobody guesses")
    assert "does not work any more" in again.content.decode()
    assert Member.objects.get().check_password(NEW)


def test_the_link_works_for_half_an_hour():
    person("marta")
    ask_for_link()
    link = link_in(mails()[-1], "/reset/key/")
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert "does not work any more" in reset(link).content.decode()
    assert Member.objects.get().check_password(PASSWORD)


def test_a_link_is_useless_once_the_address_changed():
    marta = person("marta")
    ask_for_link()
    Member.objects.filter(pk=marta.pk).update(email="new@example.org")
    assert "does not work any more" in reset(link_in(mails()[-1], "/reset/key/")).content.decode()


def test_a_token_has_128_bits_and_is_in_no_table():
    person("marta")
    ask_for_link()
    token = link_in(mails()[-1], "/reset/key/").rstrip("/").rpartition("-")[2]
    assert re.fullmatch(r"[0-9a-f]{32,}", token)


def test_known_and_unknown_addresses_are_answered_alike_and_each_gets_one_mail():
    person("marta")
    known, unknown = ask_for_link(), ask_for_link("nobody@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [mail.to_address for mail in mails()] == ["marta@example.org", "nobody@example.org"]
    assert "no account with it" in mails()[-1].text


def test_the_link_is_made_of_the_public_address_whatever_the_request_says():
    person("marta")
    Client().post("/accounts/password/reset/", {"email": "marta@example.org"}, HTTP_HOST="127.0.0.1")
    assert settings.THREADKEEP.server.public_url + "/accounts/password/reset/key/" in mails()[-1].text


@time_machine.travel("2026-11-22T12:00:00Z", tick=False)
def test_mails_to_one_address_are_limited_from_many_networks():
    client = Client()
    answers = [
        client.post("/accounts/password/reset/", {"email": "m@example.org"}, REMOTE_ADDR=f"198.51.100.{n}").status_code
        for n in range(settings.THREADKEEP.limits.reset + 1)
    ]
    assert answers[-2:] == [302, 429]


def test_a_bad_new_password_is_refused_and_the_link_still_works():
    person("marta")
    ask_for_link()
    client, link = Client(), link_in(mails()[-1], "/reset/key/")
    assert "at least 10 characters" in reset(link, "short", client).content.decode()
    reset(link, client=client)
    assert Member.objects.get().check_password(NEW)


def change(client, old=PASSWORD, new=NEW):
    return client.post("/accounts/password/change/", {"oldpassword": old, "password1": new})


def test_changing_the_password_keeps_this_browser_ends_the_others_and_tells():
    person("marta")
    laptop, phone = sign_in("marta")[0], sign_in("marta")[0]
    change(laptop)
    assert is_signed_in(laptop)
    assert not is_signed_in(phone)
    assert (mails()[-1].to_address, mails()[-1].subject) == ("marta@example.org", "Your password was changed")


def test_who_does_not_know_the_password_cannot_change_it():
    person("marta")
    laptop, phone = sign_in("marta")[0], sign_in("marta")[0]
    assert "not your present password" in change(laptop, old="wrong").content.decode()
    assert Member.objects.get().check_password(PASSWORD)
    assert is_signed_in(phone)


def test_password_managers_are_led_to_the_form():
    assert Client().get("/.well-known/change-password")["Location"] == "/accounts/password/change/"
