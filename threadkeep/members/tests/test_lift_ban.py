"""Letting somebody in again."""

import pytest
from django.utils import timezone

from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import Refused
from threadkeep.members.actions.ban_member import ban_member
from threadkeep.members.actions.lift_ban import lift_ban
from threadkeep.members.models import Group
from threadkeep.members.viewer import viewer_for

from .door import is_signed_in, person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


def test_after_a_ban_is_lifted_one_signs_in_anew():
    olga, marta = viewer_for(person("olga", group_keys=[Group.ADMINISTRATORS])), person("marta")
    ban_member(actor=olga, member_id=marta.pk, reason="By mistake.", now=NOW)
    lift_ban(actor=olga, member_id=marta.pk, now=NOW)
    assert is_signed_in(sign_in("marta")[0])
    assert Event.objects.filter(name="BanLifted").count() == 1


def test_who_is_not_banned_cannot_be_let_in_again():
    olga = viewer_for(person("olga", group_keys=[Group.ADMINISTRATORS]))
    with pytest.raises(Refused, match="not banned"):
        lift_ban(actor=olga, member_id=person("marta").pk, now=NOW)


def test_members_lift_no_bans():
    with pytest.raises(Refused, match="administrators and moderators"):
        lift_ban(actor=viewer_for(person("yusuf")), member_id=person("marta").pk, now=NOW)
