"""Whatever is written, the page is safe, balanced and the same again, and quoting it is too."""

import re
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from threadkeep.markup.gate import through_the_gate
from threadkeep.markup.render import Rendered, Slot, parse, plain_fill, quote_of, render
from threadkeep.markup.tests.page_check import faults
from threadkeep.markup.to_bbcode import to_bbcode
from threadkeep.markup.to_html import to_html
from threadkeep.markup.to_markdown import to_markdown
from threadkeep.markup.to_text import to_text

# Bits of both syntaxes and of HTML, so that chance makes markup and not only words.
BITS = [
    "*", "**", "_", "__", "~~", "`", "```", "~~~", "\n", "\n\n", "  \n", "    ", "\t", "> ", "- ", "1. ", "# ",
    "| a | b |\n|---|--:|\n", "|", "---", "===", "[", "]", "(", ")", "![", "](", "](attachment:1)", "](post:2)",
    "](javascript:x)", "[a]: /b\n", "[x] ", "\\", "&", "&lt;", "&#0;", "<", ">", "<b>", "</p>", "<script>", "<!--",
    "https://a.example/b_c", "www.a.example", "a@b.example", ":", '"', "'", "[b]", "[/b]", "[i]", "[/i]", "[quote]",
    "[quote=A]", "[quote author=A post_id=3]", "[/quote]", "[list]", "[list=1]", "[*]", "[li]", "[/li]", "[/list]",
    "[table]", "[tr]", "[td]", "[th]", "[/td]", "[/tr]", "[/table]", "[code]", "[/code]", "[url]", "[url=/x]",
    "[url=https://a.example]", "[/url]", "[img]", "https://a.example/x.png", "[/img]", "[attach=4]", "[/attach]",
    "[color=red]", "[/color]", "[size=", "=", "[center]", "[/center]", "[spoiler=S]", "[/spoiler]", "[nobbc]",
    "[/nobbc]", "[hr]", "[br]", "[abbr=x]", "[/abbr]", "[youtube]", "[/youtube]", "[email]", "[/email]", "\x00",
    "@a", '@"a b"', "@a b c ", ":)", " :) ", " :smile: ", "||", "$", "$x^2$", "$$", "[^a]", "[^a]: ", "\n[^b]: ",
    "*[a]: b\n", "![f](https://vimeo.com/123456)",
    "\n>! ", "\n:::spoiler T\n", "\n:::\n", "https://youtu.be/dQw4w9WgXcQ", "](topic:3)",
    "[math]", "x_1", "[/math]", "[ispoiler]", "[/ispoiler]", "[topic=3]", "[/topic]", "[post=3]", "[/post]", "/t/12",
    "\u202e", "é", "ש", "word", " ", "7", '<span data-slot="0"></span>',
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(BITS) | st.text(max_size=4), max_size=40).map("".join)
SYNTAXES = st.sampled_from(["markdown", "bbcode"])


@given(TEXTS, SYNTAXES)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_a_safe_and_balanced_page(text, syntax):
    rendered = render(text, syntax)
    assert faults(rendered.html(plain_fill)) == []
    # Whoever fills a slot amid a line may fill it with a link.
    link = '<a href="/x" rel="ugc nofollow noopener">x</a>'
    assert faults(rendered.html(lambda slot: f'<p dir="auto">{link}</p>' if slot.block else link)) == []
    html = "".join(to_html(parse(text, syntax)).parts)
    assert through_the_gate(html) == html


@given(TEXTS, SYNTAXES)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_the_same_again_and_after_storing(text, syntax):
    rendered = render(text, syntax)
    assert render(text, syntax) == rendered
    assert Rendered.from_json(rendered.to_json()) == rendered
    assert len(rendered.excerpt) <= 200
    assert "\n" not in rendered.excerpt


@given(TEXTS, SYNTAXES)
@settings(max_examples=200, deadline=None)
def test_every_slot_of_the_tree_is_in_the_pieces(text, syntax):
    slots = [piece for piece in render(text, syntax).pieces if isinstance(piece, Slot)]
    assert slots == to_html(parse(text, syntax)).slots


def depth_of_quotes(html):
    steps = (1 if tag == "<b" else -1 for tag in re.findall(r"<b(?=lockquote)|</b(?=lockquote)", html))
    return max(accumulate(steps))


@given(TEXTS, SYNTAXES, SYNTAXES)
@settings(max_examples=200, deadline=None)
def test_any_post_can_be_quoted_in_either_syntax(text, syntax, target):
    quote = quote_of(text, syntax, target=target, post_id=12, author="Marta", number=4)
    rendered = render(quote, target)
    assert rendered.quoted_post_ids[0] == 12
    html = rendered.html(lambda slot: "")
    assert html.startswith("<blockquote")
    # Notes that were quoted stand below the quote.
    assert html.partition('<div class="footnotes"')[0].endswith("</blockquote>")
    assert depth_of_quotes(html) <= 2
    assert set(rendered.attachment_ids) <= set(render(text, syntax).attachment_ids)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_bbcode_written_from_a_tree_is_written_the_same_again(text):
    once = to_bbcode(parse(to_bbcode(parse(text, "bbcode")), "bbcode"))
    assert to_bbcode(parse(once, "bbcode")) == once


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_markdown_written_from_a_tree_is_written_the_same_again(text):
    once = to_markdown(parse(to_markdown(parse(text, "markdown")), "markdown"))
    assert to_markdown(parse(once, "markdown")) == once


def letters(document):
    return [character for character in to_text(document) if character.isalnum()]


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_writing_a_tree_as_source_loses_no_letter(text):
    bbcode, markdown = parse(text, "bbcode"), parse(text, "markdown")
    assert letters(parse(to_bbcode(bbcode), "bbcode")) == letters(bbcode)
    assert letters(parse(to_markdown(markdown), "markdown")) == letters(markdown)
