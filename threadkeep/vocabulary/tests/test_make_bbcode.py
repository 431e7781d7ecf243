"""Giving the board a BBCode of its own."""

from dataclasses import replace

import pytest

from threadkeep.boards.tests.news import only_for_administrators
from threadkeep.kernel.refused import Refused
from threadkeep.vocabulary.actions.make_bbcode import make_bbcode
from threadkeep.vocabulary.events import BBCodeMade
from threadkeep.vocabulary.models import OwnBBCode
from threadkeep.vocabulary.rules import MOST_BBCODES
from threadkeep.vocabulary.tests.words import NOTE, newest_fact, read


@pytest.fixture
def make(cast):
    def make(tag=NOTE, actor=None, **more):
        return make_bbcode(actor=actor or cast.viewer("administrator"), tag=tag, now=cast.now, **more)

    return make


def test_it_is_read_from_now_on(cast, make):
    assert "[note]" in read("[note]Mind the step.[/note]")
    pk = make(description=" For  warnings. ", example="[note]x[/note]")

    assert "<strong>Note:</strong> Mind the step." in read("[note]Mind the step.[/note]")
    assert OwnBBCode.objects.get(pk=pk).description == "For warnings."
    assert newest_fact() == BBCodeMade(bbcode_id=pk, actor_id=cast.administrator.pk)


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        (replace(NOTE, name="b"), "name"),
        (replace(NOTE, name="No Te"), "name"),
        (replace(NOTE, template=""), "template"),
        (replace(NOTE, template="[note]{content}[/note]"), "template"),
        (replace(NOTE, template="[b]{content}"), "template"),
        (replace(NOTE, value="choice", template="{value} {content}"), "choices"),
        (replace(NOTE, value="number", default="x", template="{value} {content}"), "default"),
    ],
)
def test_what_the_engine_cannot_use_is_refused_beside_its_field(cast, make, tag, field):
    with pytest.raises(Refused) as caught:
        make(tag)
    assert (caught.value.field, caught.value.status) == (field, 422)
    assert "%" not in str(caught.value)
    assert not OwnBBCode.objects.exists()


def test_two_cannot_have_one_name_and_there_is_an_end_to_them(cast, make):
    make()
    with pytest.raises(Refused) as caught:
        make()
    assert caught.value.field == "name"
    OwnBBCode.objects.bulk_create(OwnBBCode(name=f"n{number}", template="x") for number in range(MOST_BBCODES))
    with pytest.raises(Refused):
        make(replace(NOTE, name="more"))


def test_fields_that_are_too_long_are_refused(cast, make):
    for field in ("description", "example"):
        with pytest.raises(Refused) as caught:
            make(**{field: "x" * 501})
        assert caught.value.field == field


def test_only_administrators_know_that_this_can_be_done(cast, make):
    only_for_administrators(cast, lambda actor: make(actor=actor))
