"""The one-time owner link."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from threadkeep.members.actions.make_owner_link import make_owner_link
from threadkeep.members.models import Group, Member, OwnerLink
from threadkeep.members.owner import hash_of, owner_link
from threadkeep.members.viewer import viewer_for

from .door import PASSWORD, is_signed_in, person

pytestmark = pytest.mark.django_db(transaction=True)
FIELDS = {"username": "olga", "email": "olga@example.org", "password": PASSWORD}


def path():
    """Where a fresh link leads."""
    return "/owner/" + owner_link().rpartition("/")[2]


def test_three_fields_make_an_administrator_who_is_signed_in():
    link, client = path(), Client()
    assert "This board is yours" in client.get(link).content.decode()
    client.post(link, FIELDS)
    assert viewer_for(Member.objects.get()).is_administrator
    assert is_signed_in(client)


def test_the_link_works_once():
    link = path()
    Client().post(link, FIELDS)
    answer = Client().post(link, {**FIELDS, "username": "eve", "email": "eve@example.org"})
    assert answer.status_code == 410
    assert Member.objects.count() == 1


def test_the_link_works_for_a_day():
    link = path()
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert Client().get(link).status_code == 410
        assert Client().post(link, FIELDS).status_code == 410
    assert not Member.objects.exists()


def test_a_new_link_makes_the_old_one_useless():
    old, _new = path(), path()
    assert Client().get(old).status_code == 410


def test_a_board_with_an_owner_gets_no_link_and_takes_none():
    link = path()
    person("olga", group_keys=[Group.ADMINISTRATORS])
    assert owner_link() is None
    assert Client().get(link).status_code == 410


def test_the_demos_administrator_without_a_password_is_no_owner():
    from threadkeep.members.actions.make_member import make_member

    make_member(username="olga", group_keys=[Group.ADMINISTRATORS], now=timezone.now())
    assert owner_link() is not None


def test_only_the_hash_of_the_token_is_kept():
    token = path().rpartition("/")[2]
    row = OwnerLink.objects.get()
    assert row.token_hash == hash_of(token)
    assert token not in row.token_hash


def test_made_up_tokens_open_nothing():
    make_owner_link(token_hash=hash_of("right"), now=timezone.now())
    assert Client().get("/owner/wrong").status_code == 410


@pytest.mark.parametrize(("field", "value"), [("username", "two words"), ("password", "short"), ("email", "none")])
def test_what_cannot_be_is_said_beside_its_field_and_the_link_still_works(field, value):
    link = path()
    answer = Client().post(link, {**FIELDS, field: value})
    assert answer.status_code == 422
    assert not Member.objects.exists()
    Client().post(link, FIELDS)
    assert Member.objects.exists()
