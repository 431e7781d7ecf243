"""How pages look for a member."""

import pytest
from django.test import Client
from django.utils import timezone

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.actions.edit_preferences import Preferences, edit_preferences
from threadkeep.members.models import Member
from threadkeep.members.viewer import viewer_for

from .door import person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
CHOSEN = {
    "language": "de",
    "time_zone": "Europe/Lisbon",
    "theme": "dark",
    "density": "compact",
    "posts_per_page": "40",
    "show_signatures": "on",
}


def test_what_is_chosen_is_kept_and_shown():
    person("marta")
    client, _answer = sign_in("marta")
    client.post("/preferences", CHOSEN)
    member = Member.objects.get()
    assert (member.language, member.time_zone, member.theme, member.density) == (
        "de",
        "Europe/Lisbon",
        "dark",
        "compact",
    )
    assert member.posts_per_page == 40
    assert (member.show_signatures, member.show_avatars, member.shortcuts) == (True, False, False)
    page = client.get("/preferences").content.decode()
    assert '<html lang="de" dir="ltr" data-theme="dark" data-density="compact" data-avatars="off"' in page


def test_an_arabic_page_runs_from_right_to_left():
    person("marta")
    client, _answer = sign_in("marta")
    client.post("/preferences", {**CHOSEN, "language": "ar"})
    assert '<html lang="ar" dir="rtl"' in client.get("/preferences").content.decode()


def test_guests_get_the_language_of_their_browser():
    page = Client(headers={"Accept-Language": "de;q=0.9, en;q=0.1"}).get("/accounts/login/")
    assert page["Content-Language"] == "de"


@pytest.mark.parametrize(
    ("field", "value"),
    [("language", "xx"), ("time_zone", "Mars/Olympus"), ("posts_per_page", "51"), ("theme", "pink"), ("density", "")],
)
def test_what_there_is_not_is_refused_with_the_rest_kept(field, value):
    person("marta")
    client, _answer = sign_in("marta")
    answer = client.post("/preferences", {**CHOSEN, field: value})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert Member.objects.get().posts_per_page == 20


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"time_zone": "Mars/Olympus"}, {"posts_per_page": 9}])
def test_the_action_refuses_it_too(wrong):
    marta = person("marta")
    with pytest.raises(Refused) as refusal:
        edit_preferences(
            actor=viewer_for(marta), member_id=marta.pk, preferences=Preferences(**wrong), now=timezone.now()
        )
    assert refusal.value.field in wrong


def test_nobody_sets_somebody_elses():
    marta = person("marta")
    with pytest.raises(NotThere):
        edit_preferences(
            actor=viewer_for(person("yusuf")), member_id=marta.pk, preferences=Preferences(), now=timezone.now()
        )


@pytest.mark.parametrize("path", ["/preferences", "/preferences/profile", "/preferences/name", "/accounts/2fa/"])
def test_guests_are_asked_to_sign_in_and_come_back(path):
    assert Client().get(path)["Location"] == f"/accounts/login/?next={path}"


def test_the_boards_own_language_and_zone_can_be_chosen_again():
    person("marta", name="Marta")
    client, _answer = sign_in("marta")
    client.post("/preferences", CHOSEN)
    client.post("/preferences", {**CHOSEN, "language": "-", "time_zone": "-"})
    member = Member.objects.get()
    assert (member.language, member.time_zone) == ("", "")
    assert '<option value="-" selected>' in client.get("/preferences").content.decode()
