"""Pages as somebody sees them whose browser asks for Arabic: everything we say is Arabic, what people wrote stays."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from functools import cache

import pytest
from django.utils import translation

from scripts import extract_texts
from tests.cast import Cast
from threadkeep.kernel import addresses
from threadkeep.theme import environment

pytestmark = pytest.mark.django_db

# What people wrote, not we: the cast's names and words, and the name of the board.
WRITTEN = ("Boats and tides", "The harbour", "Marta", "Yusuf")
TITLE = "القارب القديم"
ATTRIBUTES = re.compile(r'\s(?:aria-label|title|placeholder|alt|value)="([^"]*)"')
UNSEEN = re.compile(r"<(script|style|template|svg)\b.*?</\1>", re.DOTALL)


def page(cast: Cast, path: str, language: str, who: str | None = None) -> str:
    response = cast.browser(who).get(path, headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def words_of(source: str) -> set[str]:
    """Everything a page says to its reader, in pieces: texts between tags, and attributes that are read out."""
    seen = UNSEEN.sub(" ", source)
    pieces = [*re.split(r"<[^>]*>", seen), *ATTRIBUTES.findall(seen)]
    return {" ".join(html.unescape(piece).split()) for piece in pieces} - {""}


@cache
def english_texts() -> list[re.Pattern[str]]:
    """Our own texts as patterns, where a number or a name may stand."""
    patterns = []
    for message in extract_texts.texts():
        for text in message.id if message.pluralizable else (message.id,):
            parts = re.split(r"%\(\w+\)[sd]", text)
            if re.search(r"[A-Za-z]{2}", "".join(parts)):
                patterns.append(re.compile(".+".join(re.escape(part) for part in parts)))
    return patterns


def english_left(source: str, same: frozenset[str] = frozenset()) -> list[str]:
    """What of a page is one of our English texts, besides words that are the `same` in its language."""
    patterns = english_texts()
    pieces = [piece for piece in words_of(source) if not any(written in piece for written in WRITTEN)]
    same_in_every_language = {"Markdown", "BBCode", "Threadkeep"}
    return [
        piece
        for piece in pieces
        if piece not in same_in_every_language | same and any(one.fullmatch(piece) for one in patterns)
    ]


def places(cast: Cast) -> dict[str, str]:
    topic_id = cast.topic("marta", title=TITLE)
    cast.reply("yusuf", topic_id, "نعم.")
    return {
        "index": addresses.home(),
        "board": addresses.board(cast.open_board.pk, cast.open_board.name),
        "topic": addresses.topic(topic_id, TITLE),
        "sign up": "/accounts/signup/",
        "sign in": "/accounts/login/",
    }


@pytest.mark.parametrize("place", ["index", "board", "topic", "sign up", "sign in"])
def test_a_guest_who_reads_arabic_finds_no_english_of_ours(cast: Cast, place: str):
    source = page(cast, places(cast)[place], "ar")
    assert '<html lang="ar" dir="rtl"' in source
    assert english_left(source) == []


@pytest.mark.parametrize("path", ["/preferences", "/preferences/profile", "/accounts/2fa/", "/unread"])
def test_a_member_who_reads_arabic_finds_no_english_of_ours(cast: Cast, path: str):
    assert english_left(page(cast, path, "ar", "marta")) == []


def test_the_search_for_english_would_find_some(cast: Cast):
    found = english_left(page(cast, places(cast)["topic"], "en"))
    assert "Print view" in found
    assert "1 reply" in found


def test_a_member_who_chose_a_language_gets_it_whatever_the_browser_asks_for(cast: Cast):
    cast.marta.language = "de"
    cast.marta.save()
    source = page(cast, addresses.home(), "ar", "marta")
    assert '<html lang="de" dir="ltr"' in source
    assert english_left(source, frozenset({"Code", "Emoji", "Link"})) == []


def test_a_language_we_do_not_have_gets_the_boards_own(cast: Cast):
    source = page(cast, addresses.home(), "tlh")
    assert '<html lang="en" dir="ltr"' in source


def test_dates_are_told_in_the_readers_language():
    moment = datetime(2025, 3, 13, 9, 7, tzinfo=UTC)
    told = {}
    for language in ("ar", "de", "en"):
        with translation.override(language):
            told[language] = (environment.fmt_date(moment), environment.fmt_time(moment))
    assert told["ar"] == ("13 مارس 2025", "13 مارس 2025، 9:07 ص UTC")
    assert told["de"] == ("13. März 2025", "13. März 2025, 09:07 UTC")
    assert told["en"] == ("Mar 13, 2025", "Mar 13, 2025, 9:07\N{NARROW NO-BREAK SPACE}AM UTC")


@pytest.mark.parametrize(("language", "number"), [("ar", "12,345"), ("de", "12.345"), ("en", "12,345")])
def test_numbers_are_grouped_as_the_readers_language_does(language: str, number: str):
    with translation.override(language):
        assert environment.fmt_number(12345) == number


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "لا ردود"), (1, "رد واحد"), (2, "ردان"), (3, "3 ردود"), (11, "11 ردًا"), (100, "100 رد"), (102, "102 رد")],
)
def test_arabic_counts_replies_in_six_ways(count: int, said: str):
    with translation.override("ar"):
        assert translation.ngettext("%(count)s reply", "%(count)s replies", count) % {"count": count} == said
