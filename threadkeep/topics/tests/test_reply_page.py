"""Replying through the front door: what is typed is never lost."""

import json
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.models import Post, Topic

KEY = "0d9f1d80-6f5f-4f0e-9d3c-4d4be24cfb6d"


@pytest.fixture
def topic_id(cast):
    return cast.topic("marta")


def send(cast, who, topic_id, **fields):
    fields = {"text": "At half past six.", "seen_number": "1", "key": KEY, **fields}
    return cast.browser(who).post(f"/t/{topic_id}/reply", fields)


def value_of(answer, name):
    """The value a hidden field of the page has."""
    return re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())[1]


def test_a_reply_is_there_on_the_page_its_writer_lands_on(cast, topic_id):
    answer = send(cast, "yusuf", topic_id)
    post = Post.objects.get(number=2)

    assert answer.status_code == 302
    assert answer["Location"] == f"/t/{topic_id}-when-does-the-tide-turn?sent=reply-{topic_id}#p{post.pk}"
    page = cast.browser("yusuf").get(answer["Location"]).content.decode()
    assert "At half past six." in page
    assert f'<meta name="tk-sent" content="reply-{topic_id}">' in page


def test_the_form_sent_twice_is_one_post_and_both_lead_to_it(cast, topic_id):
    first, second = send(cast, "yusuf", topic_id), send(cast, "yusuf", topic_id)

    assert first["Location"] == second["Location"]
    assert Topic.objects.get(pk=topic_id).last_number == 2


def test_a_client_may_send_the_key_as_a_header(cast, topic_id):
    browser = cast.browser("yusuf")
    for _ in range(2):
        browser.post(f"/t/{topic_id}/reply", {"text": "Once."}, headers={"Idempotency-Key": "abc"})

    assert Topic.objects.get(pk=topic_id).last_number == 2


def test_the_same_key_with_another_text_gives_the_text_back_with_a_key_that_works(cast, topic_id):
    send(cast, "yusuf", topic_id)
    answer = send(cast, "yusuf", topic_id, text="And tomorrow at seven.", seen_number="2")

    assert answer.status_code == 409
    assert "And tomorrow at seven." in answer.content.decode()
    assert value_of(answer, "key") != KEY
    again = send(cast, "yusuf", topic_id, text="And tomorrow at seven.", seen_number="2", key=value_of(answer, "key"))
    assert again.status_code == 302


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_written_is_said_beside_the_text(cast, topic_id, text):
    answer = send(cast, "yusuf", topic_id, text=text)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert Topic.objects.get(pk=topic_id).last_number == 1


def test_a_megabyte_is_posted_read_and_edited(cast, topic_id):
    text = ("A long watch. " * 80_000)[: 2**20]
    assert send(cast, "yusuf", topic_id, text=text).status_code == 302
    post = Post.objects.get(number=2)
    assert post.source == text

    browser = cast.browser("yusuf")
    assert text[-1000:] in browser.get(f"/t/{topic_id}-when-does-the-tide-turn").content.decode()
    assert text[-1000:] in browser.get(f"/p/{post.pk}/edit").content.decode()
    changed = text[:-1] + "!"
    assert browser.post(f"/p/{post.pk}/edit", {"text": changed, "seen_revision": "0"}).status_code == 302
    assert Post.objects.get(pk=post.pk).source == changed
    assert browser.get(f"/p/{post.pk}/history").status_code == 200


def test_one_byte_more_is_refused_and_all_of_it_comes_back(cast, topic_id):
    text = "x" * 2**20 + "y"
    answer = send(cast, "yusuf", topic_id, text=text)

    assert answer.status_code == 413
    assert text in answer.content.decode()
    assert "1048577" in answer.content.decode()


def test_replies_meanwhile_are_shown_and_the_next_sending_posts(cast, topic_id):
    cast.reply("moderator", topic_id, "It turns at five.")
    answer = send(cast, "yusuf", topic_id)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "It turns at five." in page
    assert "At half past six." in page
    assert value_of(answer, "seen_number") == "2"
    again = send(cast, "yusuf", topic_id, seen_number="2", key=value_of(answer, "key"))
    assert again.status_code == 302
    assert Post.objects.get(number=3).source == "At half past six."


def test_a_topic_locked_meanwhile_gives_the_text_back(cast, topic_id):
    lock_topic(actor=cast.viewer("moderator"), topic_id=topic_id, now=cast.now)
    answer = send(cast, "yusuf", topic_id)

    assert answer.status_code == 403
    assert "locked by a moderator" in answer.content.decode()
    assert "At half past six." in answer.content.decode()


def test_the_preview_shows_and_posts_nothing_and_keeps_every_field(cast, topic_id):
    answer = send(cast, "yusuf", topic_id, text="*At* half past six.", act="preview", syntax="bbcode")
    page = answer.content.decode()

    assert answer.status_code == 200
    assert 'class="preview"' in page
    assert "*At* half past six." in page
    assert '<option value="bbcode" selected>' in page
    assert value_of(answer, "seen_number") == "1"
    assert Topic.objects.get(pk=topic_id).last_number == 1


def test_a_credit_without_a_link_is_asked_about_in_the_preview_and_after_posting_but_never_blocks(cast, topic_id):
    page = send(cast, "yusuf", topic_id, text="High tide at six. Source@ABCNEWS", act="preview").content.decode()
    assert "Your text credits “ABCNEWS”" in page

    browser = cast.browser("yusuf")
    answer = browser.post(f"/t/{topic_id}/reply", {"text": "High tide at six. Source@ABCNEWS"}, follow=True)
    post = Post.objects.get(number=2)
    assert "It credits “ABCNEWS”" in answer.content.decode()
    assert f'href="/p/{post.pk}/edit' in answer.content.decode()


def test_with_a_source_nothing_is_asked(cast, topic_id):
    fields = {"text": "High tide at six. Source@ABCNEWS", "source_url": "https://abcnews.example/tides"}
    answer = cast.browser("yusuf").post(f"/t/{topic_id}/reply", fields, follow=True)

    assert "It credits" not in answer.content.decode()
    assert "https://abcnews.example/tides" in answer.content.decode()


def test_a_wrong_source_is_named_and_everything_is_still_there(cast, topic_id):
    answer = send(cast, "yusuf", topic_id, source_url="javascript:alert(1)", source_title="Tides")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "javascript:alert(1)" in page
    assert 'value="Tides"' in page
    assert "At half past six." in page


def test_another_source_field_is_given_and_nothing_posted(cast, topic_id):
    answer = send(cast, "yusuf", topic_id, act="add-source", source_url="https://a.example/")

    assert answer.status_code == 200
    assert answer.content.decode().count('name="source_url"') == 4
    assert Topic.objects.get(pk=topic_id).last_number == 1


def test_too_often_says_how_long_to_wait_and_keeps_the_text(cast, topic_id, settings):
    settings.THREADKEEP = replace(settings.THREADKEEP, limits=replace(settings.THREADKEEP.limits, post=1))
    for number in range(3):
        assert send(cast, "yusuf", topic_id, key=str(number), seen_number="").status_code == 302
    answer = send(cast, "yusuf", topic_id, key="3", seen_number="", text="A fourth at once.")

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "A fourth at once." in answer.content.decode()
    assert send(cast, "moderator", topic_id, seen_number="").status_code == 302


def test_a_session_that_ended_gets_a_page_to_sign_in_with_the_text_on_board(cast, topic_id):
    answer = send(cast, "guest", topic_id, source_url="https://a.example/")
    page = answer.content.decode()

    assert answer.status_code == 403
    assert 'name="kept_path" value="/t/' in page
    assert "At half past six." in page
    kept = json.loads(value_of(answer, "kept_fields").replace("&#34;", '"'))
    assert kept["text"] == ["At half past six."]
    assert kept["source_url"] == ["https://a.example/"]
    assert Topic.objects.get(pk=topic_id).last_number == 1


def test_that_page_is_the_same_for_a_topic_that_is_hidden_and_for_none(cast):
    hidden = cast.topic("moderator", "Keelhauling", board=cast.staff_board)
    pages = [
        send(cast, "guest", pk).content.decode().replace(f"/t/{pk}/", "/t/N/").replace(f"%2Ft%2F{pk}%2F", "%2Ft%2FN%2F")
        for pk in (hidden, 4711)
    ]

    masked = [re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page) for page in pages]
    assert masked[0] == masked[1]
    assert "Keelhauling" not in masked[0]


def test_after_signing_in_the_form_is_back_as_it_was_and_goes_when_sent(cast, topic_id):
    browser = cast.browser("yusuf")
    session = browser.session
    fields = {"text": ["Half-written, then"], "source_url": ["https://a.example/"], "seen_number": ["1"]}
    session["kept"] = {"path": f"/t/{topic_id}/reply", "fields": fields}
    session.save()

    for _ in range(2):
        page = browser.get(f"/t/{topic_id}/reply").content.decode()
        assert "Half-written, then" in page
        assert 'value="https://a.example/"' in page
    browser.post(f"/t/{topic_id}/reply", {"text": "Half-written, then finished.", "key": "k"})
    assert "kept" not in browser.session
    assert "Half-written" not in browser.get(f"/t/{topic_id}/reply").content.decode().split("<textarea")[1]


@pytest.mark.parametrize("who", ["guest", "banned"])
def test_who_cannot_reply_gets_no_form(cast, topic_id, who):
    assert cast.browser(who).get(f"/t/{topic_id}/reply").status_code == 403


def test_a_hidden_topic_is_not_there(cast):
    topic_id = cast.topic("moderator", board=cast.staff_board)

    assert cast.browser("marta").get(f"/t/{topic_id}/reply").status_code == 404
    assert send(cast, "marta", topic_id).status_code == 404
    assert cast.browser("moderator").get(f"/t/{topic_id}/reply").status_code == 200


@pytest.fixture
def strict_browser(cast, settings):
    """Yusuf's browser, with the guard against forgery as strict as it is for people, and a guard that has expired."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.yusuf, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


def test_without_its_guard_against_forgery_nothing_is_posted_and_one_click_sends_it_again(topic_id, strict_browser):
    fields = {"text": "At half past six.", "files": SimpleUploadedFile("tide.txt", b"low"), "key": KEY}
    answer = strict_browser.post(f"/t/{topic_id}/reply", fields)
    html = answer.content.decode()

    assert answer.status_code == 403
    assert '<input type="hidden" name="text" value="At half past six.">' in html
    assert "Files you had just chosen" in html
    assert Topic.objects.get(pk=topic_id).last_number == 1
    guard = re.search(r'<form method="post" action="/t/.*?name="csrfmiddlewaretoken" value="([^"]+)"', html, re.DOTALL)[
        1
    ]
    again = {"text": "At half past six.", "key": KEY, "csrfmiddlewaretoken": guard}
    assert strict_browser.post(f"/t/{topic_id}/reply", again).status_code == 302


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_what_another_site_sent_is_not_one_click_away_from_being_done(topic_id, strict_browser, headers):
    answer = strict_browser.post(f"/t/{topic_id}/reply", {"text": "Buy watches."}, headers=headers)

    assert answer.status_code == 403
    assert f'action="/t/{topic_id}/reply"' not in answer.content.decode()


def test_a_topic_hidden_meanwhile_still_gives_the_text_back(cast, topic_id):
    Topic.objects.filter(pk=topic_id).update(board=cast.staff_board)
    answer = send(cast, "yusuf", topic_id)

    assert answer.status_code == 404
    assert "At half past six." in answer.content.decode()


def test_a_quote_comes_as_json_for_the_composer_and_as_a_form_without_a_script(cast, topic_id):
    post = Post.objects.get(topic_id=topic_id, number=1)
    browser = cast.browser("yusuf")

    as_json = browser.get(f"/p/{post.pk}/quote?syntax=markdown", headers={"Accept": "application/json"}).json()
    assert f"(post:{post.pk})" in as_json["text"]
    assert "At six, they say." in as_json["text"]
    bbcode = browser.get(f"/p/{post.pk}/quote?syntax=bbcode&json=1").json()["text"]
    assert bbcode.startswith("[quote")
    page = browser.get(f"/p/{post.pk}/quote").content.decode()
    assert f"(post:{post.pk})" in page
    assert "<textarea" in page


def test_what_may_not_be_read_may_not_be_quoted(cast):
    hidden = Post.objects.get(topic_id=cast.topic("moderator", board=cast.staff_board))

    assert cast.browser("marta").get(f"/p/{hidden.pk}/quote").status_code == 404
    assert cast.browser("guest").get(f"/p/{hidden.pk}/quote").status_code == 404
