"""A board's page: its topics in every order, its pages, its address, and who gets it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from threadkeep.boards.effects import board_counts
from threadkeep.boards.models import Board
from threadkeep.boards.orders import ORDERS
from threadkeep.boards.queries import board_page, trail
from threadkeep.kernel import addresses, worker
from threadkeep.kernel.refused import NotThere
from threadkeep.topics.models import Topic

PLACES = ("open_board", "members_board", "staff_board")


def address(board):
    return addresses.board(board.pk, board.name)


def without_its_own_marks(answer):
    """A page without what differs from one answer to the next: the address asked for, the guard against forgery."""
    return re.sub(r'next=[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', "", answer.text)


def titles(page):
    return [topic.title for topic in (*page.pinned, *page.topics)]


@pytest.mark.parametrize(
    ("who", "open_to_them"),
    [
        ("guest", {"open_board"}),
        ("banned", {"open_board"}),
        ("newcomer", {"open_board", "members_board"}),
        ("marta", {"open_board", "members_board"}),
        ("moderator", set(PLACES)),
        ("administrator", set(PLACES)),
    ],
)
def test_everybody_gets_their_boards_and_a_hidden_one_looks_like_none(cast, who, open_to_them):
    browser = cast.browser(who)
    absent = without_its_own_marks(browser.get("/b/999999"))
    for place in PLACES:
        url = address(getattr(cast, place))
        answer = browser.get(url)
        assert answer.status_code == (200 if place in open_to_them else 404)
        if place not in open_to_them:
            assert without_its_own_marks(answer) == absent
            # Neither does the short address betray it by leading to the long one.
            assert browser.get(f"/b/{getattr(cast, place).pk}").status_code == 404


def test_a_deleted_topic_is_listed_for_moderators_only(cast):
    from threadkeep.topics.actions.delete_topic import delete_topic

    cast.topic("marta", "The tide")
    gone = cast.topic("marta", "Something rash")
    delete_topic(actor=cast.viewer("moderator"), topic_id=gone, reason="Rash.", now=cast.now)

    assert titles(board_page(cast.viewer("marta"), cast.open_board.pk)) == ["The tide"]
    assert set(titles(board_page(cast.viewer("moderator"), cast.open_board.pk))) == {"The tide", "Something rash"}


def test_a_moderator_of_one_board_reads_deleted_topics_there_and_not_elsewhere(cast):
    from threadkeep.topics.actions.delete_topic import delete_topic

    other = cast.board("Repairs", "public")
    cast.moderates("marta", cast.open_board)
    for board in (cast.open_board, other):
        gone = cast.topic("yusuf", "Something rash", board=board)
        delete_topic(actor=cast.viewer("moderator"), topic_id=gone, reason="Rash.", now=cast.now)

    assert titles(board_page(cast.viewer("marta"), cast.open_board.pk)) == ["Something rash"]
    assert titles(board_page(cast.viewer("marta"), other.pk)) == []


def make_topics(cast, count, pinned=0):
    """Topics whose every column orders them differently; bare rows, because only their order matters here."""
    Topic.objects.bulk_create(
        Topic(
            board=cast.open_board,
            title=f"Topic {(number * 7) % count:03}",
            starter=cast.marta,
            starter_name="Marta",
            started_at=cast.now + timedelta(minutes=number),
            last_number=1,
            reply_count=(number * 3) % count,
            view_count=(number * 11) % count,
            last_post_at=cast.now + timedelta(minutes=(number * 13) % count),
            is_pinned=number < pinned,
        )
        for number in range(count)
    )
    board_counts().rebuild()


COLUMN = {"last": "last_post_at", "started": "started_at", "replies": "reply_count", "views": "view_count"}


@pytest.mark.parametrize("is_reversed", [False, True])
@pytest.mark.parametrize("order", [each.key for each in ORDERS])
@pytest.mark.parametrize("pinned", [0, 3, 23])
def test_the_pages_of_every_order_together_are_the_whole_list_once_pinned_first(cast, order, is_reversed, pinned):
    make_topics(cast, 47, pinned)
    viewer = cast.viewer("marta")
    largest_first = (order != "title") != is_reversed
    rows = sorted(
        Topic.objects.all(),
        key=lambda topic: (getattr(topic, COLUMN.get(order, "title")), topic.pk),
        reverse=largest_first,
    )
    expected = [t.title for t in rows if t.is_pinned] + [t.title for t in rows if not t.is_pinned]
    name = ("-" if is_reversed else "") + order

    read = [titles(board_page(viewer, cast.open_board.pk, number, name)) for number in (1, 2, 3)]

    assert [len(page) for page in read] == [20, 20, 7]
    assert [title for page in read for title in page] == expected


@pytest.mark.parametrize(
    "query", ["?page=4", "?page=0", "?page=x", "?page=²", "?page=-1", "?sort=colour", "?sort=--last"]
)
def test_a_page_or_an_order_there_is_none_of_is_not_there(cast, query):
    make_topics(cast, 41)
    assert cast.browser("guest").get(address(cast.open_board) + "?page=3").status_code == 200
    assert cast.browser("guest").get(address(cast.open_board) + query).status_code == 404


@pytest.mark.parametrize("wrong", ["/b/{pk}", "/b/{pk}-", "/b/{pk}-old-name"])
def test_another_name_in_the_address_leads_to_the_right_one_with_its_page(cast, wrong):
    answer = cast.browser("guest").get(wrong.format(pk=cast.open_board.pk) + "?page=1&sort=title")

    assert answer.status_code == 301
    assert answer.headers["Location"] == address(cast.open_board) + "?page=1&sort=title"


@pytest.mark.parametrize("name", ["لوحة القوارب", "!!!", "Größe & Maß", "a" * 100])
def test_a_board_of_any_name_has_an_address_that_leads_to_it(cast, name):
    Board.objects.filter(pk=cast.open_board.pk).update(name=name)
    cast.board("to raise the version", "public")

    assert cast.browser("guest").get(addresses.board(cast.open_board.pk, name)).status_code == 200


def test_the_page_names_its_canonical_address_and_its_neighbours(cast):
    make_topics(cast, 60)
    here = address(cast.open_board)

    second = cast.browser("guest").get(here + "?page=2").text
    sorted_one = cast.browser("guest").get(here + "?sort=title&page=2").text

    assert f'<link rel="canonical" href="http://testserver{here}?page=2">' in second
    assert f'<link rel="prev" href="{here}">' in second
    assert f'<link rel="next" href="{here}?page=3">' in second
    assert f'<link rel="canonical" href="http://testserver{here}">' in sorted_one
    assert "noindex" in sorted_one
    assert "noindex" not in second


def test_only_who_may_start_topics_is_offered_to(cast):
    for who, offered in (("guest", False), ("banned", False), ("newcomer", True), ("marta", True)):
        page = board_page(cast.viewer(who), cast.open_board.pk)
        assert page.may_start is offered
        assert (
            addresses.new_topic(cast.open_board.pk) in cast.browser(who).get(address(cast.open_board)).text
        ) is offered


def test_the_way_leads_over_the_category_and_the_boards_above(cast):
    inside = cast.board("Small boats", "public", parent=cast.open_board)
    names = [name for name, _url in trail(cast.viewer("guest"), inside.pk)]

    assert names == ["Boards", "The harbour", "Boats and tides", "Small boats"]
    with pytest.raises(NotThere):
        trail(cast.viewer("guest"), cast.staff_board.pk)


def test_boards_inside_stand_above_the_topics_as_far_as_one_may_see_them(cast):
    cast.board("Small boats", "public", parent=cast.open_board)
    cast.board("Chart room", "staff", parent=cast.open_board)

    page = board_page(cast.viewer("marta"), cast.open_board.pk)

    assert [child.name for child in page.children] == ["Small boats"]


def test_unread_topics_are_marked_with_the_way_to_the_first_unread_post(cast):
    board_page(cast.viewer("marta"), cast.open_board.pk)  # unread is what comes after one looked for the first time
    topic_id = cast.topic("yusuf")

    seen_by_marta = board_page(cast.viewer("marta"), cast.open_board.pk).topics[0]
    seen_by_guest = board_page(cast.viewer("guest"), cast.open_board.pk).topics[0]

    assert (seen_by_marta.unread, seen_by_marta.first_unread_url) == (True, addresses.first_unread(topic_id))
    assert (seen_by_guest.unread, seen_by_guest.first_unread_url) == (False, None)


@pytest.mark.parametrize("who", ["guest", "marta", "moderator"])
def test_fifty_topics_cost_as_many_queries_as_one(cast, who):
    if who != "guest":
        member = getattr(cast, who)
        member.posts_per_page = 50
        member.save()
    cast.topic("marta")
    worker.drain()
    browser = cast.browser(who)
    one = queries(browser, address(cast.open_board))
    for number in range(60):
        topic_id = cast.topic("yusuf" if number % 2 else "marta", f"Topic {number}")
        cast.reply("moderator" if number % 3 else "marta", topic_id)
    worker.drain()

    assert queries(browser, address(cast.open_board)) == one


def queries(browser, url):
    browser.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)
