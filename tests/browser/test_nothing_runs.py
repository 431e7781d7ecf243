"""Nothing a member writes runs, asks, or leads away: every text of the corpora, and a thousand made to do harm."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.watched import what_happens
from tests.fuzz.hostile import Hostile
from tests.fuzz.promises import OWN_URL, SYNTAXES, VOCABULARY
from threadkeep.markup.render import Syntax, plain_fill, render
from threadkeep.markup.tests.test_corpora import CORPORA, FOLDER, texts

both = pytest.mark.parametrize("syntax", SYNTAXES)


def pages(sources: Iterator[str], syntax: Syntax) -> Iterator[str]:
    """The texts as they stand on a page, nothing of them left out."""
    for source in sources:
        yield render(source, syntax, vocabulary=VOCABULARY, own_url=OWN_URL).html(plain_fill)


@both
@pytest.mark.parametrize("corpus", CORPORA)
def test_no_text_of_a_corpus_does_anything(chromium: Browser, corpus: str, syntax: Syntax) -> None:
    assert what_happens(chromium, pages((text for _, text in texts(corpus)), syntax)) == []


@both
def test_no_text_made_to_do_harm_does_anything(chromium: Browser, syntax: Syntax) -> None:
    # Without the corpora our own pieces of attacks are still there.
    known = [text for corpus in CORPORA for _, text in texts(corpus)] if FOLDER.is_dir() else []
    assert what_happens(chromium, pages(Hostile(1, known).texts(1_000), syntax)) == []


@pytest.mark.parametrize(
    ("html", "noticed"),
    [
        ("<img src=x onerror=alert(1)>", "alert 1"),
        ("<script>alert(1)</script>", "alert 1"),
        ("<p onclick=alert(1)>x</p>", "onclick"),
        ("<p onmouseover=alert(1)>x</p>", "alert 1"),
        ("<img src=https://evil.example/x>", "a request: https://evil.example/x"),
        ("<a href=javascript:alert(1)>x</a>", "leads to javascript:"),
        ("<meta http-equiv=refresh content='0;url=https://evil.example/'>", "a request: https://evil.example/"),
        ("<style>body{display:none}</style>", "<style>"),
        ("<svg></svg>", "http://www.w3.org/2000/svg"),
        ("<iframe srcdoc=x></iframe>", "<iframe>"),
        ("<p title=x style=color:red>x</p>", "p style"),
        ("</article><p>outside</p>", "outside: <p>"),
        ("<script>location='https://evil.example/'</script>", "a request: https://evil.example/"),
        ("<script>window.open('https://evil.example/')</script>", "open https://evil.example/"),
        ("<script>throw Error('x')</script>", "an error"),
        ("<pre>\n\nx</pre>", "is another when it is read again"),
        ("<a name=getElementById></a><img name=cookie>", "name"),
    ],
)
def test_what_runs_is_noticed(chromium: Browser, html: str, noticed: str) -> None:
    found = what_happens(chromium, [html])
    assert any(noticed in one for one in found), found
