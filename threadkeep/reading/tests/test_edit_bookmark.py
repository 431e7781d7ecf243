"""Another note, another day, or none."""

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.reading.actions.bookmark_post import bookmark_post
from threadkeep.reading.actions.edit_bookmark import edit_bookmark
from threadkeep.reading.models import Bookmark
from threadkeep.reading.tests.test_bookmark_post import day
from threadkeep.topics.models import Post


@pytest.fixture
def kept(cast):
    post = Post.objects.get(topic_id=cast.topic("yusuf")).pk
    return bookmark_post(actor=cast.viewer("marta"), post_id=post, now=cast.now, note="One", remind_on=day(cast, 2))


def edit(cast, pk, who="marta", **fields):
    return edit_bookmark(actor=cast.viewer(who), bookmark_id=pk, now=cast.now, **fields)


def test_each_is_changed_alone(cast, kept):
    before = Bookmark.objects.get().remind_at
    edit(cast, kept, note="Two")
    assert Bookmark.objects.values_list("note", "remind_at").get() == ("Two", before)
    edit(cast, kept, remind_on=day(cast, 9))
    assert Bookmark.objects.get().remind_at.date().isoformat() == day(cast, 9)
    edit(cast, kept, remind_on="")
    assert Bookmark.objects.values_list("note", "remind_at").get() == ("Two", None)


def test_another_day_is_told_again_and_the_same_is_not(cast, kept):
    Bookmark.objects.update(reminded_at=cast.now)
    edit(cast, kept, remind_on=day(cast, 2))
    assert Bookmark.objects.get().reminded_at is not None
    edit(cast, kept, remind_on=day(cast, 3))
    assert Bookmark.objects.get().reminded_at is None


def test_a_day_that_came_may_stay_where_a_new_one_could_not(cast, kept):
    Bookmark.objects.update(remind_at=cast.now)
    edit(cast, kept, note="Two", remind_on=day(cast, 0))
    with pytest.raises(Refused):
        edit(cast, kept, remind_on=day(cast, -1))


def test_the_note_of_a_post_that_is_gone_can_be_changed(cast, kept):
    Post.objects.update(deleted_at=cast.now)
    edit(cast, kept, note="Still mine")
    assert Bookmark.objects.get().note == "Still mine"


def test_too_long_a_note_is_refused(cast, kept):
    with pytest.raises(Refused) as refusal:
        edit(cast, kept, note="x" * 501)
    assert refusal.value.field == "note"


def test_somebody_elses_and_removed_ones_are_not_there(cast, kept):
    for who in ("yusuf", "administrator"):
        with pytest.raises(NotThere):
            edit(cast, kept, who=who)
    with pytest.raises(Refused):
        edit(cast, kept, who="guest")
    Bookmark.objects.update(removed_at=cast.now)
    with pytest.raises(NotThere):
        edit(cast, kept)
