"""A part of a post as a quotation: what was selected on the page, as it was written."""

import pytest

from threadkeep.markup.part import quote_of_part

POST = """\
The **mast** of the [old station](https://example.org/station) was felled (in 1974). It had stood for *forty* years.

1. First the guy wires,
2. then the `base`,
3. then the rest.

| Year | Height |
|---|---|
| 1934 | 120 m |
| 1961 | 190 m |

> [Tom, #2](post:102)
>
> Hide them before the others come.
"""


def quoted(words, source=POST, syntax="markdown", target="markdown"):
    return quote_of_part(source, syntax, words, target=target, post_id=7, author="Marta", number=3)


def lines(words, **more):
    """The quotation without its head and without its marks."""
    written = quoted(words, **more).splitlines()[2:]
    return "\n".join(line.removeprefix(">").removeprefix(" ") for line in written).strip()


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("mast of the old station", "**mast** of the [old station](https://example.org/station)"),
        ("station was", "[station](https://example.org/station) was"),
        ("(in 1974).", "(in 1974)."),
        ("IT HAD   stood\nfor forty", "It had stood for *forty*"),
        ("then the base, then", "2. then the `base`,\n3. then"),
        ("190 m", "| Year | Height |\n| --- | --- |\n| 1961 | 190 m |"),
        ("before the others", "> [Tom, #2](post:102)\n>\n> before the others"),
    ],
)
def test_the_selected_words_keep_what_they_are_made_of(words, written):
    assert lines(words) == written


def test_the_quotation_names_the_post():
    assert quoted("mast").startswith("> [Marta, #3](post:7)\n>\n> **mast**")
    bbcode = quoted("mast", target="bbcode")
    assert bbcode == '[quote author="Marta" post_id=7 number=3]\n[b]mast[/b]\n[/quote]\n\n'


def test_a_part_of_a_bbcode_post_can_be_quoted_in_markdown():
    assert lines("very old", source="It is [b]very[/b] old.", syntax="bbcode") == "**very** old."


def test_what_the_page_shows_beyond_the_source_does_not_matter():
    begins, ends = "The mast of the old station was felled", "Hide them before the others come"
    assert lines(f"{begins} 1 kB mast.png shown below {POST[130:240]} {ends}").startswith("The **mast**")


def test_words_that_are_not_in_the_post_are_quoted_plain():
    assert lines("1 * 2 * 3 [no](link)") == r"1 \* 2 \* 3 \[no\](link)"
    assert lines("one\n\n\ntwo", source="") == "one\n\ntwo"


@pytest.mark.parametrize("words", ["", " \n", "…"])
def test_no_words_are_no_quotation_but_a_head(words):
    assert "Marta" in quoted(words)


def test_a_long_post_is_cut_quickly():
    source = "word and **word** " * 5_000
    assert len(quoted("and word word", source=source)) < 200
