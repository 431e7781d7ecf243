"""A link board leads elsewhere and counts the clicks, without a write in the GET."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from threadkeep.boards import clicks
from threadkeep.boards.chores import write_down_clicks
from threadkeep.boards.models import Board


@pytest.fixture(autouse=True)
def _no_clicks_of_others():
    clicks.take()


def test_a_click_leads_there_and_is_counted_when_the_chore_comes_by(cast):
    with CaptureQueriesContext(connection) as captured:
        answer = cast.browser().get(f"/b/{cast.link_board.pk}/go")
    cast.browser().get(f"/b/{cast.link_board.pk}/go")

    assert (answer.status_code, answer.headers["Location"]) == (302, "https://weather.example/")
    assert not [one["sql"] for one in captured if one["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    write_down_clicks(timezone.now())
    write_down_clicks(timezone.now())
    assert Board.objects.get(pk=cast.link_board.pk).link_click_count == 2


def test_looking_where_it_leads_is_no_click(cast):
    assert cast.browser().head(f"/b/{cast.link_board.pk}/go").status_code == 302
    assert clicks.take() == {}


def test_the_page_of_a_link_board_is_the_way_out(cast):
    answer = cast.browser().get(f"/b/{cast.link_board.pk}-weather-service")
    assert answer.headers["Location"] == f"/b/{cast.link_board.pk}/go"


def test_a_board_that_holds_topics_leads_nowhere(cast):
    assert cast.browser().get(f"/b/{cast.open_board.pk}/go").status_code == 404


def test_a_hidden_link_board_is_not_there(cast):
    hidden = cast.board("Staff wiki", "staff", link_url="https://wiki.example/")

    assert cast.browser("marta").get(f"/b/{hidden.pk}/go").status_code == 404
    assert cast.browser("moderator").get(f"/b/{hidden.pk}/go").status_code == 302
    assert clicks.take() == {hidden.pk: 1}


def test_clicks_that_could_not_be_written_wait_for_the_next_try(cast, monkeypatch):
    clicks.note(cast.link_board.pk)
    with monkeypatch.context() as broken:
        broken.setattr("threadkeep.boards.chores.Board.objects", None)
        with pytest.raises(AttributeError):
            write_down_clicks(timezone.now())

    assert clicks.take() == {cast.link_board.pk: 1}
