"""Advice in forms: with the preview, by its buttons, and for the script."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from threadkeep.attachments.models import Attachment, Blob
from threadkeep.kernel import fetch
from threadkeep.kernel.effect import run_once
from threadkeep.topics.models import Post, Topic

LONG = "Every harbour has its table. " * 40


def preview(cast, path, act="preview", **fields):
    return cast.browser("marta").post(path, {"text": "A text.", "act": act, **fields}).content.decode()


@pytest.fixture
def start(cast):
    return f"/b/{cast.open_board.pk}/new"


@pytest.fixture
def fetching(settings):
    settings.THREADKEEP = replace(settings.THREADKEEP, fetch=replace(settings.THREADKEEP.fetch, enabled=True))


def test_the_preview_advises_and_the_button_puts_it_right_without_posting(cast, start):
    title, text = "WHERE DO SWIFTS SLEEP?", "In the air, says Anna."
    assert "in capitals" in preview(cast, start, title=title, text=text)
    html = preview(cast, start, "fix-capitals", title=title, text=text)

    assert 'value="Where do swifts sleep?"' in html
    assert "In the air, says Anna." in html
    assert "in capitals" not in html
    assert not Topic.objects.exists()


def test_advice_never_keeps_anybody_from_sending(cast, start):
    answer = cast.browser("marta").post(start, {"title": "WHERE DO SWIFTS SLEEP?", "text": "IN THE AIR"})

    assert answer.status_code == 302
    assert Topic.objects.get().title == "WHERE DO SWIFTS SLEEP?"


def test_a_whole_quote_is_shortened_by_its_button(cast):
    topic_id = cast.topic("yusuf", text=LONG)
    post_id = Post.objects.get().pk
    browser, reply = cast.browser("marta"), f"/t/{topic_id}/reply"
    quote = browser.get(f"/p/{post_id}/quote?json=1").json()["text"]
    text = quote + "Yes, but which?"
    html = preview(cast, reply, text=text)
    assert f'value="fix-quote:{post_id}"' in html
    mended = preview(cast, reply, f"fix-quote:{post_id}", text=text)

    assert "[…]" in mended
    assert "Yes, but which?" in mended
    assert "fix-quote" not in mended
    assert Post.objects.count() == 1


def test_a_picture_of_the_form_without_words_leads_to_its_field(cast, start):
    blob = Blob.objects.create(
        sha256="0" * 64, size=3, mime_type="image/png", width=5, height=5, stored_at=cast.now
    )  # fmt: skip
    file = Attachment.objects.create(
        name="boat.png", uploader=cast.marta, blob=blob, size=3, uploaded_at=timezone.now()
    )  # fmt: skip
    fields = {"title": "A boat", "attachment": file.pk}

    assert f'href="#alt-{file.pk}"' in preview(cast, start, **fields)
    assert f"#alt-{file.pk}" not in preview(cast, start, **fields, **{f"alt-{file.pk}": "A boat at low tide"})
    placed = {"text": f"![A boat at low tide](attachment:{file.pk})"}
    assert f"#alt-{file.pk}" not in preview(cast, start, **{**fields, **placed})


def test_an_old_topic_is_told_before_and_while_one_answers(cast):
    topic_id = cast.topic("yusuf", at=cast.now - timedelta(days=800))
    browser = cast.browser("marta")

    for page in (browser.get(f"/t/{topic_id}", follow=True), browser.get(f"/t/{topic_id}/reply")):
        assert "Nobody has written here for 2 years" in page.content.decode()
    assert "Nobody has written" in preview(cast, f"/t/{topic_id}/reply")
    post_id = Post.objects.get().pk
    assert "Nobody has written" not in cast.browser("yusuf").get(f"/p/{post_id}/edit").content.decode()


def test_a_short_address_is_asked_for_only_where_the_board_may(cast, start, settings, fetching, monkeypatch):
    asked = []

    def answer(url):
        asked.append(url)
        return fetch.Fetched(200, "https://tides.example/table", "text/html", b"", is_cut=False)

    monkeypatch.setattr(fetch, "fetch", answer)
    text = "See https://bit.ly/abc for it."
    html = preview(cast, start, "fix-link:https://bit.ly/abc", title="Tides", text=text)
    assert asked == ["https://bit.ly/abc"]
    assert "See https://tides.example/table for it." in html
    assert "It leads to https://tides.example/table" in html

    preview(cast, start, "fix-link:https://internal.example/", title="Tides", text="See https://internal.example/")
    preview(cast, start, "fix-link:https://bit.ly/other", title="Tides", text=text)
    assert len(asked) == 1


def test_a_short_address_that_does_not_answer_stays_and_that_is_said(cast, start, fetching, monkeypatch):
    def silence(_url):
        raise fetch.NotFetched("no answer")

    monkeypatch.setattr(fetch, "fetch", silence)
    html = preview(cast, start, "fix-link:https://bit.ly/abc", title="Tides", text="See https://bit.ly/abc")

    assert "did not answer" in html
    assert "See https://bit.ly/abc" in html


def test_similar_topics_stand_with_the_preview_of_a_title(cast, start):
    cast.topic("yusuf", "When does the tide turn in Cádiz?")
    run_once()

    html = preview(cast, start, title="When does the tide turn?")
    assert "Perhaps this was asked before" in html
    assert "When does the tide turn in Cádiz?" in html
    assert "Perhaps this was asked before" not in cast.browser("marta").get(start).content.decode()


def test_the_script_asks_for_similar_topics_that_its_member_may_see(cast):
    cast.topic("moderator", "When does the tide turn at the bridge?", board=cast.staff_board)
    cast.topic("yusuf", "When does the tide turn in Cádiz?")
    run_once()
    ask = f"/b/{cast.open_board.pk}/similar?q=when+does+the+tide+turn"

    html = cast.browser("marta").get(ask).json()["html"]
    assert "Cádiz" in html
    assert "bridge" not in html
    assert cast.browser("guest").get(ask).status_code == 403
    assert (
        cast.browser("marta").get(ask.replace(str(cast.open_board.pk), str(cast.staff_board.pk), 1)).status_code == 404
    )
    assert cast.browser("marta").get(f"/b/{cast.open_board.pk}/similar?q=tide").json() == {"html": ""}


def test_the_script_asks_for_advice_and_for_what_its_button_does(cast):
    browser, ask = cast.browser("marta"), f"/b/{cast.open_board.pk}/advice"
    fields = {"title": "WHERE DO SWIFTS SLEEP?", "text": "In the air."}
    found = browser.post(ask, fields).json()
    assert list(found) == ["html"]
    assert 'value="fix-capitals"' in found["html"]
    mended = browser.post(ask, {**fields, "act": "fix-capitals"}).json()

    assert mended == {"title": "Where do swifts sleep?", "text": "In the air.", "said": "", "html": ""}


def test_the_script_is_told_of_an_old_topic_too(cast):
    topic_id = cast.topic("yusuf", at=cast.now - timedelta(days=800))
    hidden = cast.topic("moderator", board=cast.staff_board, at=cast.now - timedelta(days=800))
    ask = f"/b/{cast.open_board.pk}/advice?topic="

    assert "Nobody has written" in cast.browser("marta").post(f"{ask}{topic_id}", {"text": ""}).json()["html"]
    for other in (hidden, 10**8, "x"):
        assert cast.browser("marta").post(f"{ask}{other}", {"text": ""}).json() == {"html": ""}


@pytest.mark.parametrize(("who", "board", "status"), [
    ("guest", "open_board", 403), ("marta", "staff_board", 404), ("banned", "open_board", 403),
])  # fmt: skip
def test_others_get_no_advice(cast, who, board, status):
    answer = cast.browser(who).post(f"/b/{getattr(cast, board).pk}/advice", {"text": "A text."})

    assert answer.status_code == status


def test_words_in_advice_are_text_and_nothing_else(cast):
    blob = Blob.objects.create(
        sha256="0" * 64, size=3, mime_type="image/png", width=5, height=5, stored_at=cast.now
    )  # fmt: skip
    file = Attachment.objects.create(
        name="<b>boat</b>.png", uploader=cast.marta, blob=blob, size=3, uploaded_at=timezone.now()
    )  # fmt: skip
    fields = {"text": "A boat.", "attachment": file.pk}
    html = cast.browser("marta").post(f"/b/{cast.open_board.pk}/advice", fields).json()["html"]

    assert "&lt;b&gt;boat&lt;/b&gt;.png" in html
    assert "<b>" not in html
