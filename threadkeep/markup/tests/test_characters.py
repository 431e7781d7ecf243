"""Characters that never reach a page."""

import pytest

from threadkeep.markup.characters import MAX_MARKS, printable, without_towers
from threadkeep.markup.render import Slot, render

BOTH = pytest.mark.parametrize("syntax", ["markdown", "bbcode"])


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a\0b", "a\ufffdb"),
        ("a\ud800b\udfff", "a\ufffdb\ufffd"),
        ("a\x01\x1b\x7fb", "a\ufffd\ufffd\ufffdb"),
        ("a\uffffb\ufffe", "a\ufffdb\ufffd"),
        ("a\x0cb\x0b", "a b "),
        ("a\r\nb\rc\nd\te", "a\nb\nc\nd\te"),
        ("file\u202egpj.exe", "filegpj.exe"),
        ("\u2066a\u2067b\u2068c\u2069\u202a\u202b\u202c\u202d", "abc"),
        ("\u200ea\u200fb\u061c\u200d😀", "\u200ea\u200fb\u061c\u200d😀"),
    ],
)
def test_what_cannot_be_shown_is_replaced_or_left_out(source, shown):
    assert printable(source) == shown


@BOTH
def test_no_way_leads_them_onto_a_page(syntax):
    hidden = "\0\u202e\ud800&#x202E;&#8238;&#1;"
    source = (
        f"a{hidden} ![b{hidden}](attachment:1 'c{hidden}') [d](https://a.example 'e{hidden}')\n```f{hidden}\ng\n```\n"
        f"[attach id=1 alt=b{hidden}]c{hidden}[/attach] [quote=d{hidden}]e[/quote] [abbr=f{hidden}]g[/abbr] "
        "[math]\\text{a&#x202E;&#xd;&#x1;b}[/math] $\\text{a&#x202E;&#xd;&#x1;b}$"
    )
    rendered = render(source, syntax)
    slots = [str(value) for piece in rendered.pieces if isinstance(piece, Slot) for value in piece.data.values()]
    seen = "".join([piece for piece in rendered.pieces if isinstance(piece, str)] + slots)
    assert not set("\0\x01\r\u202e\ud800") & set(seen + rendered.text + rendered.excerpt)


ACUTE, FAR = "\u0301", "\U0001d167"


@BOTH
@pytest.mark.parametrize(
    "source", ["a" + ACUTE * 500 + "b", "a" + (ACUTE + FAR) * 100 + "b", "a" + "&#x301;" * 50 + "b"]
)
def test_of_a_tower_of_marks_the_first_few_are_shown(source, syntax):
    rendered = render(source, syntax)
    html = "".join(piece for piece in rendered.pieces if isinstance(piece, str))
    assert html.count(ACUTE) + html.count(FAR) in {0, MAX_MARKS}
    assert html.endswith("b</p>")


def test_tags_do_not_keep_a_tower_standing():
    html = render("a" + f"[b]{ACUTE * 3}[/b]" * 40 + "c", "bbcode").pieces[0]
    assert html.count(ACUTE) == MAX_MARKS
    assert html.count("<strong>") == html.count("</strong>") == 40


def test_no_tower_stands_in_an_excerpt_either():
    rendered = render("a" + f"[b]{ACUTE}[/b]" * 40 + "c", "bbcode")
    assert rendered.text == rendered.excerpt == "a" + ACUTE * MAX_MARKS + "c"


@pytest.mark.parametrize("word", ["שָׁ֑לוֹם", "ậ", "བསྒྲུབས", "مُحَمَّدٌ", "ที่", "क्षत्रिय", "👩🏽\u200d💻", "1\ufe0f\u20e3"])
def test_no_word_of_a_language_is_a_tower(word):
    assert printable(word * 20) == word * 20
    assert without_towers(f"<p>{word}</p>") == f"<p>{word}</p>"
