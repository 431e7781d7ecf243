"""Changing the name typed to sign in."""

import pytest
from django.utils import timezone

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.actions.change_login_name import change_login_name
from threadkeep.members.models import Member
from threadkeep.members.viewer import viewer_for

from .door import is_signed_in, person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def change(member, username, actor=None):
    return change_login_name(
        actor=viewer_for(actor or member), member_id=member.pk, username=username, now=timezone.now()
    )


def test_the_new_login_name_signs_in_and_the_old_one_does_not():
    marta = person("marta", name="The Baker")
    change(marta, "tilda")
    assert is_signed_in(sign_in("tilda")[0])
    assert not is_signed_in(sign_in("marta")[0])


def test_a_login_name_somebody_has_is_refused():
    person("marta")
    yusuf = person("yusuf")
    with pytest.raises(Refused) as refusal:
        change(yusuf, "Marta")
    assert refusal.value.field == "username"
    assert Member.objects.get(pk=yusuf.pk).username == "yusuf"


def test_nobody_changes_somebody_elses():
    with pytest.raises(NotThere):
        change(person("marta"), "tilda", actor=person("yusuf"))


def test_the_page_asks_for_the_password_first():
    person("marta")
    client, _answer = sign_in("marta")
    assert client.get("/preferences/login-name")["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": "a long sentence nobody guesses"})
    client.post("/preferences/login-name", {"username": "tilda"})
    assert Member.objects.get().username == "tilda"
