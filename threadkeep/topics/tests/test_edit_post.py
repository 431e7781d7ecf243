"""Editing a post."""

from datetime import timedelta

import pytest

from threadkeep.kernel.refused import Gone, Refused
from threadkeep.sources.models import Source
from threadkeep.sources.steps import SourceNote
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.edit_post import EditedMeanwhile, edit_post
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.models import Post, Revision, Topic
from threadkeep.topics.tests.told import last_fact
from threadkeep.topics.writing import prepare


@pytest.fixture
def post_id(cast):
    return cast.reply("yusuf", cast.topic("marta"), "At half past six.")


def edit(cast, who, post_id, text="At seven.", *, syntax="markdown", sources=(), **more):
    writing = prepare(text=text, syntax=syntax, sources=sources)
    now = more.pop("now", cast.now + timedelta(minutes=5))
    return edit_post(actor=cast.viewer(who), post_id=post_id, writing=writing, now=now, **more)


def test_the_post_says_the_new_text_and_keeps_the_old_one(cast, post_id):
    edit(cast, "yusuf", post_id, reason="I looked it up.")
    post = Post.objects.get(pk=post_id)

    assert (post.source, post.revision_count, post.edit_reason) == ("At seven.", 1, "I looked it up.")
    assert "At seven." in post.rendered
    assert (post.edited_by_id, post.edited_at) == (cast.yusuf.pk, cast.now + timedelta(minutes=5))
    old = Revision.objects.get(post=post)
    assert (old.number, old.source, old.written_by_id, old.written_at) == (
        1,
        "At half past six.",
        cast.yusuf.pk,
        cast.now,
    )


def test_a_second_edit_keeps_who_made_the_first_and_why(cast, post_id):
    edit(cast, "moderator", post_id, "At seven.", reason="Checked.")
    edit(cast, "yusuf", post_id, "At eight.")

    second = Revision.objects.get(post_id=post_id, number=2)
    assert (second.source, second.written_by_id, second.reason) == ("At seven.", cast.moderator.pk, "Checked.")


def test_the_fact_and_the_topics_version(cast, post_id):
    topic = Post.objects.get(pk=post_id).topic
    edit(cast, "yusuf", post_id)

    ids = {"board_id": topic.board_id, "topic_id": topic.pk, "post_id": post_id, "actor_id": cast.yusuf.pk}
    assert last_fact() == ("PostEdited", ids)
    assert Topic.objects.get(pk=topic.pk).version == topic.version + 1


def test_the_same_text_with_other_sources_makes_no_revision(cast, post_id):
    edit(cast, "yusuf", post_id, "At half past six.", sources=[SourceNote("https://tides.example/")])

    assert not Revision.objects.exists()
    assert Source.objects.get(post_id=post_id).url == "https://tides.example/"
    assert Post.objects.get(pk=post_id).edited_at is not None


def test_another_syntax_is_another_text(cast, post_id):
    edit(cast, "yusuf", post_id, "At half past six.", syntax="bbcode")

    assert Revision.objects.get(post_id=post_id).syntax == "markdown"


def test_an_edit_that_started_from_an_older_text_is_a_conflict(cast, post_id):
    edit(cast, "moderator", post_id, "At seven.", seen_revision=0)

    with pytest.raises(EditedMeanwhile):
        edit(cast, "yusuf", post_id, "At eight.", seen_revision=0)
    assert Post.objects.get(pk=post_id).source == "At seven."
    assert edit(cast, "yusuf", post_id, "At eight.", seen_revision=1)


@pytest.mark.parametrize("who", ["marta", "guest", "banned", "newcomer"])
def test_others_cannot_edit_it(cast, post_id, who):
    with pytest.raises(Refused):
        edit(cast, who, post_id)
    assert Post.objects.get(pk=post_id).source == "At half past six."


def test_its_author_has_the_time_the_board_gives_and_moderators_have_more(cast, post_id, settings):
    from dataclasses import replace

    settings.THREADKEEP = replace(settings.THREADKEEP, posts=replace(settings.THREADKEEP.posts, edit_minutes=10))

    assert edit(cast, "yusuf", post_id, "In time.", now=cast.now + timedelta(minutes=10))
    with pytest.raises(Refused) as refusal:
        edit(cast, "yusuf", post_id, "Too late.", now=cast.now + timedelta(minutes=10, seconds=1))
    assert "10" in str(refusal.value)
    assert edit(cast, "moderator", post_id, "Moderators may.", now=cast.now + timedelta(days=1))


def test_in_a_locked_topic_only_moderators_edit(cast, post_id):
    lock_topic(actor=cast.viewer("moderator"), topic_id=Post.objects.get(pk=post_id).topic_id, now=cast.now)

    with pytest.raises(Refused):
        edit(cast, "yusuf", post_id)
    assert edit(cast, "moderator", post_id)


def test_a_deleted_post_cannot_be_edited(cast, post_id):
    delete_post(actor=cast.viewer("moderator"), post_id=post_id, reason="Off topic.", now=cast.now)

    with pytest.raises(Gone):
        edit(cast, "yusuf", post_id)
    with pytest.raises(Refused) as refusal:
        edit(cast, "moderator", post_id)
    assert "Restore it first" in str(refusal.value)


def test_a_reason_of_more_than_200_characters_is_refused(cast, post_id):
    with pytest.raises(Refused) as refusal:
        edit(cast, "yusuf", post_id, reason="x" * 201)
    assert refusal.value.field == "reason"
