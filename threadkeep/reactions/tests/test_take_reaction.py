"""Taking a reaction back."""

import pytest

from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.reactions.models import Count, Kind
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.models import Post
from threadkeep.topics.tests.told import last_fact, told


def test_it_is_as_if_it_had_not_been_given(cast, reactions, post_id):
    reactions.give("yusuf", post_id)
    reactions.give("newcomer", post_id)
    reactions.take("yusuf", post_id)
    count = Count.objects.get()
    assert (count.count, count.first_ids) == (1, [cast.newcomer.pk])
    reactions.take("newcomer", post_id)

    assert reactions.counts(post_id) == {}


def test_the_fact(cast, reactions, post_id):
    reactions.give("yusuf", post_id)
    reactions.take("yusuf", post_id)

    ids = {"board_id": cast.open_board.pk, "topic_id": Post.objects.get(pk=post_id).topic_id, "post_id": post_id}
    assert last_fact() == (
        "ReactionTaken", ids | {"kind_id": reactions.kind("👍"), "actor_id": cast.yusuf.pk},
    )  # fmt: skip


def test_without_one_nothing_happens(reactions, post_id):
    reactions.take("yusuf", post_id)

    assert "ReactionTaken" not in told()


def test_what_is_not_offered_any_more_can_be_taken_back(reactions, post_id):
    reactions.give("yusuf", post_id)
    Kind.objects.update(is_offered=False)
    reactions.take("yusuf", post_id)

    assert reactions.counts(post_id) == {}


def test_guests_have_none(reactions, post_id):
    with pytest.raises(Refused, match="sign in"):
        reactions.take("guest", post_id)


def test_on_a_deleted_post_they_stay(cast, reactions, post_id):
    reactions.give("yusuf", post_id)
    delete_post(actor=cast.viewer("moderator"), post_id=post_id, reason="Off.", now=cast.now)
    with pytest.raises(Gone):
        reactions.take("yusuf", post_id)
    assert reactions.counts(post_id) == {"👍": 1}


def test_a_post_that_is_not_there(reactions):
    with pytest.raises(NotThere):
        reactions.take("yusuf", 999_999)
