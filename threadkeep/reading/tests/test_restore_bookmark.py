"""Bringing a removed bookmark back."""

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.reading.actions.bookmark_post import bookmark_post
from threadkeep.reading.actions.restore_bookmark import restore_bookmark
from threadkeep.reading.models import Bookmark
from threadkeep.topics.models import Post


@pytest.fixture
def kept(cast):
    post = Post.objects.get(topic_id=cast.topic("yusuf")).pk
    return bookmark_post(actor=cast.viewer("marta"), post_id=post, now=cast.now, note="One")


def restore(cast, pk, who="marta"):
    return restore_bookmark(actor=cast.viewer(who), bookmark_id=pk, now=cast.now)


def test_it_stands_on_the_list_again_as_it_was(cast, kept):
    Bookmark.objects.update(removed_at=cast.now)
    assert restore(cast, kept) == kept
    assert Bookmark.objects.values_list("removed_at", "note").get() == (None, "One")
    restore(cast, kept)


def test_there_is_a_most(cast, kept, monkeypatch):
    from threadkeep.reading import bookmark_rules

    Bookmark.objects.update(removed_at=cast.now)
    monkeypatch.setattr(bookmark_rules, "MOST", 0)
    with pytest.raises(Refused, match="which is the most"):
        restore(cast, kept)


def test_it_is_its_owners_alone_and_gone_once_swept(cast, kept):
    for who in ("yusuf", "administrator"):
        with pytest.raises(NotThere):
            restore(cast, kept, who=who)
    with pytest.raises(Refused):
        restore(cast, kept, who="guest")
    Bookmark.objects.all().delete()
    with pytest.raises(NotThere):
        restore(cast, kept)
