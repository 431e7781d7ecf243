"""What is derived of topics, posts and members equals what the tables say, whatever was done in which order."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from threadkeep.boards.models import Board
from threadkeep.kernel import effect, worker
from threadkeep.kernel.derived import all_derived
from threadkeep.kernel.refused import Refused
from threadkeep.markup.render import RENDERER_VERSION
from threadkeep.members.models import Member
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.actions.restore_post import restore_post
from threadkeep.topics.actions.restore_topic import restore_topic
from threadkeep.topics.chores import render_old_posts
from threadkeep.topics.effects import topic_counts, topic_markup
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.rerendering import render_again, some_stale_posts
from threadkeep.topics.writing import prepare

WHO = st.sampled_from(["marta", "yusuf", "moderator"])
PLACE = st.integers(0, 5)
STEPS = st.one_of(
    st.tuples(st.just("start"), WHO, PLACE),
    st.tuples(st.just("reply"), WHO, PLACE),
    st.tuples(st.just("delete"), WHO, PLACE),
    st.tuples(st.just("restore"), WHO, PLACE),
    st.tuples(st.just("delete topic"), st.just("moderator"), PLACE),
    st.tuples(st.just("restore topic"), st.just("moderator"), PLACE),
)


def do(cast, step, who, place, at):
    topics = list(Topic.objects.order_by("id").values_list("id", flat=True))
    posts = list(Post.objects.order_by("id").values_list("id", flat=True))
    topic_id = topics[place % len(topics)] if topics else 0
    post_id = posts[place % len(posts)] if posts else 0
    actor = cast.viewer(who)
    works = {
        "start": lambda: cast.topic(who, at=at),
        "reply": lambda: cast.reply(who, topic_id, at=at),
        "delete": lambda: delete_post(actor=actor, post_id=post_id, reason="Why not.", now=at),
        "restore": lambda: restore_post(actor=actor, post_id=post_id, now=at),
        "delete topic": lambda: delete_topic(actor=actor, topic_id=topic_id, reason="Why not.", now=at),
        "restore topic": lambda: restore_topic(actor=actor, topic_id=topic_id, now=at),
    }
    # A step that makes no sense here is refused and changes nothing, which is what is being tested too.
    with suppress(Refused):
        works[step]()


def start_afresh():
    """One database serves all examples: what the example before did must not help this one."""
    Topic.objects.update(last_post=None)
    Board.objects.update(last_post=None)
    Post.objects.all().delete()
    Topic.objects.all().delete()
    for each in all_derived():
        each.rebuild()
    effect.start_cursors()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=14))
def test_after_any_sequence_of_actions_nothing_differs(cast, steps):
    start_afresh()
    for place, (step, who, where) in enumerate(steps):
        do(cast, step, who, where, cast.now + timedelta(seconds=place))
    worker.drain()

    assert [found for each in all_derived() for found in each.differences()] == []


def test_a_wrong_count_is_found_named_and_mended(cast):
    topic_id = cast.topic("marta")
    cast.reply("yusuf", topic_id)
    Topic.objects.filter(pk=topic_id).update(reply_count=7, last_author_name="Nobody", last_number=1)

    (found,) = topic_counts().differences()
    assert found.what == f"topic {topic_id}"
    topic_counts().rebuild()
    assert list(topic_counts().differences()) == []
    assert Topic.objects.get(pk=topic_id).reply_count == 1


@pytest.fixture
def old_post(cast):
    post_id = cast.reply("yusuf", cast.topic("marta"), "Made by an *older* renderer.")
    Post.objects.filter(pk=post_id).update(renderer_version=RENDERER_VERSION - 1, rendered='{"v":0}')
    return post_id


def test_a_post_of_an_older_renderer_is_read_at_once_and_nothing_is_written(cast, old_post):
    answer = cast.browser("marta").get(f"/p/{old_post}", follow=True)

    assert "renderer." in answer.content.decode()
    assert Post.objects.get(pk=old_post).renderer_version == RENDERER_VERSION - 1


@pytest.mark.parametrize("again", [lambda cast: topic_markup().rebuild(), lambda cast: render_old_posts(cast.now)])
def test_it_is_rendered_again_by_the_rebuild_and_by_the_chore(cast, old_post, again):
    assert [found.what for found in topic_markup().differences()] == [f"renderer of post {old_post}"]
    version = Topic.objects.get().version

    again(cast)

    post = Post.objects.get(pk=old_post)
    assert (post.renderer_version, list(topic_markup().differences())) == (RENDERER_VERSION, [])
    assert "renderer." in post.rendered
    assert Topic.objects.get().version == version + 1


def test_an_edit_made_meanwhile_is_not_overwritten(cast, old_post):
    again = render_again([old_post])
    edit_post(
        actor=cast.viewer("yusuf"), post_id=old_post, writing=prepare(text="*Newer* words.", syntax="markdown"),
        now=cast.now,
    )  # fmt: skip
    again()

    assert "Newer" in Post.objects.get(pk=old_post).rendered
    assert list(topic_markup().differences()) == []


def test_the_newest_of_many_old_posts_come_first_and_none_is_forgotten(cast, old_post):
    topic_id = Topic.objects.get().pk
    newer = [cast.reply("marta", topic_id, f"Reply {number}") for number in range(3)]
    Post.objects.filter(pk__in=newer[:2]).update(renderer_version=RENDERER_VERSION + 1)

    assert some_stale_posts(10) == [old_post]
    render_again([old_post])()
    assert some_stale_posts(1) == [newer[1]]
    topic_markup().rebuild()
    assert some_stale_posts(10) == []


def test_a_members_posts_count_where_they_stand(cast):
    effect.start_cursors()
    Member.objects.update(post_count=0)
    topic_id = cast.topic("marta")
    reply_id = cast.reply("yusuf", topic_id)
    cast.reply("yusuf", topic_id)
    worker.drain()
    assert Member.objects.get(pk=cast.yusuf.pk).post_count == 2

    delete_post(actor=cast.viewer("yusuf"), post_id=reply_id, reason="", now=cast.now)
    worker.drain()
    assert Member.objects.get(pk=cast.yusuf.pk).post_count == 1

    delete_topic(actor=cast.viewer("moderator"), topic_id=topic_id, reason="Spam.", now=cast.now)
    worker.drain()
    assert Member.objects.get(pk=cast.yusuf.pk).post_count == 0
    assert Member.objects.get(pk=cast.marta.pk).post_count == 0
