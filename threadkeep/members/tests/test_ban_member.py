"""Keeping somebody out."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import Refused
from threadkeep.members.actions.ban_member import ban_member
from threadkeep.members.models import Group, Member
from threadkeep.members.viewer import GUEST, viewer_for

from .door import is_signed_in, person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


@pytest.fixture
def olga():
    return person("olga", group_keys=[Group.ADMINISTRATORS])


@pytest.fixture
def moderator():
    return person("henri", group_keys=[Group.MODERATORS])


def ban(actor, member, reason="Sold watches."):
    return ban_member(actor=viewer_for(actor) if actor else GUEST, member_id=member.pk, reason=reason, now=NOW)


def test_a_banned_member_is_out_of_every_browser_at_once(olga):
    marta = person("marta")
    laptop, phone = sign_in("marta")[0], sign_in("marta")[0]
    ban(olga, marta)
    assert not is_signed_in(laptop)
    assert not is_signed_in(phone)
    assert not Session.objects.exists()
    assert Event.objects.filter(name="MemberBanned", data={"member_id": marta.pk, "actor_id": olga.pk}).exists()


def test_a_session_that_slipped_through_is_a_guests(olga, client):
    marta = person("marta")
    ban(olga, marta)
    client.force_login(Member.objects.get(pk=marta.pk))
    assert not is_signed_in(client)


def test_who_signs_in_reads_the_reason(olga):
    ban(olga, person("marta"), "Sold watches. Twice.")
    client, answer = sign_in("marta")
    assert answer.status_code == 403
    assert "Sold watches. Twice." in answer.content.decode()
    assert not is_signed_in(client)


def test_with_a_wrong_password_nobody_learns_of_the_ban(olga):
    ban(olga, person("marta"), "Sold watches.")
    _client, answer = sign_in("marta", "wrong")
    assert "Sold watches" not in answer.content.decode()
    assert "do not belong together" in answer.content.decode()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
def test_a_ban_has_a_reason_of_bearable_length(olga, reason):
    marta = person("marta")
    with pytest.raises(Refused) as refusal:
        ban(olga, marta, reason)
    assert refusal.value.field == "reason"
    assert Member.objects.get(pk=marta.pk).banned_at is None


def test_members_and_guests_ban_nobody():
    marta = person("marta")
    for actor in (person("yusuf"), None):
        with pytest.raises(Refused, match="administrators and moderators"):
            ban(actor, marta)


def test_moderators_ban_members_but_nobody_who_runs_the_board(moderator, olga):
    ban(moderator, person("marta"))
    with pytest.raises(Refused, match="Only an administrator"):
        ban(moderator, olga)


def test_nobody_bans_themselves(olga):
    with pytest.raises(Refused, match="yourself"):
        ban(olga, olga)
