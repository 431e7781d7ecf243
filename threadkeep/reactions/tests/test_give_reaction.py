"""Giving a post a reaction."""

from dataclasses import replace

import pytest

from threadkeep.boards.models import Grant
from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.reactions.actions.give_reaction import give_reaction
from threadkeep.reactions.models import Count, Kind, Reaction
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.tests.told import last_fact, told


@pytest.fixture
def two_for_each_post(settings):
    config = settings.THREADKEEP
    settings.THREADKEEP = replace(config, reactions=replace(config.reactions, per_post=2))


def test_it_counts_at_once_and_the_first_are_named(cast, reactions, post_id):
    topic_id = Post.objects.get(pk=post_id).topic_id
    version = Topic.objects.get(pk=topic_id).version
    reactions.give("yusuf", post_id)
    reactions.give("newcomer", post_id)

    count = Count.objects.get()
    assert (count.count, count.first_ids) == (2, [cast.yusuf.pk, cast.newcomer.pk])
    assert Topic.objects.get(pk=topic_id).version == version + 2


def test_the_fact(cast, reactions, post_id):
    reactions.give("yusuf", post_id)

    ids = {"board_id": cast.open_board.pk, "topic_id": Post.objects.get(pk=post_id).topic_id, "post_id": post_id}
    assert last_fact() == (
        "ReactionGiven", ids | {"kind_id": reactions.kind("👍"), "actor_id": cast.yusuf.pk},
    )  # fmt: skip


def test_giving_it_twice_is_giving_it_once(reactions, post_id):
    reactions.give("yusuf", post_id)
    reactions.give("yusuf", post_id)

    assert reactions.counts(post_id) == {"👍": 1}
    assert told().count("ReactionGiven") == 1


def test_another_one_takes_the_place_of_the_first(reactions, post_id):
    reactions.give("yusuf", post_id, "👍")
    reactions.give("yusuf", post_id, "🎉")

    assert reactions.counts(post_id) == {"🎉": 1}
    assert told()[-2:] == ["ReactionTaken", "ReactionGiven"]


@pytest.mark.usefixtures("two_for_each_post")
def test_where_several_are_allowed_there_are_several_and_not_more(reactions, post_id):
    reactions.give("yusuf", post_id, "👍")
    reactions.give("yusuf", post_id, "🎉")
    with pytest.raises(Refused, match="2 reactions"):
        reactions.give("yusuf", post_id, "😢")
    assert reactions.counts(post_id) == {"👍": 1, "🎉": 1}


def test_ones_own_post_is_not_for_reacting(reactions, post_id):
    with pytest.raises(Refused, match="your own"):
        reactions.give("marta", post_id)


@pytest.mark.parametrize("who", ["guest", "banned"])
def test_guests_never_react(reactions, post_id, who):
    with pytest.raises(Refused, match="sign in"):
        reactions.give(who, post_id)


def test_without_the_right_there_is_no_reaction(reactions, post_id):
    from threadkeep.boards.steps import raise_version

    Grant.objects.filter(permission="react").delete()
    raise_version()
    with pytest.raises(Refused, match="not react"):
        reactions.give("yusuf", post_id)


def test_a_deleted_post_is_gone_and_takes_none_from_moderators_either(cast, reactions, post_id):
    delete_post(actor=cast.viewer("moderator"), post_id=post_id, reason="Off.", now=cast.now)
    with pytest.raises(Gone):
        reactions.give("yusuf", post_id)
    with pytest.raises(Refused, match="deleted"):
        reactions.give("moderator", post_id)


def test_a_post_of_a_hidden_board_does_not_exist(cast, reactions):
    hidden = Post.objects.get(topic_id=cast.topic("moderator", board=cast.staff_board)).pk
    for post_id in (hidden, 999_999):
        with pytest.raises(NotThere):
            reactions.give("yusuf", post_id)


def test_what_is_not_offered_cannot_be_given(cast, reactions, post_id):
    Kind.objects.filter(emoji="👍").update(is_offered=False)
    with pytest.raises(Refused, match="not offered"):
        reactions.give("yusuf", post_id)
    with pytest.raises(NotThere):
        give_reaction(actor=cast.viewer("yusuf"), post_id=post_id, kind_id=0, now=cast.now)
    assert Reaction.objects.count() == 0


def test_a_locked_topic_still_takes_reactions(cast, reactions, post_id):
    topic_id = Post.objects.get(pk=post_id).topic_id
    lock_topic(actor=cast.viewer("moderator"), topic_id=topic_id, now=cast.now)
    reactions.give("yusuf", post_id)

    assert reactions.counts(post_id) == {"👍": 1}
