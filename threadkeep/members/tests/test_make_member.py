"""Making an account."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import Refused
from threadkeep.members.actions.change_name import change_name
from threadkeep.members.actions.make_member import make_member
from threadkeep.members.models import Group, Member
from threadkeep.members.viewer import viewer_for

from .door import person

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


def test_an_account_has_a_login_name_a_name_and_an_address():
    member = Member.objects.get(
        pk=make_member(
            username="marta",
            name="Marta Lund",
            email="Marta@Example.org",
            password_hash=make_password("a long sentence"),
            now=NOW,
        )
    )
    assert (member.username, member.name, member.email) == ("marta", "Marta Lund", "marta@example.org")
    assert member.check_password("a long sentence")
    assert not EmailAddress.objects.get(user=member, email="marta@example.org", primary=True).verified
    assert list(Event.objects.values_list("name", "data")) == [("MemberJoined", {"member_id": member.pk})]


def test_without_a_name_the_login_name_is_shown():
    assert person("marta").name == "marta"


def test_without_a_password_none_fits():
    member = Member.objects.get(pk=make_member(username="marta", now=NOW))
    assert not member.has_usable_password()


def test_somebody_can_be_put_into_groups_at_once():
    member = person("marta", group_keys=[Group.MODERATORS])
    assert viewer_for(member).is_staff


@pytest.mark.parametrize("other", ["marta", "MARTA", "rnarta"])
def test_a_name_that_looks_like_somebody_elses_is_refused(other):
    person("Marta")
    with pytest.raises(Refused) as refusal:
        person(other, email="other@example.org")
    assert refusal.value.field == "username"
    assert Member.objects.count() == 1


def test_a_name_that_is_somebody_elses_login_name_is_refused():
    person("marta", name="The Baker")
    with pytest.raises(Refused) as refusal:
        person("yusuf", name="Marta")
    assert refusal.value.field == "name"


@pytest.mark.parametrize("lookalike", ["Iaura", "LAURA", "1aura"])
def test_nobody_looks_like_those_who_run_the_board(lookalike):
    person("laura", group_keys=[Group.ADMINISTRATORS])
    with pytest.raises(Refused):
        person("yusuf", name=lookalike)


def test_a_name_somebody_gave_up_rests():
    marta = person("Marta")
    change_name(actor=viewer_for(marta), member_id=marta.pk, name="Tilda", now=NOW)
    Member.objects.filter(pk=marta.pk).update(username="tilda", username_key="tilda")
    with pytest.raises(Refused, match="rest for 90 days"):
        person("marta2", name="Marta")
