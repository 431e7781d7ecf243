"""Quoting a post into the composer, in either syntax."""

import re

import pytest

from threadkeep.markup.part import quote_of_part
from threadkeep.markup.render import parse, quote_of, render

PAIRS = pytest.mark.parametrize(
    ("syntax", "target"), [(a, b) for a in ("markdown", "bbcode") for b in ("markdown", "bbcode")]
)
SOURCES = {
    "markdown": (
        "# Title\n\n"
        "Some *words*, **strong** ~~gone~~ `x [b]`, snake_case, https://a.example/b_c and [words](https://a.example).\n\n"
        "> [Al, #2](post:7)\n> theirs\n> > deeper\n\n1. one\n2. two\n   - [x] done\n\n"
        '![A bridge](attachment:3 "Spring")\n\n'
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nx = 1\n\n# y\n```"
    ),
    "bbcode": (
        "[size=5][b]Title[/b][/size]\n\nSome [i]words[/i], [b]strong[/b] [s]gone[/s] [icode]x [b][/icode], snake_case, "
        "https://a.example/b_c and [url=https://a.example]words[/url].\n\n[quote author=Al post_id=7 number=2]theirs"
        "[quote]deeper[/quote][/quote]\n[list=1][*]one[*]two[list][*]☑ done[/list][/list]\n"
        '[attach id=3 alt="A bridge" caption=Spring]bridge.jpg[/attach]\n'
        "[table][tr][th]a[/th][th]b[/th][/tr][tr][td]1[/td][td]2[/td][/tr][/table]\n[code=python]x = 1\n\n# y[/code]"
    ),
}


def quoted(source, syntax, target):
    return quote_of(source, syntax, target=target, post_id=12, author="Marta", number=4)


@PAIRS
def test_a_quote_holds_the_words_the_files_and_whose_they_are(syntax, target):
    rendered = render(quoted(SOURCES[syntax], syntax, target), target)
    assert rendered.quoted_post_ids == (12, 7)
    assert rendered.attachment_ids == (3,)
    assert rendered.links == ("https://a.example/b_c", "https://a.example")
    for words in ("Title", "x [b]", "snake_case", "theirs", "done", "Spring", "# y"):
        assert words in rendered.text
    html = "".join(piece for piece in rendered.pieces if isinstance(piece, str))
    for marked in (
        "<em>words</em>",
        "<strong>strong</strong>",
        "<del>gone</del>",
        "<code>x [b]</code>",
        "<table",
        "<ol",
    ):
        assert marked in html
    assert html.startswith("<blockquote")
    assert html.endswith("</blockquote>")


@PAIRS
def test_quotes_are_kept_two_deep(syntax, target):
    quote = quoted(SOURCES[syntax], syntax, target)
    html = render(quote, target).html(lambda slot: "")
    assert html.count("<blockquote") == 2
    assert "theirs" in quote
    assert "deeper" not in quote


@PAIRS
@pytest.mark.parametrize(
    "author",
    ["Marta", 'O\'Hara "x"', "a]b[c", "[b]x[/b]", "*a*_b_", "> #1.", "a\nb", "<script>", "a, post: 99", "](/x)"],
)
def test_a_quote_names_its_author_whatever_the_name(syntax, target, author):
    quote = quote_of("words", syntax, target=target, post_id=12, author=author, number=4)
    rendered = render(quote, target)
    assert rendered.quoted_post_ids == (12,)
    assert rendered.text.endswith("> words")
    head = rendered.pieces[1].data
    plain = (
        author.replace("\n", " ").replace("[b]", "").replace("[/b]", "")
        if target == "bbcode"
        else author.replace("\n", " ")
    )
    assert head["author"].replace("\u2019", "'") == plain
    assert head["number"] == 4


# Words of one syntax that would say something in the other.
AS_TYPED = [
    *(
        ("bbcode", typed)
        for typed in ("1. x", "1) x", "# x", "> x", "- x", "* x", "+ x", "=====", "---", "`x`", "[x](y)")
    ),
    *(
        ("bbcode", typed)
        for typed in ("<b>", "&amp;", "a*b*c", "_x_", "~~x~~", "![x](y)", "\\*", "~~~", "|-|\n|-|", "x\n===")
    ),
    *(
        ("bbcode", typed)
        for typed in ("[x]: y", "[x]", "[1]", "    x", "x\n    y", "[foo]bar[/foo]", "[/quote]", "[b", "[]")
    ),
    *(
        ("markdown", typed)
        for typed in ("[b]x[/b]", "[quote]", "[/quote]", "[code]", "[attach=1]", "[*]", "[/nobbc]", "[hr]")
    ),
    *(("markdown", typed) for typed in ("[url=x]y[/url]", "[url]x[/url]", "\\*x\\*", "\\# x", "&lt;b>", "[nobbc]")),
]


@pytest.mark.parametrize("target", ["markdown", "bbcode"])
@pytest.mark.parametrize(("syntax", "typed"), AS_TYPED)
def test_what_was_shown_as_typed_is_still_shown_as_typed(syntax, target, typed):
    shown = render(typed, syntax)
    assert re.fullmatch(r'<p dir="auto">([^<]|<br>|\n)*</p>', shown.pieces[0])
    quote = render(quoted(typed, syntax, target), target)
    assert quote.text.replace("\n> ", "\n") == f"> Marta:\n\n{shown.text}"


def test_a_spoiler_stays_folded():
    assert "> :::spoiler End\n> Al dies\n> :::" in quoted("[spoiler=End]Al dies[/spoiler]", "bbcode", "markdown")
    assert "[spoiler" in quoted("[spoiler=End]Al dies[/spoiler]", "bbcode", "bbcode")
    assert "[spoiler" in quoted(":::spoiler End\nAl dies\n:::", "markdown", "bbcode")


def test_notes_come_along_under_labels_of_their_own():
    quote = quoted("Said[^1].\n\n[^1]: By *her*.", "markdown", "markdown")
    assert "> Said[^12-1]." in quote
    assert "> [^12-1]: By *her*." in quote
    html = render(quote + "Mine[^1].\n\n[^1]: My own.", "markdown").html(lambda slot: "")
    assert html.count("<li id=") == 2
    assert html.index("By <em>her</em>.") < html.index("My own.")


def test_a_sign_without_its_note_is_words_and_so_is_a_note_without_its_sign():
    source = "Said[^1] and done.\n\n> > [^deep]\n\n[^1]: By her.\n[^2]: Forgotten.\n[^deep]: Far down."
    whole = quoted(source, "markdown", "markdown")
    assert "> Forgotten.\n" in whole
    assert "Far down" not in whole

    def part(words):
        return quote_of_part(source, "markdown", words, target="markdown", post_id=12, author="Marta", number=4)

    assert part("Said1 and").endswith("\n> Said\\[1\\] and\n\n")
    assert part("By her.").endswith("\n> By her.\n\n")


@pytest.mark.parametrize(
    ("bbcode", "markdown"),
    [
        ("@Marta Berg said", "@Marta Berg said"),
        ('hello @"Marta Berg"', 'hello @"Marta Berg"'),
        ("well :) :thumbsup:", "well :) :thumbsup:"),
        ("[math]x^2[/math]", "$x^2$"),
        ("[topic=7]Walks[/topic]", "[Walks](topic:7)"),
        ("[post=7]Marta, #4[/post]", "[Marta, #4](post:7)"),
        ("[ispoiler]Al dies[/ispoiler]", "||Al dies||"),
        ("[media]https://youtu.be/dQw4w9WgXcQ[/media]", "https://youtu.be/dQw4w9WgXcQ"),
    ],
)
def test_what_stands_in_a_line_comes_along_into_the_other_syntax(bbcode, markdown):
    assert f"> {markdown}\n" in quoted(bbcode, "bbcode", "markdown")
    assert (
        parse(quoted(bbcode, "bbcode", "bbcode"), "bbcode").children[0]
        == (parse(quoted(markdown, "markdown", "bbcode"), "bbcode").children[0])
    )


def test_words_that_only_look_like_names_and_faces_stay_words():
    source = "\\@Marta and \\:smile: and \\:) and \\$x$"
    assert "@Marta and :smile: and :) and $x$" in render(source, "markdown").text
    for syntax in ("markdown", "bbcode"):
        again = render(quoted(source, "markdown", syntax), syntax)
        assert "@Marta and :smile: and :) and $x$" in again.text
        assert again.mentions == ()


@PAIRS
def test_a_quote_ends_with_a_line_to_write_on(syntax, target):
    assert quoted("words", syntax, target).endswith("\n\n")


@PAIRS
def test_a_post_without_words_can_be_quoted(syntax, target):
    assert render(quoted("", syntax, target), target).quoted_post_ids == (12,)
