"""Changing the address: confirmed by the new, told to the old."""

import pytest
from allauth.account.models import EmailAddress

from threadkeep.members.models import Member

from .door import PASSWORD, is_signed_in, link_in, mails, person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def marta():
    return person("marta")


@pytest.fixture
def laptop(marta):
    client, _answer = sign_in("marta")
    client.get("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def ask(client, email="new@example.org"):
    return client.post("/accounts/email/", {"action_add": "1", "email": email})


def test_a_new_address_counts_from_the_moment_its_link_is_opened(marta, laptop):
    ask(laptop)
    assert Member.objects.get().email == "marta@example.org"
    assert mails()[-1].to_address == "new@example.org"
    laptop.post(link_in(mails()[-1], "/confirm-email/"))
    assert Member.objects.get().email == "new@example.org"
    assert list(EmailAddress.objects.values_list("email", "primary", "verified")) == [("new@example.org", True, True)]


def test_the_old_address_is_told_and_other_browsers_are_signed_out(marta, laptop):
    phone, _answer = sign_in("marta")
    ask(laptop)
    laptop.post(link_in(mails()[-1], "/confirm-email/"))
    assert mails()[-1].to_address == "marta@example.org"
    assert "new@example.org" in mails()[-1].text
    assert is_signed_in(laptop)
    assert not is_signed_in(phone)


def test_the_password_is_asked_for_first(marta):
    client, _answer = sign_in("marta")
    answer = ask(client)
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert not EmailAddress.objects.filter(email="new@example.org").exists()


def test_an_unconfirmed_address_cannot_be_made_the_one_in_use(marta, laptop):
    EmailAddress.objects.update(verified=False)
    ask(laptop)
    laptop.post("/accounts/email/", {"action_primary": "1", "email": "new@example.org"})
    assert Member.objects.get().email == "marta@example.org"


def test_a_change_can_be_called_off(marta, laptop):
    ask(laptop)
    assert "Waiting for you to open a link" in laptop.get("/accounts/email/").content.decode()
    laptop.post("/accounts/email/", {"action_remove": "1", "email": "new@example.org"})
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["marta@example.org"]


def test_an_address_somebody_has_tells_the_asker_nothing(marta, laptop):
    person("yusuf")
    free, taken = ask(laptop), ask(laptop, "yusuf@example.org")
    assert (free.status_code, free["Location"]) == (taken.status_code, taken["Location"])
    assert Member.objects.get(username="yusuf").email == "yusuf@example.org"
