"""The pages of bookmarks, through the real door."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from threadkeep.reading.actions.bookmark_post import bookmark_post
from threadkeep.reading.models import Bookmark
from threadkeep.reading.tests.test_bookmark_post import day
from threadkeep.topics.models import Post, Topic


def words(answer):
    text = re.sub(r"<(script|style|template)\b.*?</\1>", " ", answer.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def post(cast):
    return cast.reply("yusuf", cast.topic("marta", title="Tides"), "At half past six.")


def test_a_post_is_kept_from_its_page_and_stands_on_the_list(cast, post):
    marta = cast.browser("marta")
    topic = marta.get(f"/t/{Topic.objects.get().pk}-tides").content.decode()
    assert f'href="/p/{post}/bookmark"' in topic
    assert "data-kept=" not in topic
    assert marta.get(f"/p/{post}/bookmark").status_code == 200
    sent = marta.post(f"/p/{post}/bookmark", {"note": "For the almanac", "remind_on": day(cast, 5)})
    assert (sent.status_code, sent.url) == (302, f"/p/{post}")
    seen = words(marta.get("/bookmarks"))
    for said in ("Tides", "Post 2 by Yusuf", "At half past six.", "For the almanac", "Reminder on"):
        assert said in seen
    assert f'data-kept="{post}"' in marta.get(f"/t/{Topic.objects.get().pk}-tides").content.decode()
    again = marta.get(f"/p/{post}/bookmark").content.decode()
    assert "For the almanac" in again
    assert f'value="{day(cast, 5)}"' in again


def test_what_was_typed_comes_back_with_the_sentence_beside_its_field(cast, post):
    answer = cast.browser("marta").post(f"/p/{post}/bookmark", {"note": "Mine", "remind_on": "2020-01-01"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mine</textarea>" in page
    assert 'value="2020-01-01"' in page
    assert 'id="remind_on_error"' in page


def test_it_is_changed_removed_brought_back_and_done_with(cast, post):
    marta = cast.browser("marta")
    marta.post(f"/p/{post}/bookmark", {"note": "One"})
    pk = Bookmark.objects.get().pk
    assert marta.post(f"/bookmarks/{pk}", {"note": "Two", "remind_on": ""}).url == f"/bookmarks#bookmark-{pk}"
    removed = marta.post(f"/bookmarks/{pk}/remove")
    assert removed.url == f"/bookmarks?removed={pk}"
    seen = words(marta.get(removed.url))
    assert "The bookmark is removed. Undo" in seen
    assert "Two" not in seen
    marta.post(f"/bookmarks/{pk}/restore")
    assert "Two" in words(marta.get("/bookmarks"))
    Bookmark.objects.update(remind_at=cast.now - timedelta(days=1))
    assert "Due since" in words(marta.get("/bookmarks"))
    marta.post(f"/bookmarks/{pk}/done")
    assert "Due since" not in words(marta.get("/bookmarks"))


def test_of_a_post_that_cannot_be_read_any_more_nothing_is_said_but_the_note(cast, post):
    marta = cast.browser("marta")
    marta.post(f"/p/{post}/bookmark", {"note": "For the almanac"})
    Topic.objects.update(board=cast.staff_board)
    seen = words(marta.get("/bookmarks"))
    assert "A post you cannot read any more" in seen
    assert "For the almanac" in seen
    form = words(marta.get(f"/bookmarks/{Bookmark.objects.get().pk}"))
    for hidden in ("Tides", "Yusuf", "half past six", "Bridge"):
        assert hidden not in seen
        assert hidden not in form
    assert marta.get(f"/p/{post}/bookmark").status_code == 404


def test_they_are_their_owners_alone(cast, post):
    cast.browser("marta").post(f"/p/{post}/bookmark", {"note": "Secret"})
    pk = Bookmark.objects.get().pk
    for who in ("yusuf", "administrator"):
        browser = cast.browser(who)
        assert browser.get(f"/bookmarks/{pk}").status_code == 404
        assert browser.post(f"/bookmarks/{pk}/remove").status_code == 404
        assert "Secret" not in words(browser.get(f"/bookmarks?removed={pk}"))
    guest = cast.browser()
    for address in ("/bookmarks", f"/bookmarks/{pk}", f"/p/{post}/bookmark"):
        assert guest.get(address).url.startswith("/accounts/login/")
    assert guest.post(f"/p/{post}/bookmark").status_code == 302
    assert guest.post(f"/bookmarks/{pk}/remove").status_code == 302
    assert Bookmark.objects.get().removed_at is None
    assert "bookmark" not in guest.get(f"/t/{Topic.objects.get().pk}-tides").content.decode().replace("bookmarks-", "")


def test_the_list_is_cut_by_key_and_costs_the_same_however_long(cast, post):
    marta, topic_id = cast.browser("marta"), Topic.objects.get().pk

    def keep(number):
        pk = cast.reply("yusuf", topic_id, f"Reply {number}")
        bookmark_post(actor=cast.viewer("marta"), post_id=pk, now=cast.now)

    def count():
        with CaptureQueriesContext(connection) as asked:
            marta.get("/bookmarks")
        return len(asked)

    keep(0)
    few = count()
    for number in range(1, 24):
        keep(number)
    assert count() == few
    first = marta.get("/bookmarks")
    assert "Reply 23" in words(first)
    older = marta.get(re.search(r'href="(/bookmarks\?before=\d+)"', first.content.decode()).group(1))
    assert "Reply 3" in words(older)
    assert "Reply 23" not in words(older)
    assert marta.get("/bookmarks?before=x").status_code == 404
    assert Post.objects.count() == 26
