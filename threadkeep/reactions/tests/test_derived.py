"""What is counted of reactions equals what was given, whatever was done in which order."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from django.conf import settings as board
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from threadkeep.kernel import effect, worker
from threadkeep.kernel.refused import Refused
from threadkeep.reactions.effects import reaction_counts, rebuild, received_counts
from threadkeep.reactions.models import Count, Received
from threadkeep.reactions.queries import received_count
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.restore_post import restore_post
from threadkeep.topics.actions.restore_topic import restore_topic

VERBS = st.sampled_from(["give", "give", "give", "take", "delete", "restore", "delete topic", "restore topic"])
WHO = st.sampled_from(["marta", "yusuf", "newcomer", "moderator"])
STEPS = st.tuples(VERBS, WHO, st.integers(0, 3), st.sampled_from(["👍", "🎉", "😢"]))


def do(cast, reactions, topic_id, posts, step, at):
    verb, who, place, emoji = step
    post_id, moderator = posts[place], cast.viewer("moderator")
    works = {
        "give": lambda: reactions.give(who, post_id, emoji),
        "take": lambda: reactions.take(who, post_id, emoji),
        "delete": lambda: delete_post(actor=moderator, post_id=post_id, reason="Why not.", now=at),
        "restore": lambda: restore_post(actor=moderator, post_id=post_id, now=at),
        "delete topic": lambda: delete_topic(actor=moderator, topic_id=topic_id, reason="Why not.", now=at),
        "restore topic": lambda: restore_topic(actor=moderator, topic_id=topic_id, now=at),
    }
    # A step that makes no sense here is refused and changes nothing, which is what is being tested too.
    with suppress(Refused):
        works[verb]()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=14), per_post=st.sampled_from([1, 2]))
def test_after_any_sequence_of_actions_nothing_differs(cast, reactions, steps, per_post):
    effect.start_cursors()
    topic_id = cast.topic("marta")
    posts = [cast.reply(who, topic_id) for who in ("marta", "yusuf", "marta", "newcomer")]
    config = board.THREADKEEP
    with override_settings(THREADKEEP=replace(config, reactions=replace(config.reactions, per_post=per_post))):
        for place, step in enumerate(steps):
            do(cast, reactions, topic_id, posts, step, cast.now + timedelta(seconds=place))
    worker.drain()

    assert [*reaction_counts().differences(), *received_counts().differences()] == []


def test_a_wrong_count_is_found_named_and_mended(cast, reactions, post_id):
    reactions.give("yusuf", post_id)
    Count.objects.update(count=7)
    Received.objects.create(member=cast.yusuf, count=3)
    kind_id = reactions.kind("👍")

    assert [each.what for each in reaction_counts().differences()] == [f"reactions {kind_id} on post {post_id}"]
    assert {each.what for each in received_counts().differences()} == {
        f"reactions received by member {cast.marta.pk}",
        f"reactions received by member {cast.yusuf.pk}",
    }
    rebuild()
    assert [*reaction_counts().differences(), *received_counts().differences()] == []
    assert (received_count(cast.marta.pk), received_count(cast.yusuf.pk)) == (1, 0)


def test_a_count_without_any_reaction_goes(reactions, post_id):
    Count.objects.create(post_id=post_id, kind_id=reactions.kind("👍"), count=2)
    rebuild()

    assert not Count.objects.exists()


def test_members_receive_reactions_where_their_posts_stand(cast, reactions, post_id):
    effect.start_cursors()
    reactions.give("yusuf", post_id)
    worker.drain()
    assert received_count(cast.marta.pk) == 1
    delete_post(actor=cast.viewer("moderator"), post_id=post_id, reason="Off.", now=cast.now)
    worker.drain()

    assert received_count(cast.marta.pk) == 0
