"""After any sequence of reading, writing and marking, "unread" is what a plain set of (member, post) would say."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from threadkeep.reading import marks
from threadkeep.reading.actions.mark_board_read import mark_board_read
from threadkeep.reading.actions.mark_everything_read import mark_everything_read
from threadkeep.reading.actions.mark_topic_read import mark_topic_read
from threadkeep.reading.actions.mark_unread_from import mark_unread_from
from threadkeep.reading.chores import write_read_marks
from threadkeep.reading.models import Floor, TopicRead
from threadkeep.reading.queries import first_unread_number, unread_boards, unread_topics
from threadkeep.reading.unread_lists import unread_page
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.models import Post, Topic

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["start", "reply", "reply", "read", "read", "flush", "flush", "topic", "board", "all", "from", "delete"]
        ),
        st.integers(0, 11),
    ),
    min_size=5,
    max_size=30,
)


class Model:
    """What Marta has read, as a set of posts."""

    def __init__(self):
        self.read = set()

    def unread_posts(self, topic):
        return [p for p in topic.posts.filter(deleted_at=None).order_by("number") if p.pk not in self.read]

    def is_unread(self, topic):
        # A topic is unread while its newest post is: old gaps do not come back.
        unread = self.unread_posts(topic)
        return bool(unread) and unread[-1].pk == topic.last_post_id


def _do(step, number, cast, marta, model):
    topics, posts = list(Topic.objects.order_by("id")), list(Post.objects.order_by("id"))
    boards = [cast.open_board, cast.members_board]
    topic = topics[number % len(topics)] if topics else None
    if step == "start":
        # Few topics, so that much happens in each.
        if len(topics) < 3:
            cast.topic("yusuf", board=boards[number % 2])
    elif step == "all":
        mark_everything_read(actor=marta, now=cast.now)
        model.read |= {post.pk for post in posts}
    elif step == "board":
        mark_board_read(actor=marta, board_id=boards[number % 2].pk, now=cast.now)
        model.read |= {post.pk for post in posts if post.topic.board_id == boards[number % 2].pk}
    elif step == "flush":
        write_read_marks(cast.now)
    elif topic is None:
        return
    elif step == "reply":
        cast.reply("yusuf", topic.pk)
    elif step == "read":
        up_to = number % topic.last_number + 1
        marks.saw(marta, topic.pk, up_to)
        model.read |= set(topic.posts.filter(number__lte=up_to).values_list("pk", flat=True))
    elif step == "topic":
        mark_topic_read(actor=marta, topic_id=topic.pk, now=cast.now)
        model.read |= set(topic.posts.values_list("pk", flat=True))
    else:
        post = posts[number % len(posts)]
        if step == "from" and post.deleted_at is None:
            mark_unread_from(actor=marta, post_id=post.pk, now=cast.now)
            model.read |= set(post.topic.posts.filter(number__lt=post.number).values_list("pk", flat=True))
            model.read -= set(post.topic.posts.filter(number__gte=post.number).values_list("pk", flat=True))
        elif step == "delete" and post.deleted_at is None and post.number > 1:
            delete_post(actor=cast.viewer("yusuf"), post_id=post.pk, reason="", now=cast.now)


def _agree(cast, marta, model):
    topics = list(Topic.objects.all())
    expected = {topic.pk for topic in topics if model.is_unread(topic)}
    assert {pk for pk, unread in unread_topics(marta, topics).items() if unread} == expected
    boards = {topic.board_id for topic in topics if topic.pk in expected}
    assert unread_boards(marta, [cast.open_board.pk, cast.members_board.pk]) == boards
    assert len(unread_page(marta, mine=False).topics) == len(expected)
    for topic in topics:
        if topic.pk in expected:
            assert first_unread_number(marta, topic) == model.unread_posts(topic)[0].number


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@example(steps=[("start", 0), ("reply", 0), ("all", 0), ("reply", 0), ("read", 0), ("flush", 0)])
@pytest.mark.django_db
def test_unread_is_what_a_plain_set_of_read_posts_says(cast, steps):
    marks.forget_all()
    for table in (TopicRead, Floor):
        table.objects.all().delete()
    Topic.objects.update(last_post=None)
    Post.objects.all().delete()
    Topic.objects.all().delete()
    Floor.objects.create(member=cast.marta, post_id=0)
    marta, model = cast.viewer("marta"), Model()
    for step, number in steps:
        _do(step, number, cast, marta, model)
        _agree(cast, marta, model)
