"""What is said kindly about a text, and what one click makes of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from threadkeep.markup.render import parse, quote_of, render
from threadkeep.topics.advice import Typed, advise, advise_on_age, is_short, is_shouted, is_whole
from threadkeep.topics.mending import quotes_of_posts, sentence_case, with_address, with_short_quote

LONG = "First **paragraph** with a [link](https://x.example). " + "word " * 60 + "\n\n" + "second " * 60


def said(text="A text.", syntax="markdown", **more):
    return [one.key for one in advise(Typed(render(text, syntax), syntax, **more))]


@pytest.mark.parametrize(
    ("title", "is_said"),
    [
        ("WHERE DO SWIFTS SLEEP", True),
        ("WO SCHLAFEN DIE MAUERSEGLER?", True),
        ("ГДЕ СПЯТ СТРИЖИ НОЧЬЮ", True),
        ("Where do swifts sleep?", False),
        ("NASA", False),
        ("The BBC on NASA and ESA", False),
        ("雨燕在哪里睡觉 雨燕在哪里睡觉", False),
        ("أين تنام السمامة في الليل", False),
        ("", False),
    ],
)
def test_a_title_in_capitals_is_seen_in_scripts_that_have_capitals(title, is_said):
    assert ("capitals" in said(title=title)) is is_said


def test_a_text_in_capitals_is_seen_when_it_is_more_than_a_few_words():
    assert "shouting" in said("PLEASE HELP ME, MY BOAT IS AGROUND AND NOBODY ANSWERS THE RADIO OR THE TELEPHONE!")
    assert "shouting" not in said("PLEASE HELP!")


def test_a_title_in_small_letters_keeps_the_names_its_text_knows():
    text = "My friend Anna works for NASA, and she says that the moon is small. Moon and stars."

    assert sentence_case("WHERE IS ANNA'S MOON? ASK NASA. NOW!", text) == "Where is anna's moon? Ask NASA. Now!"
    assert sentence_case("WHERE IS ANNA NOW", text) == "Where is Anna now"
    assert sentence_case("ПОЧЕМУ ТАК", "") == "Почему так"
    assert sentence_case("“WHY”, SHE ASKED") == "“Why”, she asked"


def test_a_text_that_shouts_itself_says_nothing_about_names():
    assert sentence_case("WHERE IS ANNA", "I DO NOT KNOW WHERE ANNA IS, DO YOU?") == "Where is anna"


@pytest.mark.parametrize("syntax", ["markdown", "bbcode"])
def test_a_long_post_quoted_whole_is_shortened_to_its_first_words_and_the_rest_stays(syntax):
    quote = quote_of(LONG, "markdown", target=syntax, post_id=12, author="Marta", number=3)
    text = f"Before.\n\n{quote}My answer, which *stays*."
    quotes = quotes_of_posts(parse(text, syntax))
    assert "whole-quote" in said(text, syntax, quotes=quotes, posts={12: render(LONG, "markdown").text})

    shorter = with_short_quote(text, syntax, 12)
    assert shorter.startswith("Before.\n\n")
    assert shorter.endswith("My answer, which *stays*.")
    fresh = quotes_of_posts(parse(shorter, syntax))
    assert fresh[12].startswith("First paragraph with a link")
    assert "[…]" in fresh[12]
    assert len(fresh[12].split()) < 50
    assert "whole-quote" not in said(shorter, syntax, quotes=fresh, posts={12: render(LONG, "markdown").text})


def test_the_head_of_the_quote_still_names_the_post():
    quote = quote_of(LONG, "markdown", target="bbcode", post_id=12, author="Marta", number=3)

    assert render(with_short_quote(quote, "bbcode", 12), "bbcode").quoted_post_ids == (12,)


def test_quotes_of_other_posts_and_texts_without_any_stay_as_they_are():
    quote = quote_of(LONG, "markdown", target="markdown", post_id=12, author="Marta", number=3)

    for text in (quote, "> Just lines\n> of somebody", "", "[quote]never closed"):
        assert with_short_quote(text, "markdown", 13) == text
        assert with_short_quote(text, "bbcode", 13) == text


def test_a_short_post_may_be_quoted_whole_and_a_part_of_a_long_one_too():
    assert not is_whole("word " * 30, "word " * 30)
    assert not is_whole("word " * 30, "word " * 200)
    assert is_whole("word " * 195, "word " * 200)


def test_a_picture_without_a_description_is_named():
    assert "no-alt" in said(undescribed=[(5, "boat.png")])
    assert "no-alt" in said("![](https://pictures.example/boat.png)")
    assert "no-alt" not in said("![A boat](https://pictures.example/boat.png)")


def test_a_short_address_is_named_and_its_button_is_there_only_where_the_board_may_ask():
    typed = Typed(render("See https://bit.ly/abc.", "markdown"))
    assert [one.fix for one in advise(typed)] == [""]
    typed = Typed(render("See https://bit.ly/abc.", "markdown"), may_ask=True)
    assert [one.fix for one in advise(typed)] == ["fix-link:https://bit.ly/abc"]


@pytest.mark.parametrize(
    ("url", "is_it"),
    [
        ("https://bit.ly/x", True),
        ("https://www.tinyurl.com/x", True),
        ("https://notbit.ly/x", False),
        ("https://bit.ly.evil.example/", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_what_counts_as_a_short_address(url, is_it):
    assert is_short(url) is is_it


def test_an_address_is_put_in_where_it_stands_and_cannot_break_the_text():
    text = "see https://bit.ly/abc, https://bit.ly/abcd and [it](https://bit.ly/abc)"
    fresh = with_address(text, "https://bit.ly/abc", "https://x.example/a(b)?c=[d]*")

    assert fresh == (
        "see https://x.example/a%28b%29?c=%5Bd%5D%2A, https://bit.ly/abcd and "
        "[it](https://x.example/a%28b%29?c=%5Bd%5D%2A)"
    )


@pytest.mark.parametrize(("days", "since"), [(179, None), (180, "6 months"), (400, "1 year"), (1000, "2 years")])
def test_an_old_topic_is_told_by_its_silence(days, since):
    now = timezone.now()
    found = advise_on_age(now - timedelta(days=days), now, days=180, new_topic_url="/b/1/new")

    assert (found is None) if since is None else since in found.words
    assert advise_on_age(now - timedelta(days=days), now, days=0, new_topic_url="") is None


def test_an_ordinary_text_gets_no_advice():
    assert (
        said("At half past six, says [the table](https://tides.example/). NASA agrees.", title="Tides at Cádiz") == []
    )


def test_advice_is_quick_for_any_text():
    for piece in ("A", "[quote]", "> ", "https://bit.ly/a ", "![](https://x.example/a.png)"):
        text = piece * (100_000 // len(piece))
        assert is_shouted(text, 1) in (True, False)
        with_short_quote(text, "markdown", 1)
        with_short_quote(text, "bbcode", 1)
        sentence_case(text[:200], text)
