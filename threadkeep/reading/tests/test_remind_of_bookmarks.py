"""Bookmarks whose day has come: told once, counted for the menu, done when their owner says so."""

from datetime import timedelta

import pytest

from threadkeep.kernel.facts import heard
from threadkeep.kernel.models import Event
from threadkeep.reading import due
from threadkeep.reading.actions import remind_of_bookmarks as verb
from threadkeep.reading.actions.bookmark_post import bookmark_post
from threadkeep.reading.actions.remind_of_bookmarks import remind_of_bookmarks
from threadkeep.reading.chores import count_due_bookmarks, sweep_bookmarks, tell_of_due_bookmarks
from threadkeep.reading.events import BookmarkDue
from threadkeep.reading.models import Bookmark
from threadkeep.reading.tests.test_bookmark_post import day
from threadkeep.topics.models import Post


@pytest.fixture
def kept(cast):
    post = Post.objects.get(topic_id=cast.topic("yusuf")).pk
    return bookmark_post(actor=cast.viewer("marta"), post_id=post, now=cast.now, remind_on=day(cast, 2))


def told():
    return [heard(row).fact for row in Event.objects.filter(name="BookmarkDue").order_by("pk")]


def test_it_is_told_once_when_its_day_has_come(cast, kept):
    assert remind_of_bookmarks(now=cast.now) == 0
    later = cast.now + timedelta(days=3)
    assert remind_of_bookmarks(now=later) == 1
    assert remind_of_bookmarks(now=later) == 0
    post = Bookmark.objects.get().post_id
    assert told() == [BookmarkDue(bookmark_id=kept, member_id=cast.marta.pk, post_id=post)]


def test_one_that_was_removed_is_not_told(cast, kept):
    Bookmark.objects.update(removed_at=cast.now)
    assert remind_of_bookmarks(now=cast.now + timedelta(days=3)) == 0


def test_the_chore_goes_on_until_all_are_told(cast, kept, monkeypatch):
    topic_id = Post.objects.get().topic_id
    for _number in range(3):
        post = cast.reply("yusuf", topic_id)
        bookmark_post(actor=cast.viewer("marta"), post_id=post, now=cast.now, remind_on=day(cast, 1))
    monkeypatch.setattr(verb, "AT_ONCE", 2)
    monkeypatch.setattr("threadkeep.reading.chores.AT_ONCE", 2)
    tell_of_due_bookmarks(cast.now + timedelta(days=3))
    assert len(told()) == 4


def test_the_menu_counts_them_without_asking_for_each_page(cast, kept):
    assert due.due_count(cast.marta.pk) == 0
    count_due_bookmarks(cast.now + timedelta(days=3))
    assert due.due_count(cast.marta.pk) == 1
    assert due.due_count(cast.yusuf.pk) == due.due_count(None) == 0
    assert "1 bookmark is due" in cast.browser("marta").get("/").content.decode()
    assert "is due" not in cast.browser("yusuf").get("/").content.decode()


def test_what_was_removed_a_week_ago_is_swept(cast, kept):
    Bookmark.objects.update(removed_at=cast.now - timedelta(days=6))
    sweep_bookmarks(cast.now)
    assert Bookmark.objects.exists()
    sweep_bookmarks(cast.now + timedelta(days=2))
    assert not Bookmark.objects.exists()
