"""Taking a bookmark off the list, with a way back."""

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.reading.actions.bookmark_post import bookmark_post
from threadkeep.reading.actions.remove_bookmark import remove_bookmark
from threadkeep.reading.models import Bookmark
from threadkeep.topics.models import Post


@pytest.fixture
def kept(cast):
    post = Post.objects.get(topic_id=cast.topic("yusuf")).pk
    return bookmark_post(actor=cast.viewer("marta"), post_id=post, now=cast.now, note="One")


def remove(cast, pk, who="marta"):
    return remove_bookmark(actor=cast.viewer(who), bookmark_id=pk, now=cast.now)


def test_it_is_off_the_list_and_its_note_is_kept_for_undoing(cast, kept):
    assert remove(cast, kept) == kept
    assert Bookmark.objects.values_list("removed_at", "note").get() == (cast.now, "One")


def test_removing_it_again_changes_nothing(cast, kept):
    remove(cast, kept)
    Bookmark.objects.update(removed_at=cast.now.replace(year=2020))
    remove(cast, kept)
    assert Bookmark.objects.get().removed_at.year == 2020


def test_it_is_its_owners_alone(cast, kept):
    for who in ("yusuf", "administrator"):
        with pytest.raises(NotThere):
            remove(cast, kept, who=who)
    with pytest.raises(Refused):
        remove(cast, kept, who="guest")
