"""The pages and the picture, through the real door."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from threadkeep.reading import presence, view_counts
from threadkeep.reading.chores import write_presence, write_views
from threadkeep.reading.models import Floor, Presence, TopicRead
from threadkeep.reading.queries import unread_boards, unread_topics
from threadkeep.topics.models import Topic

ROBOT = {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}


def look_at(client, topic_id):
    """Fetch the picture as a browser does: once more when it is sent round."""
    return client.get(f"/seen/{topic_id}.gif", follow=True)


def test_the_picture_counts_a_browser_from_its_first_page_on_without_a_script(cast):
    topic_id = cast.topic()
    guest = cast.browser()
    answer = look_at(guest, topic_id)
    assert answer.redirect_chain == [(f"/seen/{topic_id}.gif?again=1", 302)]
    assert answer.headers["Content-Type"] == "image/gif"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content[:6] == b"GIF89a"
    assert len(answer.content) == 43
    assert not Presence.objects.exists()  # a GET writes nothing
    write_presence(cast.now)
    assert Presence.objects.get().topic_id == topic_id
    assert look_at(guest, topic_id).redirect_chain == []
    write_presence(cast.now)
    assert Presence.objects.count() == 1


def test_a_browser_that_keeps_no_cookie_is_sent_round_once_and_counts_for_nobody(cast):
    topic_id = cast.topic()
    guest = cast.browser()
    assert guest.get(f"/seen/{topic_id}.gif").status_code == 302
    guest.cookies.clear()
    assert guest.get(f"/seen/{topic_id}.gif?again=1").status_code == 200
    assert presence.is_empty()


def test_a_robot_gets_the_picture_and_neither_cookie_nor_count(cast):
    topic_id = cast.topic()
    answer = cast.browser().get(f"/seen/{topic_id}.gif", headers=ROBOT)
    assert answer.status_code == 200
    assert not answer.cookies
    assert presence.is_empty()


def test_hidden_deleted_and_unknown_topics_get_the_same_picture_and_are_not_noted(cast):
    secret, gone = cast.topic("moderator", board=cast.staff_board), cast.topic()
    Topic.objects.filter(pk=gone).update(deleted_at=cast.now)
    guest = cast.browser()
    seen = look_at(guest, cast.topic())
    presence.forget_all()
    for topic_id in (secret, gone, 987_654, 10**17):
        answer = look_at(guest, topic_id)
        assert (answer.status_code, answer.content) == (200, seen.content)
        assert set(answer.headers) == set(seen.headers)
    assert presence.is_empty()


def test_a_topic_is_viewed_once_by_a_browser_however_often_it_looks(cast):
    topic_id = cast.topic()
    first, second = cast.browser(), cast.browser("marta")
    for client in (first, second, first, first):
        look_at(client, topic_id)
    cast.browser().get(f"/seen/{topic_id}.gif", headers=ROBOT)
    assert Topic.objects.get(pk=topic_id).view_count == 0
    write_views(cast.now)
    assert Topic.objects.get(pk=topic_id).view_count == 2
    write_views(cast.now)
    assert Topic.objects.get(pk=topic_id).view_count == 2
    assert view_counts.is_empty()


def test_half_an_hour_of_silence_makes_a_new_view_and_reading_on_does_not(cast):
    from datetime import timedelta

    topic_id = cast.topic()
    for minutes in (0, 20, 40, 60, 91):
        view_counts.count_view("a" * 32, topic_id, cast.now + timedelta(minutes=minutes))
    write_views(cast.now)
    assert Topic.objects.get(pk=topic_id).view_count == 2


@pytest.fixture
def marta(cast):
    Floor.objects.create(member=cast.marta, post_id=0)
    return cast.browser("marta")


def test_unread_topics_are_listed_newest_first_and_only_those_that_may_be_seen(cast, marta):
    cast.topic("yusuf", "The older one")
    newest = cast.topic("yusuf", "The newest one")
    cast.topic("moderator", "Canary of the bridge", board=cast.staff_board)
    page = marta.get("/unread").content.decode()
    assert page.index("The newest one") < page.index("The older one")
    assert "Canary" not in page
    assert f"/t/{newest}/unread" in page
    assert "Boats and tides" in page


def test_the_list_goes_on_by_key(cast, marta):
    titles = [f"Topic number {number:02d}." for number in range(25)]
    for title in titles:
        cast.topic("yusuf", title)
    first = marta.get("/unread")
    assert "Topic number 05." in first.content.decode()
    assert "Topic number 04." not in first.content.decode()
    older = marta.get(_next(first)).content.decode()
    assert "Topic number 04." in older
    assert "Topic number 05." not in older
    assert marta.get("/unread?before=x").status_code == 404


def _next(answer):
    return re.search(r'href="(/unread\?before=\d+)"', answer.content.decode())[1]


def test_only_topics_i_wrote_in(cast, marta):
    mine, _other = cast.topic("marta", "My own question"), cast.topic("yusuf", "Somebody else's")
    cast.reply("yusuf", mine)
    page = marta.get("/unread/mine").content.decode()
    assert "My own question" in page
    assert "Somebody else" not in page


def test_guests_are_asked_to_sign_in(cast):
    answer = cast.browser().get("/unread")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/?next=%2Funread")


@pytest.mark.parametrize(
    "path", ["read/topic/{topic}", "read/board/{board}", "read/all", "t/{topic}/unread-from/{post}"]
)
def test_each_button_takes_a_post_says_what_it_did_and_is_not_for_guests(cast, marta, path):
    topic_id = cast.topic("yusuf")
    post_id = Topic.objects.get(pk=topic_id).last_post_id
    url = "/" + path.format(topic=topic_id, board=cast.open_board.pk, post=post_id)
    assert marta.get(url).status_code == 405
    assert marta.post(url).status_code == 302
    assert TopicRead.objects.filter(member=cast.marta).exists() or Floor.objects.filter(post_id__gt=0).exists()
    assert cast.browser().post(url).status_code == 403


def test_a_post_of_another_topic_marks_nothing(cast, marta):
    topic_id, other = cast.topic("yusuf"), cast.topic("yusuf")
    post_id = Topic.objects.get(pk=other).last_post_id
    assert marta.post(f"/t/{topic_id}/unread-from/{post_id}").status_code == 404
    assert not TopicRead.objects.exists()


def test_one_and_fifty_topics_or_boards_cost_the_same_queries(cast):
    Floor.objects.create(member=cast.marta, post_id=0)
    counts = []
    for wanted in (1, 50):
        while Topic.objects.count() < wanted:
            board = cast.board(f"Board {Topic.objects.count()}", "public")
            topic_id = cast.topic("yusuf", board=board)
            if topic_id % 2:
                TopicRead.objects.create(member=cast.marta, topic_id=topic_id, number=1)
        marta = cast.viewer("marta")
        topics = list(Topic.objects.all())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(unread_topics(marta, topics)) == wanted
            unread_boards(marta, [topic.board_id for topic in topics])
        counts.append(len(queries))
    # Beside two for the topics and three for the boards: the version of the grid, and the grid itself the first time.
    assert counts[0] == counts[1] <= 11
