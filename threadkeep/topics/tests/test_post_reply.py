"""Replying to a topic."""

import pytest

from threadkeep.kernel.action import once
from threadkeep.kernel.refused import Conflict, Gone, NotThere, Refused
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.actions.post_reply import RepliesMeanwhile, post_reply
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.tests.told import last_fact
from threadkeep.topics.writing import prepare


def send(cast, who, topic_id, text="At half past six.", **more):
    writing = prepare(text=text, syntax="markdown")
    return post_reply(actor=cast.viewer(who), topic_id=topic_id, writing=writing, now=cast.now, **more)


def test_a_reply_takes_the_next_number_and_is_the_topics_last_post(cast):
    topic_id = cast.topic("marta")
    post = Post.objects.get(pk=send(cast, "yusuf", topic_id))
    topic = Topic.objects.get(pk=topic_id)

    assert (post.number, post.author_name) == (2, "Yusuf")
    assert (topic.last_number, topic.reply_count, topic.last_post_id) == (2, 1, post.pk)
    assert topic.last_author_name == "Yusuf"
    assert topic.version == 3  # one for the first post, one for the reply


def test_the_fact_names_the_new_post(cast):
    topic_id = cast.topic("marta")
    post_id = send(cast, "yusuf", topic_id)

    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "post_id": post_id, "actor_id": cast.yusuf.pk}
    assert last_fact() == ("ReplyPosted", ids)


def test_what_was_typed_is_kept_to_the_byte_with_plain_line_ends(cast):
    topic_id = cast.topic("marta")
    post_id = send(cast, "yusuf", topic_id, "  two spaces\r\n\ttab\r\nend \U0001f6a4 \u202e ")

    assert Post.objects.get(pk=post_id).source == "  two spaces\n\ttab\nend \U0001f6a4 \u202e "


def test_replies_that_came_meanwhile_are_to_be_seen_first(cast):
    topic_id = cast.topic("marta")
    cast.reply("moderator", topic_id)

    with pytest.raises(RepliesMeanwhile):
        send(cast, "yusuf", topic_id, seen_number=1)
    assert Topic.objects.get(pk=topic_id).last_number == 2
    assert send(cast, "yusuf", topic_id, seen_number=2)


def test_a_guest_cannot_reply(cast):
    with pytest.raises(Refused) as refusal:
        send(cast, "guest", cast.topic("marta"))
    assert "sign in" in str(refusal.value)


def test_a_banned_member_is_a_guest(cast):
    topic_id = cast.topic("marta")
    with pytest.raises(Refused):
        send(cast, "banned", topic_id)


def test_a_member_without_the_right_cannot_reply(cast):
    topic_id = cast.topic("moderator", board=cast.board("Announcements", "read_only"))
    with pytest.raises(Refused):
        send(cast, "marta", topic_id)


def test_a_topic_on_a_hidden_board_does_not_exist(cast):
    topic_id = cast.topic("moderator", board=cast.staff_board)
    with pytest.raises(NotThere):
        send(cast, "marta", topic_id)


def test_a_topic_that_never_was_does_not_exist(cast):
    with pytest.raises(NotThere):
        send(cast, "marta", 4711)


def test_in_a_locked_topic_only_those_who_may_lock_go_on(cast):
    topic_id = cast.topic("marta")
    lock_topic(actor=cast.viewer("moderator"), topic_id=topic_id, now=cast.now)

    with pytest.raises(Refused):
        send(cast, "yusuf", topic_id)
    assert send(cast, "moderator", topic_id)


def test_in_a_deleted_topic_nobody_writes(cast):
    topic_id = cast.topic("marta")
    delete_topic(actor=cast.viewer("moderator"), topic_id=topic_id, reason="Spam.", now=cast.now)

    with pytest.raises(Gone):
        send(cast, "yusuf", topic_id)
    with pytest.raises(Refused) as refusal:
        send(cast, "moderator", topic_id)
    assert not isinstance(refusal.value, Gone)


def test_the_same_key_posts_once_and_answers_the_same(cast):
    topic_id = cast.topic("marta")

    def sent(text):
        writing = prepare(text=text, syntax="markdown")
        actor = cast.viewer("yusuf")
        return once(cast.yusuf.pk, "key-1", post_reply, actor=actor, topic_id=topic_id, writing=writing, now=cast.now)

    first = sent("Once.")
    assert sent("Once.") == first
    with pytest.raises(Conflict):
        sent("Something else.")
    assert Topic.objects.get(pk=topic_id).last_number == 2
