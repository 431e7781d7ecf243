"""Making a prefix."""

import pytest

from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused
from threadkeep.tags.actions.make_prefix import make_prefix
from threadkeep.tags.events import PrefixMade
from threadkeep.tags.models import Prefix


@pytest.fixture
def make(cast):
    return lambda name="Question", colour="blue", who="administrator", actor=None: make_prefix(
        actor=actor or cast.viewer(who), name=name, colour=colour, now=cast.now
    )


def test_it_is_there_with_its_colour_and_is_told(cast, make):
    pk = make("  Solved ", "green")
    assert Prefix.objects.values_list("name", "colour").get(pk=pk) == ("Solved", "green")
    assert newest_fact() == PrefixMade(prefix_id=pk, actor_id=cast.administrator.pk)


@pytest.mark.parametrize(
    ("name", "colour", "field"),
    [("", "blue", "name"), ("x" * 31, "blue", "name"), ("!?", "blue", "name"), ("Fine", "puce", "colour")],
)
def test_what_is_no_prefix_is_refused_beside_its_field(cast, make, name, colour, field):
    with refused(status=422, field=field):
        make(name, colour)


def test_two_of_one_name_are_refused_in_whatever_case(cast, make):
    make("Question")
    with refused(status=422, field="name", saying="already"):
        make("QUESTION")


def test_only_administrators_know_that_this_can_be_done(cast, make):
    only_for_administrators(cast, lambda actor: make(actor=actor))
