"""Letting a post say again what an earlier version said."""

from datetime import timedelta

import pytest

from threadkeep.kernel.refused import Conflict, Gone, NotThere, Refused
from threadkeep.sources.models import Source
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.actions.hide_revision import hide_revision
from threadkeep.topics.actions.restore_revision import restore_revision
from threadkeep.topics.models import Post
from threadkeep.topics.tests.told import last_fact
from threadkeep.topics.writing import prepare


@pytest.fixture
def post_id(cast):
    post_id = cast.reply("yusuf", cast.topic("marta"), "[b]At six.[/b]", syntax="bbcode")
    writing, now = prepare(text="Nonsense.", syntax="markdown"), cast.now + timedelta(hours=1)
    edit_post(actor=cast.viewer("yusuf"), post_id=post_id, writing=writing, now=now, reason="Improved.")
    return post_id


def restore(cast, who, post_id, number=1, *, text="[b]At six.[/b]", syntax="bbcode", **more):
    writing, now = prepare(text=text, syntax=syntax), cast.now + timedelta(hours=2)
    return restore_revision(
        actor=cast.viewer(who), post_id=post_id, number=number, writing=writing, now=now, **more
    )  # fmt: skip


def test_it_is_a_new_version_that_says_the_old_words_in_their_own_syntax(cast, post_id):
    Source.objects.create(post_id=post_id, position=0, url="https://tides.example/")
    restore(cast, "moderator", post_id)
    post = Post.objects.get(pk=post_id)

    assert (post.source, post.syntax, post.revision_count) == ("[b]At six.[/b]", "bbcode", 2)
    assert "<strong>" in post.rendered
    assert (post.edited_by_id, post.edit_reason) == (cast.moderator.pk, "Version 1 was put back.")
    assert list(post.revisions.order_by("number").values_list("source", "reason")) == [
        ("[b]At six.[/b]", ""),
        ("Nonsense.", "Improved."),
    ]
    assert Source.objects.filter(post_id=post_id).exists()


def test_the_fact_is_that_of_an_edit_and_a_reason_can_be_given(cast, post_id):
    restore(cast, "yusuf", post_id, reason="I was wrong.")

    assert last_fact()[0] == "PostEdited"
    assert Post.objects.get(pk=post_id).edit_reason == "I was wrong."


@pytest.mark.parametrize("who", ["guest", "marta"])
def test_those_who_may_not_edit_the_post_cannot(cast, post_id, who):
    with pytest.raises(Refused):
        restore(cast, who, post_id)


def test_another_edit_meanwhile_is_a_conflict(cast, post_id):
    with pytest.raises(Conflict):
        restore(cast, "yusuf", post_id, seen_revision=0)
    assert restore(cast, "yusuf", post_id, seen_revision=1)


def test_other_words_than_the_versions_are_refused(cast, post_id):
    with pytest.raises(Conflict):
        restore(cast, "yusuf", post_id, text="Something else.")


def test_what_it_says_already_and_what_there_is_none_of_are_refused(cast, post_id):
    restore(cast, "yusuf", post_id)
    with pytest.raises(Refused, match="already"):
        restore(cast, "yusuf", post_id)
    with pytest.raises(NotThere):
        restore(cast, "yusuf", post_id, 9)


def test_a_hidden_version_has_to_be_shown_first(cast, post_id):
    hide_revision(actor=cast.viewer("moderator"), post_id=post_id, number=1, reason="Rude.", now=cast.now)

    for who in ("yusuf", "moderator"):
        with pytest.raises(Refused, match="hidden"):
            restore(cast, who, post_id)


def test_a_deleted_post_says_nothing_new(cast, post_id):
    delete_post(actor=cast.viewer("yusuf"), post_id=post_id, reason="", now=cast.now)

    with pytest.raises(Gone):
        restore(cast, "yusuf", post_id)
    with pytest.raises(Refused, match="Restore it first"):
        restore(cast, "moderator", post_id)
