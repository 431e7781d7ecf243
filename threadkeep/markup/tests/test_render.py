"""The front door: pieces and slots, what a post refers to, and that nobody can forge a gap."""

import pytest

from threadkeep.markup.gate import through_the_gate
from threadkeep.markup.render import RENDERER_VERSION, Rendered, Slot, render, render_html
from threadkeep.markup.tests.page_check import faults

BOTH = pytest.mark.parametrize("syntax", ["markdown", "bbcode"])


def test_what_depends_on_the_reader_is_left_to_the_caller():
    rendered = render("> [Marta, #4](post:12)\n> words\n\nSee ![A bridge](attachment:7 'In spring')", "markdown")
    slots = [piece for piece in rendered.pieces if isinstance(piece, Slot)]
    assert slots == [
        Slot("quote", {"post_id": 12, "author": "Marta", "number": 4}, block=True),
        Slot("file", {"id": 7, "name": "", "alt": "A bridge", "caption": "In spring"}, block=False),
    ]
    filled = rendered.html(lambda slot: f"<i>{slot.kind}</i>")
    assert filled == (
        '<blockquote dir="auto"><i>quote</i><p dir="auto">words</p></blockquote><p dir="auto">See <i>file</i></p>'
    )


def test_what_was_stored_comes_back_whole():
    rendered = render("[b]x[/b] [attach=1]é.jpg[/attach] [quote author=Jo post_id=2]y[/quote] Source: Z", "bbcode")
    assert Rendered.from_json(rendered.to_json()) == rendered
    assert rendered.version == RENDERER_VERSION
    assert "é" in rendered.to_json()


def test_what_was_stored_by_something_else_is_refused():
    with pytest.raises((ValueError, KeyError, TypeError)):
        Rendered.from_json('{"v":1}')
    with pytest.raises((ValueError, KeyError, TypeError)):
        Rendered.from_json("")


def test_files_posts_and_links_are_listed_in_order_and_once():
    rendered = render(
        "[quote author=Jo post_id=5][attach=3]a[/attach][quote author=Al post_id=4]x[/quote][/quote]"
        "[attach=1]b[/attach][attach=3]a[/attach] https://a.example [url=https://b.example]x[/url] https://a.example "
        "[img]https://c.example/x.png[/img] [url=/inside]y[/url] [email]jo@example.org[/email]",
        "bbcode",
    )
    assert rendered.attachment_ids == (3, 1)
    assert rendered.quoted_post_ids == (5, 4)
    assert rendered.links == ("https://a.example", "https://b.example", "https://c.example/x.png")


def test_links_to_the_board_itself_do_not_lead_out():
    source = "https://board.example/topics/1 https://board.example.evil.example/ https://BOARD.example"
    assert render(source, "markdown", own_url="https://board.example/").links == (
        "https://board.example.evil.example/",
    )
    assert len(render(source, "markdown").links) == 3


def test_the_text_of_a_post_has_all_its_words():
    rendered = render(
        "# Title\n\n> [Jo](post:1)\n> theirs\n\n- [x] item\n\n[words](https://a.example) `code`", "markdown"
    )
    assert rendered.text == "Title\n\n> Jo:\n> \n> theirs\n\n- [x] item\n\nwords (https://a.example) code"


def test_an_excerpt_is_the_authors_own_words_on_one_line():
    assert render("> quoted\n\nmine\nand mine\n\n```\ncode\n```", "markdown").excerpt == "mine and mine"


def test_an_excerpt_of_nothing_but_a_quote_is_the_quote():
    assert render("[quote]theirs[/quote]", "bbcode").excerpt == "> theirs"


def test_an_excerpt_ends_at_a_word_before_two_hundred_characters():
    excerpt = render("wordy " * 100, "markdown").excerpt
    assert len(excerpt) <= 200
    assert excerpt.endswith("wordy…")


@BOTH
@pytest.mark.parametrize(
    "forged",
    [
        '<span data-slot="0"></span>',
        '<div data-slot="0"></div>',
        '"><span data-slot="0"></span>',
        "&lt;span data-slot=&quot;0&quot;&gt;&lt;/span&gt;",
        '[abbr=<span data-slot="0"></span>]x[/abbr]',
        "[url=https://a.example/<span data-slot='0'></span>]x[/url]",
        '[x](https://a.example "<span data-slot=\\"0\\"></span>")',
        '[spoiler=<span data-slot="0"></span>]x[/spoiler]',
        '[code=<span]<span data-slot="0"></span>[/code]',
        '```<span data-slot="0"></span>\nx\n```',
        '[quote=<span data-slot="0"></span>]x[/quote]',
    ],
)
def test_nobody_forges_a_gap(syntax, forged):
    source = f"{forged}\n\n![a](attachment:1)[attach=1]a[/attach]\n\n{forged}"
    rendered = render(source, syntax)
    slots = [piece for piece in rendered.pieces if isinstance(piece, Slot)]
    assert [slot.data["id"] for slot in slots] == [1]
    assert all(
        "<span data-slot" not in piece and "<div data-slot" not in piece
        for piece in rendered.pieces
        if piece not in slots
    )


def test_a_gap_the_gate_takes_away_takes_its_slot_with_it(monkeypatch):
    gate_without_blocks = lambda html: through_the_gate(html).replace('<div data-slot="0"></div>', "")  # noqa: E731
    monkeypatch.setattr("threadkeep.markup.render.through_the_gate", gate_without_blocks)
    rendered = render("![](attachment:1)\n\nwords ![](attachment:2)", "markdown")
    assert [piece.data["id"] for piece in rendered.pieces if isinstance(piece, Slot)] == [2]


@BOTH
def test_a_page_of_plain_slots_is_sound(syntax):
    source = (
        "> [Jo <b>](post:1)\n> x\n\n![<i>](attachment:1) ![](https://a.example/?a=1&b=2)\n\n"
        "[quote author=Jo post_id=1]x[/quote][attach=1]<i>[/attach][img]https://a.example/?a=1&b=2[/img]"
    )
    assert faults(render_html(source, syntax)) == []


def test_a_syntax_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="textile"):
        render("x", "textile")


@BOTH
def test_the_same_text_gives_the_same_page(syntax):
    source = "[b]x[/b] **y** https://a.example " * 5
    assert render(source, syntax) == render(source, syntax)


@BOTH
def test_a_text_too_long_to_be_read_keeps_its_words(syntax):
    source = ("**one** [b]two[/b] " * 10 + "\n\n") * 1_000 + "the end"
    rendered = render(source, syntax)
    assert rendered.text.count("one") == rendered.text.count("two") == 10_000
    assert rendered.text.endswith("the end")
    assert "<strong>" in rendered.pieces[0]
    assert rendered.pieces[0].endswith("**one** [b]two[/b] <br><br>the end</p>")


@pytest.mark.parametrize(
    ("syntax", "text"), [("markdown", "Al ||dies *then*||."), ("bbcode", "Al [ispoiler]dies[/ispoiler].")]
)
def test_an_excerpt_does_not_give_hidden_words_away(syntax, text):
    rendered = render(text, syntax)
    assert rendered.excerpt == "Al …."
    assert "dies" in rendered.text
