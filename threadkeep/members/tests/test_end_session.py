"""Where one is signed in, and signing out there."""

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from threadkeep.kernel.refused import NotThere
from threadkeep.members import sessions
from threadkeep.members.actions.end_session import end_session
from threadkeep.members.viewer import GUEST, viewer_for
from threadkeep.members.views.sessions import browser_name

from .door import PASSWORD, is_signed_in, person, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
CHROME = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36"


@pytest.fixture
def marta():
    return person("marta")


def browser(agent):
    client = Client(headers={"User-Agent": agent})
    sign_in("marta", client=client)
    return client


def test_the_list_names_each_browser(marta):
    laptop = browser(FIREFOX)
    browser(CHROME)
    page = laptop.get("/accounts/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "Chrome on Android" in page
    assert page.count(">this browser<") == 1


def test_one_other_browser_is_signed_out(marta):
    laptop, phone = browser(FIREFOX), browser(CHROME)
    other = UserSession.objects.get(session_key=phone.session.session_key)
    laptop.post(f"/accounts/sessions/{other.pk}/end")
    assert is_signed_in(laptop)
    assert not is_signed_in(phone)


def test_all_others_are_signed_out(marta):
    laptop, phone, third = browser(FIREFOX), browser(CHROME), browser(CHROME)
    laptop.post("/accounts/sessions/")
    assert [is_signed_in(each) for each in (laptop, phone, third)] == [True, False, False]


def test_nobody_ends_somebody_elses_session(marta):
    laptop = browser(FIREFOX)
    row = UserSession.objects.get()
    for actor in (viewer_for(person("yusuf")), GUEST):
        with pytest.raises(NotThere):
            end_session(actor=actor, session_id=row.pk, now=timezone.now())
    assert is_signed_in(laptop)


def test_reading_a_page_writes_nothing_but_when_it_was_used_is_known(marta):
    laptop = browser(FIREFOX)
    laptop.get("/preferences")  # shows the welcome, once
    UserSession.objects.update(last_seen_at="2020-01-01T00:00Z")
    with CaptureQueriesContext(connection) as asked:
        laptop.get("/preferences")
    assert not [each["sql"] for each in asked if each["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    sessions.flush()
    assert UserSession.objects.get().last_seen_at.year > 2020


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (CHROME, "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1 Version/18.0 Safari/605.1", "Safari on Mac"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        ("curl/8.9", "curl/8.9"),
        ("", "an unknown browser"),
    ],
)
def test_browsers_have_names(agent, name):
    assert browser_name(agent) == name


def test_after_a_new_password_the_list_has_this_browser_only(marta):
    laptop = browser(FIREFOX)
    browser(CHROME)
    laptop.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "another sentence nobody guesses"})
    assert laptop.get("/accounts/sessions/").content.decode().count('class="session"') == 1
