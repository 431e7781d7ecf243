"""Putting a deleted post back."""

import pytest

from threadkeep.kernel.refused import Refused
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.restore_post import restore_post
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.tests.told import last_fact


@pytest.fixture
def post_id(cast):
    return cast.reply("yusuf", cast.topic("marta"))


def delete(cast, who, post_id):
    return delete_post(actor=cast.viewer(who), post_id=post_id, reason="Off topic.", now=cast.now)


def restore(cast, who, post_id):
    return restore_post(actor=cast.viewer(who), post_id=post_id, now=cast.now)


def test_it_stands_again_under_its_number_and_counts(cast, post_id):
    delete(cast, "moderator", post_id)
    restore(cast, "moderator", post_id)
    post = Post.objects.get(pk=post_id)
    topic = Topic.objects.get(pk=post.topic_id)

    assert (post.number, post.deleted_at, post.deleted_by_id, post.delete_reason) == (2, None, None, "")
    assert (topic.reply_count, topic.last_post_id) == (1, post_id)


def test_the_fact(cast, post_id):
    delete(cast, "moderator", post_id)
    restore(cast, "moderator", post_id)
    topic_id = Post.objects.get(pk=post_id).topic_id

    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "post_id": post_id, "actor_id": cast.moderator.pk}
    assert last_fact() == ("PostRestored", ids)


def test_authors_restore_what_they_deleted_themselves_and_nothing_else(cast, post_id):
    delete(cast, "yusuf", post_id)
    assert restore(cast, "yusuf", post_id)

    delete(cast, "moderator", post_id)
    with pytest.raises(Refused):
        restore(cast, "yusuf", post_id)


@pytest.mark.parametrize("who", ["marta", "guest", "newcomer"])
def test_others_cannot(cast, post_id, who):
    delete(cast, "yusuf", post_id)
    with pytest.raises(Refused):
        restore(cast, who, post_id)


def test_what_stands_cannot_be_restored(cast, post_id):
    with pytest.raises(Refused):
        restore(cast, "moderator", post_id)
