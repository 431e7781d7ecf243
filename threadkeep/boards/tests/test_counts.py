"""What boards count, by what they hear of topics: right after any sequence of actions, and rebuilt when wrong."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from threadkeep.boards.effects import board_counts
from threadkeep.boards.models import Board
from threadkeep.kernel import worker
from threadkeep.kernel.effect import start_cursors
from threadkeep.kernel.refused import Refused
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.pin_topic import pin_topic
from threadkeep.topics.actions.restore_post import restore_post
from threadkeep.topics.actions.restore_topic import restore_topic
from threadkeep.topics.models import Post, Topic

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["start", "reply", "delete_post", "restore_post", "delete_topic", "restore_topic", "pin"]),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=14,
)


def counted(board):
    board.refresh_from_db()
    return board.topic_count, board.post_count, board.last_post_id


def test_topics_replies_and_their_going_and_coming_back_are_counted(cast):
    start_cursors()
    first = cast.topic("marta")
    reply = cast.reply("yusuf", first)
    worker.drain()
    assert counted(cast.open_board) == (1, 2, reply)

    moderator = cast.viewer("moderator")
    delete_post(actor=moderator, post_id=reply, reason="Off topic.", now=cast.now)
    worker.drain()
    assert counted(cast.open_board)[:2] == (1, 1)

    delete_topic(actor=moderator, topic_id=first, reason="Rash.", now=cast.now)
    worker.drain()
    assert counted(cast.open_board) == (0, 0, None)

    restore_topic(actor=moderator, topic_id=first, now=cast.now)
    restore_post(actor=moderator, post_id=reply, now=cast.now)
    worker.drain()
    assert counted(cast.open_board) == (1, 2, reply)


def test_hearing_the_same_twice_changes_nothing(cast):
    from threadkeep.kernel.models import EffectCursor

    start_cursors()
    cast.reply("yusuf", cast.topic("marta"))
    worker.drain()
    before = counted(cast.open_board)
    EffectCursor.objects.update(heard_up_to=0)
    worker.drain()
    assert counted(cast.open_board) == before


def test_a_wrong_count_is_found_named_and_put_right(cast):
    cast.topic("marta")
    worker.drain()
    Board.objects.filter(pk=cast.open_board.pk).update(post_count=7, last_post=None)

    found = list(board_counts().differences())

    assert [each.what for each in found] == [f"board {cast.open_board.pk}"]
    assert (found[0].stored.post_count, found[0].expected.post_count) == (7, 1)
    board_counts().rebuild()
    assert not list(board_counts().differences())


def take(cast, step, pick):
    """One step by the moderator, on one of what there is; what the rules refuse is not done."""
    moderator = cast.viewer("moderator")
    topics, posts = Topic.objects.order_by("pk"), Post.objects.order_by("pk")
    if step == "start" or not topics:
        cast.topic("moderator", board=(cast.open_board, cast.staff_board)[pick % 2])
        return
    topic, post = topics[pick % len(topics)], posts[pick % len(posts)]
    about = {"actor": moderator, "now": cast.now}
    verbs = {
        "reply": lambda: cast.reply("moderator", topic.pk),
        "delete_post": lambda: delete_post(post_id=post.pk, reason="x", **about),
        "restore_post": lambda: restore_post(post_id=post.pk, **about),
        "delete_topic": lambda: delete_topic(topic_id=topic.pk, reason="x", **about),
        "restore_topic": lambda: restore_topic(topic_id=topic.pk, **about),
        "pin": lambda: pin_topic(topic_id=topic.pk, **about),
    }
    with suppress(Refused):
        verbs[step]()


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_after_any_sequence_of_actions_the_counts_are_what_the_posts_say(cast, steps):
    start_cursors()
    for step, pick in steps:
        take(cast, step, pick)
    worker.drain()

    assert not list(board_counts().differences())
    for board in Board.objects.all():
        standing = Post.objects.filter(topic__board=board, topic__deleted_at=None, deleted_at=None)
        assert board.post_count == standing.count()
        newest = standing.order_by("-posted_at", "-pk").first()
        assert (board.last_post.posted_at if board.last_post else None) == (newest.posted_at if newest else None)
