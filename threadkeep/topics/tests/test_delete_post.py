"""Deleting a post."""

import pytest

from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.tests.told import last_fact


@pytest.fixture
def topic_id(cast):
    return cast.topic("marta")


@pytest.fixture
def post_id(cast, topic_id):
    return cast.reply("yusuf", topic_id)


def delete(cast, who, post_id, reason="Off topic."):
    return delete_post(actor=cast.viewer(who), post_id=post_id, reason=reason, now=cast.now)


def test_the_words_stay_and_the_state_says_who_when_and_why(cast, post_id):
    delete(cast, "moderator", post_id)
    post = Post.objects.get(pk=post_id)

    assert (post.deleted_at, post.deleted_by_id, post.delete_reason) == (cast.now, cast.moderator.pk, "Off topic.")
    assert post.source == "At half past six."


def test_the_topic_counts_what_stands_and_the_number_is_never_given_again(cast, topic_id, post_id):
    delete(cast, "moderator", post_id)
    topic = Topic.objects.get(pk=topic_id)
    first = topic.posts.get(number=1)

    assert (topic.reply_count, topic.last_post_id, topic.last_author_name) == (0, first.pk, "Marta")
    assert Post.objects.get(pk=cast.reply("marta", topic_id)).number == 3


def test_the_fact(cast, topic_id, post_id):
    delete(cast, "moderator", post_id)

    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "post_id": post_id, "actor_id": cast.moderator.pk}
    assert last_fact() == ("PostDeleted", ids)


def test_its_author_needs_no_reason_but_a_moderator_does(cast, post_id, topic_id):
    with pytest.raises(Refused) as refusal:
        delete(cast, "moderator", post_id, "  ")
    assert refusal.value.field == "reason"
    assert delete(cast, "yusuf", post_id, "")


@pytest.mark.parametrize("who", ["marta", "newcomer", "guest", "banned"])
def test_others_cannot_delete_it(cast, post_id, who):
    with pytest.raises(Refused):
        delete(cast, who, post_id)
    assert Post.objects.get(pk=post_id).deleted_at is None


def test_the_first_post_goes_with_its_topic(cast, topic_id):
    first = Post.objects.get(topic_id=topic_id, number=1)
    for who in ("marta", "moderator", "administrator"):
        with pytest.raises(Refused):
            delete(cast, who, first.pk)


def test_it_cannot_be_deleted_twice(cast, post_id):
    delete(cast, "moderator", post_id)
    with pytest.raises(Refused):
        delete(cast, "moderator", post_id)
    with pytest.raises(Gone):
        delete(cast, "yusuf", post_id)


def test_in_a_locked_topic_its_author_cannot(cast, topic_id, post_id):
    lock_topic(actor=cast.viewer("moderator"), topic_id=topic_id, now=cast.now)
    with pytest.raises(Refused):
        delete(cast, "yusuf", post_id)
    assert delete(cast, "moderator", post_id)


def test_what_is_hidden_does_not_exist(cast):
    hidden = cast.reply("moderator", cast.topic("moderator", board=cast.staff_board))
    with pytest.raises(NotThere):
        delete(cast, "marta", hidden)


def test_a_moderator_of_another_board_is_a_member_here(cast, post_id):
    cast.moderates("marta", cast.members_board)
    with pytest.raises(Refused):
        delete(cast, "marta", post_id)
    cast.moderates("marta", cast.open_board)
    assert delete(cast, "marta", post_id)
