"""The head of a quote, in each engine's form."""

import pytest

from threadkeep.markup.render import Slot, render


def heads(source, syntax="bbcode"):
    return [dict(piece.data) for piece in render(source, syntax).pieces if isinstance(piece, Slot)]


@pytest.mark.parametrize(
    "tag",
    [
        "[quote author=Marta post_id=12]",
        '[quote="Marta" post_id=12 time=1731000000 user_id=5]',
        "[quote=Marta post_id=12]",
        "[quote author=Marta link=topic=1.msg12#msg12 date=1234]",
        "[quote='Marta' pid='12' dateline='1731000000']",
        '[QUOTE="Marta, post: 12, member: 3"]',
        '[QUOTE="Marta, post: 12"]',
        "[QUOTE=Marta;12]",
        "[QUOTE=Marta;n12]",
        '[quote name="Marta" post="12"]',
        "[quote author=Marta link=msg=12 date=1731000000]",
        '[quote name="Marta" post="12" timestamp="1731000000"]',
        "[QUOTE=Marta, post: 12, member: 3]",
        "[quote post_id=12 user_id=5 time=1731000000 author=Marta]",
        "[quote='Marta' pid=12 dateline=1731000000]",
    ],
)
def test_every_engines_quote_names_its_author_and_post(tag):
    assert heads(f"{tag}words[/quote]") == [{"post_id": 12, "author": "Marta", "number": 0}]


@pytest.mark.parametrize(
    ("tag", "author"),
    [
        ("[quote author=Marta Berg link=topic=1.msg12#msg12 date=1]", "Marta Berg"),
        ('[quote="Marta [x] Berg" post_id=12]', "Marta [x] Berg"),
        ('[quote author="O\'Hara" post_id=12]', "O'Hara"),
        ("[quote author='The \"Cat\"' post_id=12]", 'The "Cat"'),
        ('[quote="[url=https://a.example]Marta[/url]" post_id=12]', "Marta"),
        ("[quote author=مارتا post_id=12]", "مارتا"),
        ('[quote="Marta, the post: 3rd, post: 12, member: 4"]', "Marta, the post: 3rd"),
    ],
)
def test_names_may_hold_nearly_anything(tag, author):
    assert heads(f"{tag}words[/quote]") == [{"post_id": 12, "author": author, "number": 0}]


@pytest.mark.parametrize("tag", ["[quote]", "[quote=Marta]", "[quote author=Marta post_id=x]", "[quote post_id=0]"])
def test_a_quote_of_no_known_post_has_no_slot(tag):
    rendered = render(f"{tag}words[/quote]", "bbcode")
    assert heads(f"{tag}words[/quote]") == []
    assert "<blockquote" in rendered.pieces[0]
    assert ("<cite>Marta</cite>" in rendered.pieces[0]) == ("Marta" in tag)


def test_the_number_of_a_post_is_kept():
    assert heads("[quote author=Marta post_id=12 number=4]x[/quote]")[0]["number"] == 4
    assert heads("> [Marta, #4](post:12)\n> x", "markdown")[0] == {"post_id": 12, "author": "Marta", "number": 4}


def test_only_a_link_to_a_post_alone_on_the_first_line_is_a_head():
    assert "<blockquote" in str(render("> [Marta](post:12) says\n> x", "markdown").pieces[0])
    for source in ("> [Marta](post:12) says\n> x", "> x\n> [Marta](post:12)", "[Marta](post:12)"):
        slots = [piece for piece in render(source, "markdown").pieces if isinstance(piece, Slot)]
        assert [slot.block for slot in slots] == [False]


@pytest.mark.parametrize("tag", ['[quote="Marta', "[quote=Marta\n]", "[quote author=[b]Marta[/b]]"])
def test_a_tag_that_does_not_end_on_its_line_is_shown_as_typed(tag):
    rendered = render(tag + "words", "bbcode")
    assert "<blockquote" not in rendered.pieces[0]
    assert "[quote" in rendered.pieces[0]
    assert "words" in rendered.text
