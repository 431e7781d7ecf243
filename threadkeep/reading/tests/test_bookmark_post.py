"""Keeping a post for oneself, and all that is done to a bookmark afterwards."""

from datetime import UTC, datetime, timedelta

import pytest

from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.reading import bookmark_rules
from threadkeep.reading.actions.bookmark_post import bookmark_post
from threadkeep.reading.models import Bookmark
from threadkeep.topics.models import Post


@pytest.fixture
def post(cast):
    return cast.reply("yusuf", cast.topic("marta"), "At half past six.")


def keep(cast, post, who="marta", **fields):
    return bookmark_post(actor=cast.viewer(who), post_id=post, now=cast.now, **fields)


def day(cast, days):
    return (cast.now + timedelta(days=days)).date().isoformat()


def test_a_post_is_kept_with_a_note_and_a_day_and_nobody_hears_of_it(cast, post):
    told = Event.objects.count()
    pk = keep(cast, post, note=" For the almanac \r\n", remind_on=day(cast, 3))
    kept = Bookmark.objects.get(pk=pk)
    assert (kept.member_id, kept.post_id, kept.note) == (cast.marta.pk, post, "For the almanac")
    assert kept.remind_at.date().isoformat() == day(cast, 3)
    assert Event.objects.count() == told


def test_the_day_is_one_of_its_owners_clock(cast, post):
    cast.marta.time_zone = "Pacific/Auckland"
    cast.marta.save()
    keep(cast, post, remind_on="2030-06-02")
    assert Bookmark.objects.get().remind_at == datetime(2030, 6, 1, 19, tzinfo=UTC)


def test_keeping_it_again_changes_note_and_day(cast, post):
    first = keep(cast, post, note="One", remind_on=day(cast, 3))
    assert keep(cast, post, note="Two") == first
    kept = Bookmark.objects.get()
    assert (kept.note, kept.remind_at) == ("Two", None)
    assert keep(cast, post, who="yusuf") != first


def test_one_that_was_removed_comes_back_new(cast, post):
    pk = keep(cast, post, note="One")
    Bookmark.objects.update(removed_at=cast.now)
    assert keep(cast, post) == pk
    assert Bookmark.objects.values_list("note", "removed_at").get() == ("", None)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"note": "x" * 501}, "note"),
        ({"remind_on": "tomorrow"}, "remind_on"),
        ({"remind_on": "2026-02-31"}, "remind_on"),
        ({"remind_on": "0001-01-01"}, "remind_on"),
        ({"remind_on": "9999-12-31"}, "remind_on"),
        ({"remind_on": "today"}, "remind_on"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(cast, post, fields, field):
    if fields.get("remind_on") == "today":
        fields = {"remind_on": day(cast, 0)}
    with pytest.raises(Refused) as refusal:
        keep(cast, post, **fields)
    assert (refusal.value.field, refusal.value.status) == (field, 422)
    assert not Bookmark.objects.exists()


def test_guests_and_those_who_may_not_read_it_keep_nothing(cast, post):
    with pytest.raises(Refused, match="Only members"):
        keep(cast, post, who="guest")
    secret = Post.objects.get(topic_id=cast.topic("moderator", board=cast.staff_board)).pk
    with pytest.raises(NotThere):
        keep(cast, secret)
    Post.objects.filter(pk=post).update(deleted_at=cast.now)
    with pytest.raises(Gone):
        keep(cast, post)


def test_there_is_a_most(cast, post, monkeypatch):
    monkeypatch.setattr(bookmark_rules, "MOST", 1)
    keep(cast, post)
    keep(cast, post, note="The same one")
    with pytest.raises(Refused, match="which is the most"):
        keep(cast, cast.reply("yusuf", Post.objects.get(pk=post).topic_id))
