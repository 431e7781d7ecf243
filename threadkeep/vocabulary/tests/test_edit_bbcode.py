"""Letting one of the board's own BBCodes mean something else."""

from dataclasses import replace

import pytest

from threadkeep.boards.tests.news import only_for_administrators
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.vocabulary.actions.edit_bbcode import edit_bbcode
from threadkeep.vocabulary.actions.make_bbcode import make_bbcode
from threadkeep.vocabulary.events import BBCodeEdited
from threadkeep.vocabulary.queries import current_vocabulary
from threadkeep.vocabulary.tests.words import NOTE, newest_fact, read


@pytest.fixture
def note(cast):
    return make_bbcode(actor=cast.viewer("administrator"), tag=NOTE, now=cast.now)


@pytest.fixture
def edit(cast, note):
    def edit(tag, bbcode_id=note, actor=None):
        return edit_bbcode(
            actor=actor or cast.viewer("administrator"), bbcode_id=bbcode_id, tag=tag, now=cast.now, example="[note]"
        )

    return edit


def test_posts_are_read_with_the_new_meaning(cast, note, edit):
    before = current_vocabulary().version
    edit(replace(NOTE, template="[i]{content}[/i]"))

    assert "<em>Mind.</em>" in read("[note]Mind.[/note]")
    assert current_vocabulary().version == before + 1
    assert newest_fact() == BBCodeEdited(bbcode_id=note, actor_id=cast.administrator.pk)


def test_under_another_name_the_old_one_is_shown_as_typed(cast, edit):
    edit(replace(NOTE, name="hint"))
    assert "[note]Mind.[/note]" in read("[note]Mind.[/note]")


def test_the_name_of_another_and_what_cannot_be_used_are_refused(cast, edit):
    make_bbcode(actor=cast.viewer("administrator"), tag=replace(NOTE, name="hint"), now=cast.now)
    for tag, field in ((replace(NOTE, name="hint"), "name"), (replace(NOTE, template="[x"), "template")):
        with pytest.raises(Refused) as caught:
            edit(tag)
        assert caught.value.field == field


def test_one_that_is_not_there_is_not_there(cast, edit):
    with pytest.raises(NotThere):
        edit(NOTE, bbcode_id=999)


def test_only_administrators_know_that_this_can_be_done(cast, edit):
    only_for_administrators(cast, lambda actor: edit(NOTE, actor=actor))
