"""Small changes right after posting leave no edited mark."""

from dataclasses import replace
from datetime import timedelta

import pytest

from threadkeep.kernel.refused import NotThere
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.history import history_page
from threadkeep.topics.models import Post
from threadkeep.topics.queries import topic_page
from threadkeep.topics.writing import prepare


def edit(cast, who, post_id, text, *, seconds, reason=""):
    writing, now = prepare(text=text, syntax="markdown"), cast.now + timedelta(seconds=seconds)
    edit_post(actor=cast.viewer(who), post_id=post_id, writing=writing, now=now, reason=reason)


def mark(cast, who, post_id):
    """The edited mark that somebody sees."""
    page = topic_page(cast.viewer(who), Post.objects.get(pk=post_id).topic_id, None, cast.now)
    return next(post.edited for post in page.posts if post.id == post_id)


def versions(cast, who, post_id):
    return [version.number for version in history_page(cast.viewer(who), post_id, None).versions]


@pytest.fixture
def post_id(cast):
    return cast.reply("yusuf", cast.topic("marta"), "At haf past six.")


def test_others_see_no_mark_and_no_earlier_version(cast, post_id):
    edit(cast, "yusuf", post_id, "At half past six.", seconds=60)

    assert mark(cast, "marta", post_id) is None
    assert versions(cast, "marta", post_id) == [2]
    with pytest.raises(NotThere):
        history_page(cast.viewer("marta"), post_id, "1")


@pytest.mark.parametrize("who", ["yusuf", "moderator"])
def test_its_author_and_the_moderators_see_both_and_that_others_do_not(cast, post_id, who):
    edit(cast, "yusuf", post_id, "At half past six.", seconds=60)

    assert mark(cast, who, post_id).is_silent
    assert versions(cast, who, post_id) == [2, 1]


def test_after_the_time_the_mark_is_for_everybody_and_names_only_what_was_there_to_read(cast, post_id):
    edit(cast, "yusuf", post_id, "At half past six.", seconds=60)
    edit(cast, "yusuf", post_id, "At seven.", seconds=181)

    assert not mark(cast, "marta", post_id).is_silent
    assert versions(cast, "marta", post_id) == [3, 2]
    assert versions(cast, "moderator", post_id) == [3, 2, 1]


def test_a_reason_is_there_to_be_read(cast, post_id):
    edit(cast, "yusuf", post_id, "At seven.", seconds=60, reason="The table says so.")

    assert mark(cast, "marta", post_id).reason == "The table says so."


def test_once_somebody_has_answered_every_edit_is_marked(cast, post_id):
    cast.reply("yusuf", Post.objects.get(pk=post_id).topic_id, "My own second thought.")
    edit(cast, "yusuf", post_id, "At half past six.", seconds=60)
    assert mark(cast, "marta", post_id) is None
    cast.reply("marta", Post.objects.get(pk=post_id).topic_id, "Thank you.")
    edit(cast, "yusuf", post_id, "At seven.", seconds=90)

    assert mark(cast, "marta", post_id) is not None


def test_moderators_always_leave_a_mark_and_it_stays(cast, post_id):
    edit(cast, "moderator", post_id, "At half past six.", seconds=30)
    edit(cast, "yusuf", post_id, "At half past six!", seconds=60)

    assert mark(cast, "marta", post_id) is not None


def test_a_board_can_mark_every_edit(cast, post_id, settings):
    settings.THREADKEEP = replace(settings.THREADKEEP, posts=replace(settings.THREADKEEP.posts, silent_minutes=0))
    edit(cast, "yusuf", post_id, "At half past six.", seconds=1)

    assert mark(cast, "marta", post_id) is not None
