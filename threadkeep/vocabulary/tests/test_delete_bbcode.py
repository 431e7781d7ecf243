"""Taking one of the board's own BBCodes away."""

import pytest

from threadkeep.boards.tests.news import only_for_administrators
from threadkeep.kernel.refused import NotThere
from threadkeep.vocabulary.actions.delete_bbcode import delete_bbcode
from threadkeep.vocabulary.actions.make_bbcode import make_bbcode
from threadkeep.vocabulary.events import BBCodeDeleted
from threadkeep.vocabulary.models import OwnBBCode
from threadkeep.vocabulary.tests.words import NOTE, newest_fact, read


@pytest.fixture
def note(cast):
    return make_bbcode(actor=cast.viewer("administrator"), tag=NOTE, now=cast.now)


def delete(cast, note, actor=None):
    delete_bbcode(actor=actor or cast.viewer("administrator"), bbcode_id=note, now=cast.now)


def test_posts_show_it_as_it_was_typed_and_no_word_is_lost(cast, note):
    delete(cast, note)
    assert "[note]Mind the step.[/note]" in read("[note]Mind the step.[/note]")
    assert newest_fact() == BBCodeDeleted(bbcode_id=note, actor_id=cast.administrator.pk)


def test_one_that_is_gone_cannot_be_deleted_again(cast, note):
    delete(cast, note)
    with pytest.raises(NotThere):
        delete(cast, note)


def test_only_administrators_know_that_this_can_be_done(cast, note):
    only_for_administrators(cast, lambda actor: delete(cast, note, actor))
    assert OwnBBCode.objects.exists()
