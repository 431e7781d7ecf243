"""Taking a reaction out of the set."""

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.reactions.actions.delete_kind import delete_kind
from threadkeep.reactions.models import Kind
from threadkeep.topics.tests.told import last_fact


def delete(cast, kind_id, who="administrator"):
    return delete_kind(actor=cast.viewer(who), kind_id=kind_id, now=cast.now)


def test_one_that_nobody_gave_goes(cast, reactions):
    kind_id = reactions.kind("🎉")
    delete(cast, kind_id)

    assert not Kind.objects.filter(pk=kind_id).exists()
    assert last_fact() == ("ReactionKindDeleted", {"kind_id": kind_id, "actor_id": cast.administrator.pk})


def test_one_that_was_given_stays_where_it_was_given(cast, reactions, post_id):
    reactions.give("yusuf", post_id, "🎉")
    with pytest.raises(Refused, match="Stop offering it"):
        delete(cast, reactions.kind("🎉"))
    assert reactions.counts(post_id) == {"🎉": 1}


def test_refusals(cast, reactions):
    with pytest.raises(NotThere):
        delete(cast, 999_999)
    with pytest.raises(NotThere):
        delete(cast, reactions.kind("🎉"), who="moderator")
