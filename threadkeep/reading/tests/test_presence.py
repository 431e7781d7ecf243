"""Who is viewing: exact by (topic, browser), and no more than the viewer may know."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from threadkeep.reading import presence
from threadkeep.reading.browser import browser_of, introduce, is_robot
from threadkeep.reading.chores import sweep_presence, write_presence
from threadkeep.reading.models import Presence
from threadkeep.reading.presence import note, viewing

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@pytest.fixture
def look(cast):
    """look(who, browser): what this viewer is told about the topic now; it is noted that they are there."""
    topic_id = cast.topic("marta")

    def look(who, browser, *, at=cast.now, notes=True):
        viewer = cast.viewer(who)
        if notes:
            note(viewer, browser, topic_id, at)
        return viewing(viewer, topic_id, cast.open_board.pk, browser, at)

    look.topic_id = topic_id
    return look


def names(told):
    return [name for name, _url in told.names]


def test_two_browsers_see_the_count_change(look):
    first = look("guest", "a" * 32)
    assert (first.member_count, first.guest_count) == (0, 1)
    second = look("marta", "b" * 32)
    assert (second.member_count, second.guest_count) == (1, 1)
    again = look("guest", "a" * 32)
    assert (again.member_count, again.guest_count) == (1, 1)


def test_one_browser_in_three_tabs_is_one_and_a_member_with_two_browsers_is_one_member(look):
    for _ in range(3):
        look("guest", "a" * 32)
    look("marta", "b" * 32)
    told = look("marta", "c" * 32)
    assert (told.member_count, told.guest_count) == (1, 1)


def test_who_signs_in_or_out_is_counted_as_what_they_are_now(look):
    look("guest", "a" * 32)
    assert look("marta", "a" * 32).guest_count == 0
    told = look("guest", "a" * 32)
    assert (told.member_count, told.guest_count) == (0, 1)


def test_a_reader_without_a_number_counts_on_their_own_page_only(look):
    assert look("guest", None).guest_count == 1
    told = look("marta", None)
    assert (told.member_count, told.guest_count) == (1, 0)


def test_a_topic_next_door_counts_its_own(cast, look):
    look("guest", "a" * 32)
    other = cast.topic("marta")
    note(cast.viewer("guest"), "b" * 32, other, cast.now)
    assert look("guest", "a" * 32).guest_count == 1


def test_names_are_for_those_who_may_see_them(look):
    look("marta", "a" * 32)
    assert names(look("yusuf", "b" * 32)) == ["Marta", "Yusuf"]
    told = look("guest", "c" * 32)
    assert told.names is None
    assert (told.member_count, told.hidden_count) == (2, 2)


def test_a_member_who_hides_is_counted_but_named_only_to_moderators_and_themselves(cast, look):
    cast.marta.is_hidden_online = True
    cast.marta.save()
    mine = look("marta", "a" * 32)
    assert (names(mine), [name for name, _ in mine.hidden]) == ([], ["Marta"])

    told = look("yusuf", "b" * 32)
    assert (told.member_count, names(told), list(told.hidden), told.hidden_count) == (2, ["Yusuf"], [], 1)

    for who in ("moderator", "administrator"):
        told = look(who, None, notes=False)
        assert [name for name, _ in told.hidden] == ["Marta"]
        assert told.hidden_count == 0


def test_the_window_is_stated_and_kept(look, cast, settings):
    look("guest", "a" * 32)
    window = settings.THREADKEEP.presence.window_seconds
    told = look("guest", "b" * 32, at=cast.now + timedelta(seconds=window - 1))
    assert (told.guest_count, told.window_seconds) == (2, window)
    assert look("guest", "b" * 32, at=cast.now + timedelta(seconds=window)).guest_count == 1


def test_rows_and_memory_are_one_picture(look, cast):
    look("guest", "a" * 32)
    write_presence(cast.now)
    assert presence.is_empty()
    # Another process wrote this one.
    Presence.objects.create(browser="d" * 32, topic_id=look.topic_id, member=cast.yusuf, seen_at=cast.now)
    told = look("marta", "b" * 32)
    assert (told.member_count, told.guest_count) == (2, 1)
    # The guest of the row signs in here: the newer note wins over the row, and then becomes the row.
    assert look("newcomer", "a" * 32).guest_count == 0
    write_presence(cast.now)
    assert Presence.objects.get(browser="a" * 32).member_id == cast.newcomer.pk
    assert Presence.objects.count() == 3


def test_looking_writes_nothing_until_the_flush(look, django_assert_num_queries):
    look("guest", "a" * 32)
    assert not Presence.objects.exists()


def test_a_browser_whose_account_is_gone_is_a_guest(look, cast):
    look("newcomer", "a" * 32)
    cast.newcomer.delete()
    write_presence(cast.now)
    assert Presence.objects.get().member_id is None


def test_what_left_the_window_is_swept_and_the_rest_stays(look, cast):
    look("guest", "a" * 32, at=cast.now - presence.window() - timedelta(minutes=2))
    look("guest", "b" * 32)
    write_presence(cast.now)
    sweep_presence(cast.now)
    assert list(Presence.objects.values_list("browser", flat=True)) == ["b" * 32]


def test_a_flood_of_made_up_browsers_is_bounded(look, cast, monkeypatch):
    monkeypatch.setattr(presence, "MOST", 3)
    for number in range(10):
        note(cast.viewer("guest"), f"{number:032d}", look.topic_id, timezone.now())
    assert len(presence._notes) == 3


@pytest.mark.parametrize(
    ("agent", "robot"),
    [
        (FIREFOX, False),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", False),
        ("Lynx/2.9.0 libwww-FM/2.14", False),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("Mozilla/5.0 AppleWebKit/537.36 (compatible; bingbot/2.0) Chrome/116.0 Safari/537.36", True),
        ("Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)", True),
        ("Mozilla/5.0 (compatible; Baiduspider/2.0)", True),
        ("curl/8.5.0", True),
        ("", True),
    ],
)
def test_robots_are_known_by_what_they_call_themselves(agent, robot):
    assert is_robot(RequestFactory().get("/", headers={"User-Agent": agent})) is robot


def test_a_number_is_known_by_its_hash_and_anything_else_is_no_number():
    request = RequestFactory().get("/", headers={"User-Agent": FIREFOX})
    assert browser_of(request) is None
    request.COOKIES["tk-browser"] = "0123456789abcdef" * 2
    known = browser_of(request)
    assert len(known) == 32
    assert known != request.COOKIES["tk-browser"]
    for broken in ("", "xyz", "0" * 33, "0" * 31 + "\n", "A" * 32):
        request.COOKIES["tk-browser"] = broken
        assert browser_of(request) is None


def test_the_cookie_is_out_of_reach_of_scripts_and_bound_to_the_host_on_https(settings):
    from django.http import HttpResponse

    request = RequestFactory().get("/", headers={"User-Agent": FIREFOX})
    for https, name in ((False, "tk-browser"), (True, "__Host-tk-browser")):
        settings.IS_HTTPS = https
        answer = HttpResponse()
        introduce(request, answer)
        cookie = answer.cookies[name]
        assert len(cookie.value) == 32
        assert (cookie["httponly"], cookie["samesite"], bool(cookie["secure"]), cookie["path"]) == (
            True,
            "Lax",
            https,
            "/",
        )
        assert not cookie["domain"]
        assert not cookie["max-age"]
