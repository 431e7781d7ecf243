"""The three forms of "may see" agree in every cell of role x board x state, for topics and for posts."""

import pytest

from threadkeep.kernel.refused import Refused
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.rules import (
    check_see_post,
    check_see_topic,
    get_post,
    get_topic,
    visible_places,
    visible_posts,
    visible_topics,
)

ROLES = ("guest", "banned", "newcomer", "marta", "board_moderator", "moderator", "administrator")
BOARDS = ("open_board", "members_board", "staff_board", "child_of_staff_board")
STATES = ("stands", "post deleted", "topic deleted", "both deleted")


@pytest.fixture
def world(cast):
    """One topic with a reply on each board in each state; `board_moderator` moderates the members' board only."""
    cast.child_of_staff_board = cast.board("Below the bridge", "public", parent=cast.staff_board)
    cast.board_moderator = cast.member("Boatswain")
    cast.moderates("board_moderator", cast.members_board)
    cast.posts = {}
    for board in BOARDS:
        for state in STATES:
            topic_id = cast.topic("administrator", f"{board}, {state}", board=getattr(cast, board))
            post_id = cast.reply("administrator", topic_id)
            if state in ("post deleted", "both deleted"):
                Post.objects.filter(pk=post_id).update(deleted_at=cast.now)
            if state in ("topic deleted", "both deleted"):
                Topic.objects.filter(pk=topic_id).update(deleted_at=cast.now)
            cast.posts[board, state] = post_id
    return cast


def passes(check, *args):
    try:
        check(*args)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("role", ROLES)
def test_for_posts_and_topics_all_three_forms_say_the_same(world, role):
    viewer = world.viewer(role)
    posts = set(visible_posts(viewer).values_list("pk", flat=True))
    places = set(visible_places(viewer).values_list("pk", flat=True))
    topics = set(visible_topics(viewer).values_list("pk", flat=True))

    for post in Post.objects.select_related("topic", "topic__board"):
        cell = (role, post.topic.title, post.number)
        assert passes(check_see_post, viewer, post) is (post.pk in posts), cell
        assert passes(get_post, viewer, post.pk) is (post.pk in posts), cell
        assert passes(check_see_topic, viewer, post.topic) is (post.topic_id in topics), cell
        assert passes(get_topic, viewer, post.topic_id) is (post.topic_id in topics), cell
        assert (post.pk in places) is (post.topic_id in topics), cell


# What each role may read, said by hand: the three forms could agree and all be wrong.
READS = {
    "guest": {("open_board", "stands")},
    "banned": {("open_board", "stands")},
    "newcomer": {("open_board", "stands"), ("members_board", "stands")},
    "marta": {("open_board", "stands"), ("members_board", "stands")},
    "board_moderator": {("open_board", "stands"), *(("members_board", state) for state in STATES)},
    "moderator": {(board, state) for board in BOARDS for state in STATES},
    "administrator": {(board, state) for board in BOARDS for state in STATES},
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reads_exactly_this(world, role):
    readable = set(visible_posts(world.viewer(role)).values_list("pk", flat=True))
    cells = {cell for cell, post_id in world.posts.items() if post_id in readable}

    assert cells == READS[role]
