"""Offering a reaction earlier or later."""

import pytest

from threadkeep.kernel.refused import NotThere
from threadkeep.reactions.actions.move_kind import move_kind
from threadkeep.reactions.models import Kind
from threadkeep.topics.tests.told import last_fact


def move(cast, kind_id, places, who="administrator"):
    return move_kind(actor=cast.viewer(who), kind_id=kind_id, places=places, now=cast.now)


@pytest.mark.parametrize(("places", "expected"), [(-1, "🎉😢"), (-99, "🎉"), (5, "😢🎉")])
def test_it_moves_and_stops_at_the_ends(cast, reactions, places, expected):
    move(cast, reactions.kind("🎉"), places)
    order = "".join(Kind.objects.values_list("emoji", flat=True))

    assert order.startswith(expected) if places == -99 else order.endswith(expected)


def test_the_fact(cast, reactions):
    move(cast, reactions.kind("🎉"), -1)

    assert last_fact() == ("ReactionKindsOrdered", {"actor_id": cast.administrator.pk})


def test_refusals(cast, reactions):
    with pytest.raises(NotThere):
        move(cast, 999_999, 1)
    with pytest.raises(NotThere):
        move(cast, reactions.kind("🎉"), 1, who="moderator")
