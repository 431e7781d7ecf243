"""The panel's pages: for administrators alone, and each of them stands."""

import time

import pytest

PAGES = [
    "",
    "/boards",
    "/boards/new",
    "/permissions",
    "/groups",
    "/members",
    "/explain",
    "/parked",
    "/words",
    "/words/new",
]


@pytest.mark.parametrize("path", PAGES)
def test_an_administrator_is_let_in_and_nobody_else_learns_that_there_is_a_door(cast, path):
    assert cast.browser("administrator").get(f"/panel{path}").status_code == 200
    for who in ("guest", "marta", "moderator", "banned"):
        assert cast.browser(who).get(f"/panel{path}").status_code == 404


def test_a_moderator_of_a_board_is_no_administrator(cast):
    cast.moderates("marta", cast.open_board)
    assert cast.browser("marta").get("/panel").status_code == 404


def proven(browser, *, hours_ago):
    session = browser.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - hours_ago * 3600}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return browser


def test_after_an_hour_the_password_is_asked_for_again_and_leads_back(cast):
    browser = proven(cast.browser("administrator"), hours_ago=0.9)
    assert browser.get("/panel/boards").status_code == 200

    answer = proven(browser, hours_ago=1.1).get("/panel/boards?x=1")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/reauthenticate/?next=%2Fpanel%2Fboards%3Fx%3D1"


def test_a_form_opened_in_time_can_be_sent_for_another_hour(cast):
    browser = proven(cast.browser("administrator"), hours_ago=1.9)
    assert browser.post("/panel/categories", {"name": "The workshop"}).headers["Location"] == "/panel/boards"

    answer = proven(browser, hours_ago=2.1).post("/panel/categories", {"name": "The attic"})

    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert "The attic" not in cast.browser("guest").get("/").text


def test_somebody_without_the_right_is_not_even_asked_for_a_password(cast):
    assert proven(cast.browser("moderator"), hours_ago=9).get("/panel").status_code == 404
