"""Taking back, wiki posts and versions through the front door."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from threadkeep.attachments.models import Attachment, Blob
from threadkeep.reading.actions.save_draft import save_draft
from threadkeep.reading.draft_fields import Place, Token
from threadkeep.reading.models import Draft
from threadkeep.sources.models import Source
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.actions.hide_revision import hide_revision
from threadkeep.topics.actions.make_wiki import make_wiki
from threadkeep.topics.models import Post, Revision, Topic
from threadkeep.topics.writing import prepare


def hidden(answer, name):
    return re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())[1]


@pytest.fixture
def post_id(cast):
    return cast.reply("yusuf", cast.topic("marta"), "At half past six.", at=timezone.now())


def sent_before(cast, seconds):
    """A reply of so many seconds ago."""
    then = timezone.now() - timedelta(seconds=seconds)
    return cast.reply("yusuf", cast.topic("marta", at=then), at=then)


def edited(cast, post_id, text="At seven.", who="yusuf"):
    writing = prepare(text=text, syntax="markdown")
    later = cast.now + timedelta(hours=1)
    edit_post(actor=cast.viewer(who), post_id=post_id, writing=writing, now=later)


# Taking back


def test_who_has_just_posted_is_offered_to_take_it_back_and_nobody_else_is(cast, post_id):
    page = f"/p/{post_id}"
    mine = cast.browser("yusuf").get(page, follow=True).content.decode()

    assert f'formaction="/p/{post_id}/take-back"' in mine
    assert 'data-undo="' in mine
    for who in ("marta", "moderator", "guest"):
        assert "take-back" not in cast.browser(who).get(page, follow=True).content.decode()


def test_after_the_time_nothing_is_offered(cast):
    post_id = sent_before(cast, 11)

    assert "take-back" not in cast.browser("yusuf").get(f"/p/{post_id}", follow=True).content.decode()


def test_taking_back_leads_to_the_form_with_everything_that_was_sent(cast, post_id):
    Source.objects.create(post_id=post_id, position=0, url="https://tides.example/", title="Tides")
    blob = Blob.objects.create(sha256="0" * 64, size=3, mime_type="text/plain", stored_at=cast.now)
    of = {"blob": blob, "size": 3, "uploaded_at": cast.now}
    file = Attachment.objects.create(name="tides.txt", uploader=cast.yusuf, post_id=post_id, caption="A table", **of)
    browser = cast.browser("yusuf")
    form = browser.post(f"/p/{post_id}/take-back", follow=True)
    html = form.content.decode()

    topic_id = Post.objects.get(pk=post_id).topic_id
    assert form.redirect_chain == [(f"/t/{topic_id}/reply", 302)]
    for words in ("At half past six.", 'value="https://tides.example/"', "tides.txt", "A table", "It is taken back"):
        assert words in html
    fields = {"text": "At seven.", "attachment": file.pk, "seen_number": hidden(form, "seen_number"), "key": "again"}
    sent = browser.post(f"/t/{topic_id}/reply", fields)
    assert sent.status_code == 302
    again = Post.objects.get(topic_id=topic_id, number=3)
    assert (again.source, Attachment.objects.get().post_id) == ("At seven.", again.pk)


def test_a_second_click_leads_to_the_same_form(cast, post_id):
    browser = cast.browser("yusuf")
    first, second = (browser.post(f"/p/{post_id}/take-back") for _ in range(2))

    assert first["Location"] == second["Location"]
    assert "At half past six." in browser.get(second["Location"]).content.decode()


def test_a_topic_that_is_taken_back_is_in_its_form_again_with_its_title(cast):
    topic_id = cast.topic("marta", "Where do swifts sleep?", at=timezone.now())
    post_id = Post.objects.get(topic_id=topic_id).pk
    form = cast.browser("marta").post(f"/p/{post_id}/take-back", follow=True)

    assert form.redirect_chain == [(f"/b/{cast.open_board.pk}/new", 302)]
    assert "Where do swifts sleep?" in form.content.decode()
    answer = cast.browser("guest").get(f"/t/{topic_id}")
    assert answer.status_code == 410
    assert "took it back" in answer.content.decode()


def test_what_was_taken_back_waits_on_any_device_until_it_is_sent(cast, post_id):
    cast.browser("yusuf").post(f"/p/{post_id}/take-back")
    topic_id = Post.objects.get(pk=post_id).topic_id
    elsewhere = cast.browser("yusuf")

    assert "At half past six." in elsewhere.get(f"/t/{topic_id}/reply").content.decode()
    assert "At half past six." in elsewhere.get("/drafts").content.decode()


def test_the_draft_it_was_sent_from_is_the_one_that_is_open_again(cast):
    browser, board = cast.browser("marta"), cast.open_board.pk
    typed = {"title": "Swifts", "text": "In the air?", "poll_question": "Where?"}
    saved = save_draft(
        actor=cast.viewer("marta"), place=Place("topic", board), token=Token(), now=timezone.now(),
        fields={name: [value] for name, value in typed.items()},
    )  # fmt: skip
    token = f"{saved.draft_id}.{saved.version}"
    sent = browser.post(f"/b/{board}/new", {"title": "Swifts", "text": "In the air!", "draft": token})
    assert sent.status_code == 302
    browser.post(f"/p/{Post.objects.get().pk}/take-back")
    draft = Draft.objects.get()

    assert (draft.pk, draft.ended_at) == (saved.draft_id, None)
    assert json.loads(draft.fields) == {
        **{n: [v] for n, v in typed.items()},
        "text": ["In the air!"],
        "syntax": ["markdown"],
    }


def test_too_late_is_said_on_the_page_of_the_post(cast):
    post_id = sent_before(cast, 20)
    answer = cast.browser("yusuf").post(f"/p/{post_id}/take-back", follow=True)

    assert "that time is over" in answer.content.decode()
    assert Post.objects.get(pk=post_id).deleted_at is None


@pytest.mark.parametrize(("who", "status"), [("guest", 403), ("marta", 404), ("moderator", 404)])
def test_others_do_not_take_it_back(cast, post_id, who, status):
    assert cast.browser(who).post(f"/p/{post_id}/take-back").status_code == status
    assert Post.objects.get(pk=post_id).deleted_at is None


def test_the_permanent_link_of_what_was_taken_back_is_gone_for_readers(cast, post_id):
    cast.browser("yusuf").post(f"/p/{post_id}/take-back")

    assert cast.browser("guest").get(f"/p/{post_id}").status_code == 410
    assert "took this post back" in cast.browser("moderator").get(f"/p/{post_id}", follow=True).content.decode()


def test_a_page_that_holds_nothing_but_what_was_taken_back_is_still_a_page(cast):
    topic_id = cast.topic("marta")
    for _ in range(19):
        cast.reply("marta", topic_id)
    post_id = cast.reply("yusuf", topic_id, at=timezone.now())
    cast.browser("yusuf").post(f"/p/{post_id}/take-back")
    title = cast.browser().get(f"/t/{topic_id}")["Location"]

    assert cast.browser().get(f"{title}?page=2").status_code == 200
    assert cast.browser("marta").get(f"/t/{topic_id}/last", follow=True).status_code == 200


# Wiki posts


def test_a_wiki_post_is_opened_and_closed_from_its_edit_page_and_says_so(cast, post_id):
    browser = cast.browser("yusuf")
    assert f'formaction="/p/{post_id}/wiki"' in browser.get(f"/p/{post_id}/edit").content.decode()
    opened = browser.post(f"/p/{post_id}/wiki", follow=True).content.decode()
    assert "Wiki post" in opened
    assert f'href="/p/{post_id}/edit"' in cast.browser("marta").get(f"/p/{post_id}", follow=True).content.decode()
    assert cast.browser("marta").get(f"/p/{post_id}/edit").status_code == 200

    assert f'formaction="/p/{post_id}/unwiki"' in browser.get(f"/p/{post_id}/edit").content.decode()
    browser.post(f"/p/{post_id}/unwiki")
    assert cast.browser("marta").get(f"/p/{post_id}/edit").status_code == 403


def test_who_may_only_edit_it_is_not_asked_whether_others_may(cast, post_id):
    make_wiki(actor=cast.viewer("yusuf"), post_id=post_id, now=cast.now)

    assert "unwiki" not in cast.browser("marta").get(f"/p/{post_id}/edit").content.decode()


# Versions


def test_an_earlier_version_is_put_back_with_a_question_first(cast, post_id):
    edited(cast, post_id)
    browser = cast.browser("yusuf")
    address = f"/p/{post_id}/restore-version?v=1"
    assert address in browser.get(f"/p/{post_id}/history?v=1").content.decode()
    form = browser.get(address)
    assert "Put version 1 back?" in form.content.decode()
    answer = browser.post(address, {"reason": "", "seen_revision": hidden(form, "seen_revision")})

    assert answer["Location"] == f"/p/{post_id}/history"
    post = Post.objects.get(pk=post_id)
    assert (post.source, post.edit_reason) == ("At half past six.", "Version 1 was put back.")


def test_putting_back_over_somebody_elses_edit_is_refused_on_the_same_page(cast, post_id):
    edited(cast, post_id)
    form = cast.browser("yusuf").get(f"/p/{post_id}/restore-version?v=1")
    edited(cast, post_id, "At eight.", who="moderator")
    fields = {"reason": "My reason", "seen_revision": hidden(form, "seen_revision")}
    answer = cast.browser("yusuf").post(f"/p/{post_id}/restore-version?v=1", fields)

    assert answer.status_code == 409
    assert "My reason" in answer.content.decode()
    assert Post.objects.get(pk=post_id).source == "At eight."


def test_the_version_that_stands_has_nothing_to_put_back(cast, post_id):
    edited(cast, post_id)

    assert cast.browser("yusuf").get(f"/p/{post_id}/restore-version?v=2").status_code == 403
    assert "restore-version" not in cast.browser("yusuf").get(f"/p/{post_id}/history").content.decode()


def test_a_moderator_hides_a_version_with_a_reason_and_shows_it_again(cast, post_id):
    edited(cast, post_id)
    browser, address = cast.browser("moderator"), f"/p/{post_id}/hide-version?v=1"
    assert browser.post(address, {"reason": ""}).status_code == 422
    browser.post(address, {"reason": "A telephone number."})
    html = cast.browser("marta").get(f"/p/{post_id}/history").content.decode()

    assert "A telephone number." in html
    assert "At half past six." not in html
    assert cast.browser("marta").get(f"/p/{post_id}/history?v=1").status_code == 403
    assert "At half past six." in browser.get(f"/p/{post_id}/history?v=1").content.decode()
    browser.post(f"/p/{post_id}/show-version?v=1")
    assert cast.browser("marta").get(f"/p/{post_id}/history?v=1").status_code == 200


@pytest.mark.parametrize(("who", "status"), [("guest", 403), ("marta", 403), ("yusuf", 403)])
def test_others_hide_and_show_nothing(cast, post_id, who, status):
    edited(cast, post_id)
    hide_revision(actor=cast.viewer("moderator"), post_id=post_id, number=1, reason="No.", now=cast.now)

    assert cast.browser(who).post(f"/p/{post_id}/hide-version?v=1", {"reason": "x"}).status_code == status
    assert cast.browser(who).post(f"/p/{post_id}/show-version?v=1").status_code == status
    assert Revision.objects.get().hidden_at is not None


def test_both_views_of_a_change_and_a_change_of_syntax_are_shown(cast, post_id):
    writing = prepare(text="At [b]seven[/b].", syntax="bbcode")
    edit_post(actor=cast.viewer("moderator"), post_id=post_id, writing=writing, now=cast.now)
    browser = cast.browser("marta")
    inline = browser.get(f"/p/{post_id}/history").content.decode()
    sides = browser.get(f"/p/{post_id}/history?v=2&view=sides").content.decode()

    assert "Written in BBCode from here on, before that in Markdown." in inline
    assert "diff-sides" not in inline
    assert sides.count('class="diff"') == 2


def test_a_topic_that_was_taken_back_cannot_be_put_back(cast):
    topic_id = cast.topic("marta", at=timezone.now())
    cast.browser("marta").post(f"/p/{Post.objects.get(topic_id=topic_id).pk}/take-back")

    html = cast.browser("moderator").get(f"/t/{topic_id}", follow=True).content.decode()
    assert f"/t/{topic_id}/restore" not in html
    assert Topic.objects.get(pk=topic_id).is_taken_back
