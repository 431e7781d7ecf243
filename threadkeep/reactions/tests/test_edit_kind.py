"""Changing an entry of the set."""

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.reactions.actions.edit_kind import edit_kind
from threadkeep.reactions.kinds import kind_name
from threadkeep.reactions.models import Kind
from threadkeep.topics.tests.told import last_fact


def edit(cast, kind_id, *, emoji="🐟", name="Fishy", is_offered=True, who="administrator"):
    return edit_kind(
        actor=cast.viewer(who), kind_id=kind_id, emoji=emoji, name=name, is_offered=is_offered, now=cast.now
    )


def test_what_was_given_shows_the_new_one(cast, reactions, post_id):
    reactions.give("yusuf", post_id)
    edit(cast, reactions.kind("👍"))

    assert reactions.counts(post_id) == {"🐟": 1}
    assert kind_name(Kind.objects.get(emoji="🐟")) == "Fishy"


def test_the_fact(cast, reactions):
    kind_id = edit(cast, reactions.kind("👍"))

    assert last_fact() == ("ReactionKindEdited", {"kind_id": kind_id, "actor_id": cast.administrator.pk})


def test_one_of_the_first_ones_keeps_its_translated_name_if_none_is_given(cast, reactions):
    edit(cast, reactions.kind("👍"), emoji="👍", name="", is_offered=False)
    kind = Kind.objects.get(emoji="👍")

    assert (kind.name, kind_name(kind), kind.is_offered) == ("", "I agree", False)


def test_what_cannot_be_is_refused(cast, reactions):
    kind_id = reactions.kind("👍")
    for changes, field in (({"emoji": "x"}, "emoji"), ({"name": ""}, "name"), ({"emoji": "🎉"}, "emoji")):
        with pytest.raises(Refused) as refused:
            edit(cast, kind_id, **changes)
        assert refused.value.field == field


def test_a_kind_that_is_not_there_and_one_who_is_no_administrator(cast, reactions):
    with pytest.raises(NotThere):
        edit(cast, 999_999)
    with pytest.raises(NotThere):
        edit(cast, reactions.kind("👍"), who="moderator")
