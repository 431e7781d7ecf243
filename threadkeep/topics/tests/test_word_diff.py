"""What changed, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from threadkeep.topics.word_diff import MOST_WORDS, word_diff


def joined(pieces, *kinds):
    return "".join(text for kind, text in pieces if kind in kinds)


@given(st.text(max_size=200), st.text(max_size=200))
def test_both_texts_come_back_to_the_byte(before, after):
    pieces = word_diff(before, after)

    assert joined(pieces, "same", "gone") == before
    assert joined(pieces, "same", "new") == after


def test_one_word_is_one_change():
    assert word_diff("the tide turns at six", "the tide turns at seven") == [
        ("same", "the tide turns at "),
        ("gone", "six"),
        ("new", "seven"),
    ]


def test_a_long_text_changed_at_both_ends_is_shown_whole_instead_of_compared_for_minutes():
    middle = " ".join(str(n) for n in range(MOST_WORDS))
    pieces = word_diff(f"a {middle} b", f"c {middle} d")

    assert [kind for kind, _text in pieces] == ["gone", "new"]
