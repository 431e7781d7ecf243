"""Changing the name others see."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.actions.change_name import change_name
from threadkeep.members.models import Group, Member, NameChange
from threadkeep.members.viewer import GUEST, viewer_for

from .door import person

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


def rename(member, name, *, actor=None, now=NOW):
    return change_name(actor=viewer_for(actor or member), member_id=member.pk, name=name, now=now)


def test_a_member_gets_the_new_name_and_the_old_one_is_kept():
    marta = person("Marta")
    rename(marta, "Tilda")
    assert Member.objects.get(pk=marta.pk).name == "Tilda"
    assert NameChange.objects.get().old_name == "Marta"
    assert Event.objects.filter(name="MemberRenamed").count() == 1


def test_the_old_address_leads_to_the_new_one():
    marta = person("Marta")
    rename(marta, "Tilda")
    answer = Client().get(f"/m/{marta.pk}-marta")
    assert (answer.status_code, answer["Location"]) == (301, f"/m/{marta.pk}-tilda")


def test_the_name_rests_for_others_and_waits_for_its_owner():
    marta, yusuf = person("marta1", name="Marta"), person("Yusuf")
    rename(marta, "Tilda")
    with pytest.raises(Refused, match="90 days"):
        rename(yusuf, "Marta", now=NOW + timedelta(days=89))
    rename(marta, "Marta", now=NOW + timedelta(days=10))
    assert Member.objects.get(pk=marta.pk).name == "Marta"


def test_after_ninety_days_others_may_have_it():
    marta, yusuf = person("marta1", name="Marta"), person("Yusuf")
    rename(marta, "Tilda")
    rename(yusuf, "Marta", now=NOW + timedelta(days=91))
    assert Member.objects.get(pk=yusuf.pk).name == "Marta"


def test_the_case_of_a_name_may_change_without_a_trace():
    marta = person("marta")
    rename(marta, "Marta")
    assert Member.objects.get(pk=marta.pk).name == "Marta"
    assert not NameChange.objects.exists()


def test_nobody_takes_a_name_somebody_has():
    person("Marta")
    yusuf = person("Yusuf")
    with pytest.raises(Refused):
        rename(yusuf, "MARTA")
    assert Member.objects.get(pk=yusuf.pk).name == "Yusuf"


def test_others_are_renamed_by_administrators_only():
    marta, yusuf = person("Marta"), person("Yusuf")
    with pytest.raises(NotThere):
        rename(marta, "Silly", actor=yusuf)
    with pytest.raises(Refused, match="sign in"):
        change_name(actor=GUEST, member_id=marta.pk, name="Silly", now=NOW)
    rename(marta, "Tilda", actor=person("olga", group_keys=[Group.ADMINISTRATORS]))
    assert Member.objects.get(pk=marta.pk).name == "Tilda"
