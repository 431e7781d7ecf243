"""The set a board starts with."""

from threadkeep.reactions.actions.make_starting_kinds import make_starting_kinds
from threadkeep.reactions.kinds import STARTING, is_one_emoji, kind_name
from threadkeep.reactions.models import Kind
from threadkeep.topics.tests.told import told


def test_a_new_board_has_six_and_nobody_is_told(cast):
    before = told()
    make_starting_kinds()

    assert [kind.emoji for kind in Kind.objects.all()] == list(STARTING)
    assert all(is_one_emoji(kind.emoji) and kind_name(kind) for kind in Kind.objects.all())
    assert told() == before


def test_what_the_owner_took_out_does_not_come_back(cast):
    make_starting_kinds()
    Kind.objects.exclude(emoji="🎉").delete()
    make_starting_kinds()

    assert [kind.emoji for kind in Kind.objects.all()] == ["🎉"]
