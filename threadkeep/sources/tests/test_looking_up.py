"""Addresses that are looked up: by the composer, by its button, after posting; never where it is switched off."""

import dataclasses

import pytest
from django.conf import settings

from threadkeep.kernel import fetch, worker
from threadkeep.kernel.fetch import Fetched, NotFetched
from threadkeep.sources import looking_up
from threadkeep.sources.jobs import look_up_source
from threadkeep.sources.models import Source
from threadkeep.sources.steps import SourceNote
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.writing import prepare

URL = "https://news.example/seal"
PAGE = (
    b'<title>Seal found</title><meta property="og:site_name" content="Harbour News">'
    b'<meta name="author" content="Ada Berg"><meta name="date" content="2025-03-13">'
)


@pytest.fixture
def web(monkeypatch):
    """Other sites: address -> what it answers. Asking is allowed; `asked` is what was asked for."""
    pages, asked = {URL: Fetched(200, URL, "text/html", PAGE, False)}, []

    def answer(url, *, most_bytes):
        asked.append(url)
        assert most_bytes == 512 * 1024
        if url not in pages:
            raise NotFetched("there is no such site", is_silence=True)
        return pages[url]

    monkeypatch.setattr(fetch, "fetch", answer)
    allow(monkeypatch, True)
    pages_and_asked = pages
    monkeypatch.setattr(fetch, "asked_in_test", asked, raising=False)
    return pages_and_asked


def allow(monkeypatch, is_on):
    config = settings.THREADKEEP
    switched = dataclasses.replace(config, fetch=dataclasses.replace(config.fetch, enabled=is_on))
    monkeypatch.setattr(settings, "THREADKEEP", switched)


def ask(cast, url=URL, who="marta"):
    return cast.browser(who).post("/composer/source", {"url": url})


def test_a_page_is_asked_what_it_is_called(cast, web):
    assert ask(cast).json() == {
        "url": URL, "title": "Seal found", "publisher": "Harbour News", "author": "Ada Berg", "date": "2025-03-13",
    }  # fmt: skip
    assert ask(cast, "news.example/seal").json()["title"] == "Seal found"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (None, "could not be read"),
        (Fetched(404, URL, "text/html", PAGE, False), "could not be read"),
        (Fetched(200, URL, "application/pdf", PAGE, False), "could not be read"),
        (Fetched(200, URL, "text/html", b"<p>Nothing", False), "could not be read"),
    ],
)
def test_a_page_that_says_nothing_leaves_the_writer_to_type(cast, web, answer, why):
    web.clear()
    if answer:
        web[URL] = answer
    said = ask(cast)
    assert said.status_code == 422
    assert why in said.json()["why"]


@pytest.mark.parametrize("url", ["", "ftp://news.example/", "javascript:alert(1)", "not an address", "x" * 5000])
def test_what_is_no_address_of_a_page_is_never_asked(cast, web, url):
    assert ask(cast, url).status_code == 422
    assert fetch.asked_in_test == []


def test_where_it_was_led_to_is_not_taken_for_the_address(cast, web):
    web[URL] = Fetched(200, "https://login.example/?next=seal", "text/html", PAGE, False)
    assert ask(cast).json()["url"] == URL


def test_guests_are_not_answered_and_nobody_asks_too_often(cast, web):
    assert ask(cast, who=None).status_code == 403
    codes = [ask(cast).status_code for _number in range(looking_up.BURST + 1)]
    assert codes == [200] * looking_up.BURST + [429]
    assert cast.browser("marta").get("/composer/source").status_code == 405


def test_a_board_that_asks_no_other_sites_says_so_and_shows_no_button(cast, web, monkeypatch):
    form = f"/b/{cast.open_board.pk}/new"
    assert "look-up-source" in cast.browser("marta").get(form).content.decode()
    allow(monkeypatch, False)
    assert "does not look at other sites" in ask(cast).json()["why"]
    page = cast.browser("marta").get(form).content.decode()
    assert "look-up-source" not in page
    assert "data-look-up" not in page
    assert fetch.asked_in_test == []


def test_without_a_script_a_button_fills_the_rows_and_keeps_what_was_typed(cast, web):
    typed = {
        "title": "A seal", "text": "On the pier.", "act": "look-up-source",
        "source_url": [URL, "https://gone.example/", "https://news.example/known"],
        "source_title": ["", "", "My own title"],
        "source_publisher": ["My paper", "", ""], "source_author": ["", "", ""], "source_date": ["", "", ""],
    }  # fmt: skip
    answer = cast.browser("marta").post(f"/b/{cast.open_board.pk}/new", typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not Topic.objects.exists()
    for value in ("Seal found", "My paper", "Ada Berg", "2025-03-13", "My own title", "A seal"):
        assert f'value="{value}"' in page
    assert "Harbour News" not in page
    assert page.count("That page could not be read. The address is kept") == 1
    assert "On the pier." in page
    assert fetch.asked_in_test == [URL, "https://gone.example/"]


def posted(cast, *notes):
    from threadkeep.topics.actions.start_topic import start_topic

    writing = prepare(text="A seal.", syntax="markdown", sources=notes)
    return start_topic(
        actor=cast.viewer("marta"), board_id=cast.open_board.pk, title="Seal", writing=writing, now=cast.now
    )


def test_a_source_with_nothing_but_its_address_is_filled_in_after_posting(cast, web):
    topic_id = posted(cast, SourceNote(URL), SourceNote("https://news.example/other", title="Mine"))
    before = Topic.objects.get(pk=topic_id).version
    worker.drain()
    bare = Source.objects.get(url=URL)
    assert (bare.title, bare.publisher, bare.author, bare.published_on) == (
        "Seal found", "Harbour News", "Ada Berg", "2025-03-13",
    )  # fmt: skip
    assert bare.looked_up_at is not None
    assert Topic.objects.get(pk=topic_id).version > before
    page = cast.browser("yusuf").get(f"/t/{topic_id}-seal").content.decode()
    assert page.count("(as the page says)") == 1
    assert set(fetch.asked_in_test) == {URL}


def test_what_was_looked_up_says_so_until_somebody_changes_it(cast, web):
    post = Post.objects.get(topic_id=posted(cast, SourceNote(URL)))
    look_up_source.func(Source.objects.get().pk)
    kept = Source.objects.get()
    note = SourceNote(URL, kept.publisher, kept.title, kept.author, kept.published_on)

    def edit(note, text):
        writing = prepare(text=text, syntax="markdown", sources=[note])
        edit_post(actor=cast.viewer("marta"), post_id=post.pk, writing=writing, now=cast.now)

    edit(note, "A seal!")
    assert Source.objects.get().looked_up_at is not None
    edit(dataclasses.replace(note, title="Mine"), "A seal!!")
    assert Source.objects.get().looked_up_at is None


def test_what_somebody_typed_meanwhile_stays(cast, web):
    posted(cast, SourceNote(URL))
    pk = Source.objects.get().pk
    web[URL] = Fetched(200, URL, "text/html", PAGE, False)
    Source.objects.update(title="Mine")
    look_up_source.func(pk)
    assert Source.objects.get().title == "Mine"
    look_up_source.func(999)


def test_nothing_is_ordered_while_asking_is_off(cast, web, monkeypatch):
    allow(monkeypatch, False)
    posted(cast, SourceNote(URL))
    worker.drain()
    look_up_source.func(Source.objects.get().pk)
    assert Source.objects.get().title == ""
    assert fetch.asked_in_test == []
