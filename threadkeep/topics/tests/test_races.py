"""Two people at the same moment, with real threads and real transactions."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from threadkeep.kernel.action import once
from threadkeep.topics.actions.edit_post import EditedMeanwhile, edit_post
from threadkeep.topics.actions.post_reply import post_reply
from threadkeep.topics.models import Post, Revision, Topic
from threadkeep.topics.writing import prepare

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Run these at the same moment; returns what each returned or raised."""
    start = threading.Barrier(len(works))
    came = [None] * len(works)

    def run(place, work):
        try:
            start.wait(timeout=20)
            came[place] = work()
        except Exception as error:
            came[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return came


def test_replies_at_the_same_moment_get_unique_numbers_without_gaps(lasting_cast):
    cast = lasting_cast
    topic_id = cast.topic("marta")

    def reply(who, text):
        writing = prepare(text=text, syntax="markdown")
        actor = cast.viewer(who)
        return lambda: post_reply(actor=actor, topic_id=topic_id, writing=writing, now=timezone.now())

    came = at_once(*(reply(who, f"{who} {n}") for n in range(4) for who in ("marta", "yusuf", "moderator")))

    assert all(isinstance(each, int) for each in came), came
    topic = Topic.objects.get(pk=topic_id)
    assert list(topic.posts.order_by("number").values_list("number", flat=True)) == list(range(1, 14))
    newest = topic.posts.get(number=13)
    assert (topic.last_number, topic.reply_count, topic.last_post_id) == (13, 12, newest.pk)


def test_one_form_sent_five_times_at_once_is_one_post(lasting_cast):
    cast = lasting_cast
    topic_id = cast.topic("marta")
    writing = prepare(text="Once.", syntax="markdown")

    def send():
        actor = cast.viewer("yusuf")
        return lambda: once(
            cast.yusuf.pk,
            "the same key",
            post_reply,
            actor=actor,
            topic_id=topic_id,
            writing=writing,
            now=timezone.now(),
        )

    came = at_once(*(send() for _ in range(5)))

    assert len(set(came)) == 1, came
    assert Post.objects.filter(topic_id=topic_id, source="Once.").count() == 1
    assert Topic.objects.get(pk=topic_id).last_number == 2


def test_of_two_edits_from_the_same_text_one_wins_and_the_other_is_told(lasting_cast):
    cast = lasting_cast
    post_id = cast.reply("yusuf", cast.topic("marta"))

    def edit(who, text):
        actor, writing = cast.viewer(who), prepare(text=text, syntax="markdown")
        return lambda: edit_post(actor=actor, post_id=post_id, writing=writing, now=timezone.now(), seen_revision=0)

    came = at_once(edit("yusuf", "At seven."), edit("moderator", "At eight."))

    assert sorted(type(each).__name__ for each in came) == [EditedMeanwhile.__name__, "int"]
    assert Revision.objects.filter(post_id=post_id).count() == 1
