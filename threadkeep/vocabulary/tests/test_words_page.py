"""What writers can look up."""

from threadkeep.kernel import addresses
from threadkeep.vocabulary.actions.make_bbcode import make_bbcode
from threadkeep.vocabulary.actions.set_smileys import set_smileys
from threadkeep.vocabulary.tests.words import NOTE


def test_everybody_finds_the_boards_own_words_with_an_example(cast):
    assert "This board has none." in cast.browser("guest").get(addresses.own_words()).text
    actor = cast.viewer("administrator")
    make_bbcode(actor=actor, tag=NOTE, now=cast.now, description="For warnings", example="[note]Mind the step.[/note]")
    set_smileys(actor=actor, has_usual=False, smileys=[(":boat!", "⛵")], now=cast.now)

    page = cast.browser("guest").get(addresses.own_words()).text
    assert "<strong>Note:</strong> Mind the step." in page
    assert "For warnings" in page
    assert "<code>:boat!</code> ⛵" in page
    assert "<code>:-)</code>" not in page
