"""Choosing which smileys the board shows."""

import pytest

from threadkeep.boards.tests.news import only_for_administrators
from threadkeep.kernel.refused import Refused
from threadkeep.vocabulary.actions.set_smileys import set_smileys
from threadkeep.vocabulary.events import SmileysChanged
from threadkeep.vocabulary.models import Smiley
from threadkeep.vocabulary.rules import MOST_SMILEYS
from threadkeep.vocabulary.tests.words import newest_fact, read


@pytest.fixture
def choose(cast):
    def choose(*smileys, has_usual=True, actor=None):
        set_smileys(actor=actor or cast.viewer("administrator"), has_usual=has_usual, smileys=smileys, now=cast.now)

    return choose


def test_the_boards_own_are_shown_in_both_syntaxes_and_its_own_win(cast, choose):
    choose((":boat!", "⛵"), (":)", "😺"))
    for syntax in ("bbcode", "markdown"):
        html = read("Off we go :boat! and home :) ;)", syntax)
        assert "⛵" in html
        assert "😺" in html
        assert "😉" in html
    assert newest_fact() == SmileysChanged(actor_id=cast.administrator.pk)


def test_the_usual_ones_can_be_switched_off_and_the_whole_list_is_what_counts(cast, choose):
    choose((":boat!", "⛵"))
    choose(has_usual=False)
    assert "⛵" not in read("Hello :boat! :)")
    assert ":)" in read("Hello :)")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("boat", "⛵"), ("лодка", "⛵"), (":", "⛵"),
        (":a b", "⛵"), (":" * 21, "⛵"), ("@boat", "⛵"), ("[boat]", "⛵"),
        (":boat!", ""), (":boat!", "⛵" * 17), (":boat!", "a\u202eb"), (":boat\u200b!", "⛵"), (":thumbsup:", "⛵"),
    ],
)  # fmt: skip
def test_what_could_be_words_or_shows_nothing_is_refused(cast, choose, typed, shown):
    with pytest.raises(Refused) as caught:
        choose((typed, shown))
    assert (caught.value.field, caught.value.status) == ("smileys", 422)
    assert not Smiley.objects.exists()


def test_one_twice_and_too_many_are_refused(cast, choose):
    with pytest.raises(Refused):
        choose((":boat!", "⛵"), (":boat!", "🚤"))
    with pytest.raises(Refused):
        choose(*((f":n{number}!", "⛵") for number in range(MOST_SMILEYS + 1)))


def test_only_administrators_know_that_this_can_be_done(cast, choose):
    only_for_administrators(cast, lambda actor: choose(actor=actor))
