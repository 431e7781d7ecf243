"""A board's own BBCodes: what an owner may write, and what becomes of what members write in them."""

import pytest

from threadkeep.markup.bbcode import own_reading, own_tags
from threadkeep.markup.bbcode.own_tags import faults_of, grammar_of
from threadkeep.markup.render import render, render_html
from threadkeep.markup.tests.page_check import faults
from threadkeep.markup.vocabulary import PLAIN, RENDERER_VERSION, OwnTag, Vocabulary, version_with

NOTE = OwnTag("note", "[indent][b]Note:[/b] {content}[/indent]")
WIKI = OwnTag("wiki", "[url=https://wiki.example/{content}]{content}[/url]", content="text")
MOOD = OwnTag("mood", "[color={value}]{content}[/color]", value="colour", default="red")
SIGN = OwnTag("sign", "[right]The board[/right]", content="none")
LED = OwnTag("led", "[url={value}]{content}[/url]", value="address")
LEVEL = OwnTag("level", "{content}: {value}", value="choice", choices=("easy", "hard"), content="word")
BOX = OwnTag("box", "[spoiler={value}]{content}[/spoiler] ({value})", value="text")
FILM = OwnTag("film", "[youtube]{content}[/youtube]", content="word")
TAGS = Vocabulary(own_tags=(NOTE, WIKI, MOOD, SIGN, LED, LEVEL, BOX, FILM), version=1)


def page(source, vocabulary=TAGS):
    html = render_html(source, "bbcode", vocabulary=vocabulary)
    assert faults(html) == []
    return html


def test_every_tag_of_these_tests_may_be_used():
    assert [faults_of(tag) for tag in TAGS.own_tags] == [[]] * len(TAGS.own_tags)


@pytest.mark.parametrize(
    ("source", "written_out"),
    [
        ("[note]a [i]b[/i][/note]c", "[indent][b]Note:[/b] a [i]b[/i][/indent]c"),
        ("[NOTE]a[/Note]", "[indent][b]Note:[/b] a[/indent]"),
        ("[note]a[note]b[/note]c[/note]", "[indent][b]Note:[/b] a[indent][b]Note:[/b] b[/indent]c[/indent]"),
        ("[note]a", "[indent][b]Note:[/b] a"),
        ("[quote][note]a[/quote]b[/note]", "[quote][indent][b]Note:[/b] a[/quote]b[/indent]"),
        ("[mood]a[/mood][mood=#00f]b[/mood]", "[color=red]a[/color][color=blue]b[/color]"),
        ("a[sign]b", "a[right]The board[/right]b"),
        ("[led=example.org]a[/led]", "[url=example.org]a[/url]"),
        ("[level=Easy]one[/level]", "one: Easy"),
        ('[box="An end"]a[/box]', '[spoiler="An end"]a[/spoiler] (An end)'),
        ("[film]dQw4w9WgXcQ[/film]", "[youtube]dQw4w9WgXcQ[/youtube]"),
        ("[list][*]a[note]b[/note][*]c[/list]", "[list][*]a[indent][b]Note:[/b] b[/indent][*]c[/list]"),
    ],
)
def test_an_own_tag_reads_as_if_its_template_had_been_written(source, written_out):
    assert page(source) == page(written_out, PLAIN)


@pytest.mark.parametrize(
    "source",
    [
        "[mood=reddish]a[/mood]",
        "[mood=red x=y]a[/mood]",
        "[led=javascript:alert(1)]a[/led]",
        "[led]a[/led]",
        "[level=middling]one[/level]",
        "[level=easy]two words[/level]",
        "[level=easy]never closed",
        "[wiki][/wiki]",
        "[wiki]two\nlines[/wiki]",
        "[note=value]a[/note]",
        "a[/note]",
        "[unheard]a[/unheard]",
    ],
)
def test_what_does_not_fit_is_shown_as_typed(source):
    assert page(source) == page(source, PLAIN)


def test_what_a_member_writes_is_never_read_as_a_tag_of_the_template():
    assert page('[wiki]a/../?b="][b]c[/wiki]') == (
        '<p dir="auto"><a href="https://wiki.example/a%2F..%2F%3Fb%3D%22%5D%5Bb%5Dc" rel="ugc nofollow noopener">'
        'a/../?b="][b]c</a></p>'
    )
    assert "<strong>" not in page('[box="[b]x[/b] {content}"]a[/box]')


def test_a_closing_tag_of_a_member_does_not_end_what_the_template_began():
    assert page("[note]a[/b][/indent]b[/note]c") == page(
        "[indent][b]Note:[/b] a[nobbc][/b][/indent][/nobbc]b[/indent]c", PLAIN
    )


def test_in_markdown_they_are_words():
    assert "[note]a[/note]" in render_html("[note]a[/note]", "markdown", vocabulary=TAGS)


def test_templates_cannot_make_a_post_without_end():
    long = OwnTag("long", "{content}" + "x" * 990)
    source = "[long]" * 2_000
    rendered = render(source, "bbcode", vocabulary=Vocabulary(own_tags=(long,)))
    assert len(rendered.text) < len(source) + own_reading.MAX_WRITTEN
    assert rendered.text.count("[long]") > 1_800


def test_a_tag_that_would_go_too_deep_is_shown_as_typed():
    html = page("[note]" * 40 + "words")
    assert "[note]" in html
    assert "words" in html


@pytest.mark.parametrize(
    ("tag", "field", "words"),
    [
        (OwnTag("", "{content}"), "name", "small letters"),
        (OwnTag("Note", "{content}"), "name", "small letters"),
        (OwnTag("a" * 21, "{content}"), "name", "at most 20"),
        (OwnTag("b", "{content}"), "name", "[b] is a tag that every board has"),
        (OwnTag("x", " "), "template", "Write what the tag stands for"),
        (OwnTag("x", "{content}" * 200), "template", "longer than 1000"),
        (OwnTag("x", "words"), "template", "{content} is missing"),
        (OwnTag("x", "{content}", value="text"), "template", "{value} is missing"),
        (OwnTag("x", "{content}{value}"), "template", "nothing to put in the place of {value}"),
        (OwnTag("x", "{content}{content}"), "template", "only once"),
        (OwnTag("x", "{content}" * 6, content="word"), "template", "at most 5 times"),
        (OwnTag("x", "[b]{content}"), "template", "[b] is never closed"),
        (OwnTag("x", "[code]{content}"), "template", "[code] is never closed"),
        (OwnTag("x", "[b]{content}[/i][/b]"), "template", "[/i] closes nothing"),
        (OwnTag("x", "[b][i]{content}[/b][/i]"), "template", "[/b] closes nothing"),
        (OwnTag("x", "[x]{content}[/x]"), "template", "“[x]” is no tag"),
        (OwnTag("x", "[note]{content}[/note]"), "template", "“[note]” is no tag"),
        (OwnTag("x", "[color]{content}[/color]"), "template", "its value is missing"),
        (OwnTag("x", "[hr]" * 31 + "{content}"), "template", "more than 30 tags"),
        (OwnTag("x", "[code]{content}[/code]"), "template", "must stand between tags"),
        (OwnTag("x", "[url=https://{content}/]a[/url]", content="word"), "template", "only after the host"),
        (OwnTag("x", "[url=https://a.example{content}]a[/url]", content="word"), "template", "only after the host"),
        (OwnTag("x", "[url=//{content}]a[/url]", content="word"), "template", "only after the host"),
        (OwnTag("x", "[url={content}]a[/url]", content="text"), "template", "only after the host"),
        (OwnTag("x", "[img]{content}[/img]", content="text"), "template", "only after the host"),
        (OwnTag("x", "[url=java{content}]a[/url]", content="text"), "template", "only after the host"),
        (OwnTag("x", "{value}{content}", value="markup"), "value", "Choose what may stand there"),
        (OwnTag("x", "{content}", content="script"), "content", "Choose what may stand there"),
        (OwnTag("x", "{value}{content}", value="choice"), "choices", "at least one"),
        (OwnTag("x", "{value}{content}", value="choice", choices=("a",) * 51), "choices", "At most 50"),
        (OwnTag("x", "{value}{content}", value="choice", choices=("a]",)), "choices", "leave out brackets"),
        (OwnTag("x", "{content}", content="choice"), "content_choices", "at least one"),
        (OwnTag("x", "{content}", default="a"), "default", "takes no value"),
        (OwnTag("x", "{value}{content}", value="number", default="a"), "default", "no value that the tag takes"),
    ],
)
def test_a_tag_that_could_do_harm_or_lose_words_is_refused_with_a_sentence(tag, field, words):
    found = {fault.field: fault.sentence % fault.values for fault in faults_of(tag)}
    assert words in found[field]
    assert grammar_of((tag,)) is own_tags.PLAIN_GRAMMAR


def test_own_tags_and_their_choices_are_found_again_in_any_capitals():
    assert "one: HARD" in page("[LEVEL=HARD]one[/LEVEL]")


def test_the_version_tells_the_renderer_and_the_words_apart():
    assert version_with(PLAIN) == RENDERER_VERSION
    assert render("x", "bbcode", vocabulary=TAGS).version == version_with(TAGS) != RENDERER_VERSION
    assert len({version_with(Vocabulary(version=number)) for number in range(100)}) == 100
    assert version_with(Vocabulary(version=10**12)) < 2**31
