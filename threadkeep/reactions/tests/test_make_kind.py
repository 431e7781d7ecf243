"""Putting a reaction into the set."""

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.reactions.actions.make_kind import make_kind
from threadkeep.reactions.kinds import MOST_OFFERED, is_one_emoji
from threadkeep.reactions.models import Kind
from threadkeep.topics.tests.told import last_fact


def make(cast, emoji="🐟", name="Fishy", who="administrator"):
    return make_kind(actor=cast.viewer(who), emoji=emoji, name=name, now=cast.now)


def test_it_stands_behind_the_others(cast, reactions):
    kind = Kind.objects.get(pk=make(cast, " 🐟 ", "  Very   fishy "))

    assert (kind.emoji, kind.name, kind.is_offered) == ("🐟", "Very fishy", True)
    assert Kind.objects.last() == kind


def test_the_fact(cast):
    kind_id = make(cast)

    assert last_fact() == ("ReactionKindMade", {"kind_id": kind_id, "actor_id": cast.administrator.pk})


@pytest.mark.parametrize("emoji", ["", "x", "🐟🐟", "🐟 🐟", "1", "<b>", "🐟x", "\u200d", "👍" * 20])
def test_only_a_single_emoji(cast, emoji):
    with pytest.raises(Refused) as refused:
        make(cast, emoji)
    assert refused.value.field == "emoji"


@pytest.mark.parametrize("emoji", ["👍🏽", "❤️", "👨‍👩‍👧", "🇩🇪", "🏴‍☠️", "☺"])
def test_an_emoji_of_several_characters_is_one(emoji):
    assert is_one_emoji(emoji)


@pytest.mark.parametrize("name", ["", "  ", "x" * 41])
def test_it_needs_a_name_that_is_not_too_long(cast, name):
    with pytest.raises(Refused) as refused:
        make(cast, name=name)
    assert refused.value.field == "name"


def test_no_emoji_twice_and_at_most_a_dozen(cast):
    make(cast)
    with pytest.raises(Refused, match="already"):
        make(cast)
    Kind.objects.bulk_create(Kind(emoji=chr(0x1F400 + at), position=at) for at in range(MOST_OFFERED - 1))
    with pytest.raises(Refused, match="12 reactions"):
        make(cast, "🎺")


@pytest.mark.parametrize("who", ["moderator", "marta", "guest"])
def test_for_others_there_is_nothing_here(cast, who):
    with pytest.raises(NotThere):
        make(cast, who=who)
