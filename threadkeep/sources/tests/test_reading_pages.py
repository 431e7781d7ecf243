"""What pages say about themselves, as pages really are: three ways at once, wrong character sets, hostile ones."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadkeep.sources.reading_pages import MOST_BYTES, Found, read_page

URL = "https://news.example/seal"


def page(head: str) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><p>Text</p></body></html>".encode()


def read(head: str, charset: str = "") -> Found:
    return read_page(page(head), URL, charset)


def test_a_page_with_nothing_but_a_title():
    found = read("<title>\n  A seal on the pier &amp; a gull\n</title>")
    assert (found.title, found.publisher, found.author, found.date, found.url) == (
        "A seal on the pier & a gull", "", "", "", URL,
    )  # fmt: skip


def test_json_ld_is_believed_before_open_graph_and_that_before_the_title():
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Nothing"},
            {
                "@type": "NewsArticle",
                "headline": "Seal found",
                "author": [{"@type": "Person", "name": "Ada Berg"}, {"name": "Yusuf K."}],
                "publisher": {"name": "The Harbour News"},
                "datePublished": "2025-03-13T09:07:00+01:00",
            },
        ],
    }
    found = read(
        f'<script type="application/ld+json">{json.dumps(data)}</script>'
        '<meta property="og:title" content="OG"><meta name="author" content="Nobody"><title>T</title>'
    )
    assert found == Found(URL, "Seal found", "The Harbour News", "Ada Berg, Yusuf K.", "2025-03-13")


def test_open_graph_and_meta_names():
    found = read(
        '<meta property="og:title" content="Seal &quot;Bob&quot;"><meta property="og:site_name" content="Harbour News">'
        '<meta property="article:author" content="https://social.example/ada"><meta name="author" content="Ada Berg">'
        '<meta property="article:published_time" content="2025-03-13T09:07:00Z"><title>x</title>'
    )
    assert found == Found(URL, 'Seal "Bob"', "Harbour News", "Ada Berg", "2025-03-13")


def test_a_paper_names_its_authors_and_its_month():
    found = read(
        '<meta name="citation_title" content="On seals"><meta name="citation_author" content="Berg, A.">'
        '<meta name="citation_author" content="K., Y."><meta name="citation_journal_title" content="Seals">'
        '<meta name="citation_publication_date" content="2025/3">'
    )
    assert found == Found(URL, "On seals", "Seals", "Berg, A., K., Y.", "2025-03")


def test_the_sites_name_is_taken_off_the_title():
    found = read('<meta property="og:site_name" content="Harbour News"><title>Seal | Harbour News</title>')
    assert found.title == "Seal"
    assert read("<title>Tides - a guide</title>").title == "Tides - a guide"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2025-03-13T09:07:00+01:00", "2025-03-13"),
        ("2025/3/9", "2025-03-09"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
        ("20250313", ""),
        ("2025-02-31", "2025-02"),
        ("13 March 2025", ""),
        ("0000-00-00", ""),
    ],
)
def test_dates_are_kept_as_precise_as_they_are_true(said, kept):
    assert read(f'<meta name="date" content="{said}">').date == kept


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("<title>Käse für Ærø</title>".encode("iso-8859-1"), "iso-8859-1"),
        ('<meta charset="windows-1252"><title>Käse für Ærø</title>'.encode("cp1252"), ""),
        ('<meta content="text/html; charset=iso-8859-1"><title>Käse für Ærø</title>'.encode("latin-1"), ""),
        ("<title>Käse für Ærø</title>".encode(), "no-such-set"),
        ("<title>Käse für Ærø</title>".encode(), "base64"),
        ("\ufeff<title>Käse für Ærø</title>".encode("utf-16"), "utf-8"),
        ("<title>Käse für Ærø</title>".encode("utf-16-le"), ""),
        ("<title>Käse für Ærø</title>".encode("cp1252"), "utf-8"),
        ('<meta charset="utf-16"><title>Käse für Ærø</title>'.encode(), ""),
    ],
)  # fmt: skip
def test_the_character_set_is_what_it_is_whatever_is_said(body, charset):
    title = read_page(body, URL, charset).title
    assert title == "Käse für Ærø" or body[:2] == b"<\x00"


def test_japanese_in_shift_jis():
    body = '<meta charset="shift_jis"><title>港の新聞</title>'.encode("shift_jis")
    assert read_page(body, URL).title == "港の新聞"


def test_what_is_found_is_one_line_of_text_that_fits():
    found = read(f'<meta property="og:title" content="{"x" * 5000}"><meta name="author" content="a\u202eb\0c\n d">')
    assert len(found.title) == 300
    assert found.title.endswith("…")
    assert found.author == "abc d"
    assert read('<meta property="og:title" content="&lt;b&gt;bold&lt;/b&gt;">').title == "<b>bold</b>"


@pytest.mark.parametrize(
    ("canonical", "url", "kept"),
    [
        ("https://news.example/seal", "https://news.example/seal?utm_source=x", "https://news.example/seal"),
        ("/seal", "https://news.example/seal?utm_source=x", "https://news.example/seal"),
        ("https://evil.example/seal", "https://news.example/seal", "https://news.example/seal"),
        ("https://news.example/", "https://news.example/seal", "https://news.example/seal"),
        ("http://news.example/seal", "https://news.example/seal?x=1", "https://news.example/seal?x=1"),
        ("javascript:alert(1)", "https://news.example/seal", "https://news.example/seal"),
        ("https://me@news.example/seal", "https://news.example/seal?x", "https://news.example/seal?x"),
        ("https://[broken/seal", "https://news.example/seal", "https://news.example/seal"),
    ],
)
def test_the_address_loses_what_was_hung_on_it_and_never_leads_elsewhere(canonical, url, kept):
    assert read_page(page(f'<link rel="canonical" href="{canonical}">'), url).url == kept


@pytest.mark.parametrize(
    "script",
    [
        "[" * 100_000, '{"@graph": ' * 5000, "null", '"x"', "[[[]]]", '{"author": [[["x"]]]}',
        '{"author": {"name": {"name": 3}}}',
    ],
)  # fmt: skip
def test_strange_data_is_passed_over(script):
    found = read(f'<script type="application/ld+json">{script}</script><title>Still</title>')
    assert found.title == "Still"
    assert found.author == ""


@pytest.mark.parametrize(
    "piece",
    [
        "<", "<a ", "<a b=", "<!--", "<!", "<![CDATA[", "<?", "</", "&", "&#", "<title>", "<script>", "<meta ",
        "<a b='", "<a b=\"", "<a b='c=\"", "<script type=application/ld+json>", "\0", "<!-- -- ", "<title><", "=", "a=",
        "<meta a ", "<meta content='>", "<meta content=x><", "<a =  ", "<style>", "< a", "<meta name=author content=x>",
    ],
)  # fmt: skip
def test_half_a_megabyte_of_anything_is_read_in_a_moment(piece):
    body = (piece * (MOST_BYTES // len(piece))).encode()
    began = time.perf_counter()
    read_page(body, URL)
    assert time.perf_counter() - began < 2


@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "utf-7", "idna", "rot13", "hex", "x\0"]))
def test_whatever_comes_something_short_is_made_of_it(body, charset):
    found = read_page(b"<meta property=og:title content=" + body, URL, charset)
    assert len(found.title) <= 300
    assert "\n" not in found.title
