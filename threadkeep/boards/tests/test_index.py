"""The board index: what each of the cast sees, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from threadkeep.boards.queries import index_page
from threadkeep.kernel import worker


def rows(page):
    return {board.name: board for category in page.categories for board in category.boards}


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("guest", {"Boats and tides", "Weather service"}),
        ("banned", {"Boats and tides", "Weather service"}),
        ("newcomer", {"Boats and tides", "Weather service", "The back room"}),
        ("marta", {"Boats and tides", "Weather service", "The back room"}),
        ("moderator", {"Boats and tides", "Weather service", "The back room", "Bridge"}),
        ("administrator", {"Boats and tides", "Weather service", "The back room", "Bridge"}),
    ],
)
def test_everybody_sees_their_boards_and_no_other(cast, who, names):
    assert set(rows(index_page(cast.viewer(who)))) == names

    answer = cast.browser(who).get("/")

    assert answer.status_code == 200
    hidden = {"Boats and tides", "Weather service", "The back room", "Bridge"} - names
    assert all(name in answer.text for name in names)
    assert not any(name in answer.text for name in hidden)


def test_a_row_tells_counts_and_the_newest_post_of_the_boards_inside_too(cast):
    inside = cast.board("Small boats", "public", parent=cast.open_board)
    first = cast.topic("marta", "When does the tide turn?")
    cast.reply("yusuf", first)
    cast.topic("yusuf", "A dinghy for two", board=inside)
    worker.drain()

    row = rows(index_page(cast.viewer("guest")))["Boats and tides"]

    assert (row.topic_count, row.post_count) == (2, 3)
    assert [child.name for child in row.children] == ["Small boats"]
    assert (row.last_post.title, row.last_post.author.name) == ("A dinghy for two", "Yusuf")


def test_what_is_hidden_is_in_no_sum_and_no_last_post_of_the_board_above(cast):
    hidden = cast.board("Chart room", "staff", parent=cast.open_board)
    below_hidden = cast.board("Under the chart room", "public", parent=hidden)
    cast.topic("marta", "When does the tide turn?")
    cast.topic("moderator", "The secret harbour", board=hidden)
    cast.topic("moderator", "The secret cellar", board=below_hidden)
    worker.drain()

    for who in ("guest", "marta"):
        row = rows(index_page(cast.viewer(who)))["Boats and tides"]
        assert (row.topic_count, row.post_count, list(row.children)) == (1, 1, [])
        assert row.last_post.title == "When does the tide turn?"
        assert "secret" not in cast.browser(who).get("/").text
    row = rows(index_page(cast.viewer("moderator")))["Boats and tides"]
    assert (row.topic_count, row.last_post.title) == (3, "The secret cellar")


def test_a_post_deleted_a_moment_ago_is_not_shown_as_the_last_one(cast):
    from threadkeep.topics.actions.delete_topic import delete_topic

    topic_id = cast.topic("marta", "Something rash")
    worker.drain()
    delete_topic(actor=cast.viewer("moderator"), topic_id=topic_id, reason="Rash.", now=cast.now)

    # The effect has not run yet: the stored last post is still the deleted one.
    assert rows(index_page(cast.viewer("guest")))["Boats and tides"].last_post is None
    assert "Something rash" not in cast.browser("guest").get("/").text


def test_unread_boards_are_marked_for_members_also_when_the_post_is_in_a_board_inside(cast):
    index_page(cast.viewer("marta"))  # unread is what comes after one looked for the first time
    inside = cast.board("Small boats", "public", parent=cast.open_board)
    cast.topic("yusuf", "A dinghy for two", board=inside)

    row = rows(index_page(cast.viewer("marta")))["Boats and tides"]

    assert row.unread
    assert row.children[0].unread
    assert not rows(index_page(cast.viewer("guest")))["Boats and tides"].unread
    assert not rows(index_page(cast.viewer("yusuf")))["The back room"].unread


def test_moderators_of_a_board_are_named_in_its_row(cast):
    cast.moderates("marta", cast.open_board)

    assert [one.name for one in rows(index_page(cast.viewer("guest")))["Boats and tides"].moderators] == ["Marta"]
    assert "Marta" in cast.browser("guest").get("/").text


@pytest.mark.parametrize("who", ["guest", "marta", "moderator"])
def test_fifty_boards_cost_as_many_queries_as_few(cast, who):
    cast.topic("marta")
    worker.drain()
    browser = cast.browser(who)
    few = queries(browser)
    for number in range(50):
        board = cast.board(f"Pier {number}", "public", parent=cast.open_board if number % 2 else None)
        cast.moderates("yusuf", board)
        cast.topic("yusuf" if number % 3 else "marta", f"At pier {number}", board=board)
    worker.drain()

    assert queries(browser) == few


def queries(browser):
    browser.get("/")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert browser.get("/").status_code == 200
    return len(captured)


def test_whoever_has_something_unread_can_mark_it_read_at_once_and_by_board(cast):
    from threadkeep.kernel import addresses

    browser = cast.browser("marta")
    board = addresses.board(cast.open_board.pk, cast.open_board.name)
    assert addresses.read_all() not in browser.get("/").text
    cast.topic("yusuf")

    assert addresses.read_all() in browser.get("/").text
    assert addresses.read_board(cast.open_board.pk) in browser.get(board).text
    assert addresses.read_all() not in cast.browser("guest").get("/").text
    assert browser.post(addresses.read_all()).status_code == 302
    assert addresses.read_all() not in browser.get("/").text
