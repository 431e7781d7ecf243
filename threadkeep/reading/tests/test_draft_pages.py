"""Drafts through the front door: with the script's small answers, without any script, and on their page."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from threadkeep.attachments.models import Attachment
from threadkeep.attachments.tests.material import picture
from threadkeep.boards.models import Board
from threadkeep.reading.draft_fields import Place
from threadkeep.reading.models import Draft
from threadkeep.reading.tests.drafting import goes_on, save, texts
from threadkeep.topics.models import Post, Topic

WORDS = "Half a thought about the tide."


@pytest.fixture
def topic_id(cast):
    return cast.topic("yusuf")


def by_script(browser, place, text=WORDS, draft="0.0", **fields):
    return browser.post("/drafts/save?json=1", {"draft_place": place, "draft": draft, "text": text, **fields})


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_the_script_saves_with_a_small_answer_and_goes_on_with_its_version(cast, topic_id):
    browser = cast.browser("marta")
    first = by_script(browser, f"reply-{topic_id}").json()
    second = by_script(browser, f"reply-{topic_id}", WORDS + "!", draft=first["draft"]).json()
    draft = Draft.objects.get()
    assert first == {"draft": f"{draft.pk}.1", "fate": "saved"}
    assert second == {"draft": f"{draft.pk}.2", "fate": "saved"}
    assert draft.device == "Firefox on Linux"


def test_what_is_typed_elsewhere_meanwhile_comes_back_merged(cast, topic_id):
    browser, place = cast.browser("marta"), f"reply-{topic_id}"
    first = by_script(browser, place, "One.\n\nTwo.").json()
    by_script(browser, place, "One!\n\nTwo.", draft=first["draft"])
    mine = {"text": "One.\n\nTwo.\n\nThree.", "draft": first["draft"]}
    assert by_script(browser, place, **mine, draft_merges="1").json()["fate"] == "behind"
    base = json.dumps({"text": ["One.\n\nTwo."]})
    merged = by_script(browser, place, **mine, draft_merges="1", draft_base=base).json()
    assert merged["fate"] == "merged"
    assert merged["fields"]["text"] == ["One!\n\nTwo.\n\nThree."]


def test_every_form_is_filled_with_the_draft_that_waits_for_it(cast, topic_id):
    browser = cast.browser("marta")
    mine = cast.reply("marta", topic_id, "As it was.")
    for place, path in (
        (f"reply-{topic_id}", f"/t/{topic_id}/reply"),
        (f"reply-{topic_id}", Topic.objects.get(pk=topic_id)),
        (f"topic-{cast.open_board.pk}", f"/b/{cast.open_board.pk}/new"),
        (f"edit-{mine}", f"/p/{mine}/edit"),
    ):
        address = path if isinstance(path, str) else f"/t/{topic_id}-when-does-the-tide-turn"
        token = by_script(browser, place, f"{WORDS} {place}", title="Tides", source_title="Almanac").json()["draft"]
        page = browser.get(address).content.decode()
        assert f"{WORDS} {place}</textarea>" in page
        assert "It has not been sent." in page
        assert hidden(page, "draft") == token
        assert 'value="Almanac"' in page
    assert 'value="Tides"' in browser.get(f"/b/{cast.open_board.pk}/new").content.decode()
    assert WORDS not in cast.browser("yusuf").get(f"/t/{topic_id}/reply").content.decode()


def test_of_two_versions_the_newer_is_shown_and_the_other_can_be_chosen(cast, topic_id):
    place = Place("reply", topic_id)
    first = save(cast, "The older version", place=place)
    second = save(cast, "The newer version", place=place)
    page = cast.browser("marta").get(f"/t/{topic_id}/reply").content.decode()
    assert "The newer version</textarea>" in page
    assert "There is another version of it:" in page
    assert f'href="/t/{topic_id}/reply?draft={first.draft_id}"' in page
    other = cast.browser("marta").get(f"/t/{topic_id}/reply?draft={first.draft_id}").content.decode()
    assert "The older version</textarea>" in other
    assert f'href="/t/{topic_id}/reply?draft={second.draft_id}"' in other


def test_files_and_their_words_come_back_with_the_draft(cast, topic_id):
    browser = cast.browser("marta")
    upload = SimpleUploadedFile("mast.png", picture(), "image/png")
    answer = browser.post("/drafts/save", {"draft_place": f"reply-{topic_id}", "text": WORDS, "files": [upload]})
    draft = Draft.objects.get()
    assert answer["Location"] == f"/t/{topic_id}/reply?draft={draft.pk}"
    file = Attachment.objects.get()
    assert list(draft.files.values_list("attachment_id", flat=True)) == [file.pk]
    by_script(
        browser, f"reply-{topic_id}", draft=f"{draft.pk}.1", attachment=str(file.pk), **{f"alt-{file.pk}": "A mast"}
    )
    page = browser.get(f"/t/{topic_id}/reply").content.decode()
    assert "mast.png" in page
    assert 'value="A mast"' in page


def test_without_a_script_a_button_saves_and_the_form_comes_back(cast, topic_id):
    browser = cast.browser("marta")
    page = browser.get(f"/t/{topic_id}/reply").content.decode()
    assert 'formaction="/drafts/save"' in page
    fields = {"draft_place": f"reply-{topic_id}", "draft": hidden(page, "draft"), "text": WORDS, "act": "save-draft"}
    answer = browser.post("/drafts/save", fields, follow=True)
    assert "Your draft is saved." in answer.content.decode()
    assert f"{WORDS}</textarea>" in answer.content.decode()
    said = browser.post("/drafts/save", {**fields, "text": " ", "draft": "0.0"}, follow=True).content.decode()
    assert "nothing to save" in said


def test_who_was_signed_out_signs_in_and_the_form_comes_back(cast, topic_id):
    answer = cast.browser().post("/drafts/save", {"draft_place": f"reply-{topic_id}", "text": WORDS})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert f'name="kept_path" value="/t/{topic_id}/reply"' in page
    assert WORDS in page
    refused = by_script(cast.browser(), f"reply-{topic_id}")
    assert (refused.status_code, refused.json()["signed_out"]) == (403, True)


def test_posting_ends_the_draft_of_its_form(cast, topic_id):
    browser = cast.browser("marta")
    token = by_script(browser, f"reply-{topic_id}").json()["draft"]
    browser.post(f"/t/{topic_id}/reply", {"text": WORDS + " And more.", "draft": token, "key": "a-key"})
    assert Post.objects.filter(source=WORDS + " And more.").exists()
    assert texts(cast.marta) == []
    assert WORDS not in browser.get(f"/t/{topic_id}/reply").content.decode()

    token = by_script(browser, f"topic-{cast.open_board.pk}", title="Tides").json()["draft"]
    browser.post(f"/b/{cast.open_board.pk}/new", {"title": "Tides", "text": WORDS, "draft": token})
    mine = Post.objects.get(topic__title="Tides")
    token = by_script(browser, f"edit-{mine.pk}", "Changed.").json()["draft"]
    browser.post(f"/p/{mine.pk}/edit", {"text": "Changed.", "draft": token, "seen_revision": "0"})
    assert texts(cast.marta) == []


def test_a_form_sent_twice_is_one_post_even_if_its_draft_was_saved_in_between(cast, topic_id):
    browser = cast.browser("marta")
    fields = {"text": WORDS, "key": "the-same-key", "seen_number": "1"}
    first = browser.post(f"/t/{topic_id}/reply", {**fields, "draft": "0.0"})
    second = browser.post(f"/t/{topic_id}/reply", {**fields, "draft": "7.3.aa.2"})
    assert first["Location"] == second["Location"]
    assert Post.objects.filter(source=WORDS).count() == 1


def test_a_refused_post_leaves_the_draft_and_the_form_knows_it(cast, topic_id):
    browser = cast.browser("marta")
    token = by_script(browser, f"reply-{topic_id}").json()["draft"]
    answer = browser.post(f"/t/{topic_id}/reply", {"text": "", "draft": token + ".aa.3"})
    assert answer.status_code == 422
    assert hidden(answer.content.decode(), "draft") == token
    assert texts(cast.marta) == [WORDS]


def test_a_quotation_is_put_below_what_was_begun(cast, topic_id):
    browser = cast.browser("marta")
    by_script(browser, f"reply-{topic_id}")
    first = Post.objects.get(topic_id=topic_id)
    page = browser.get(f"/p/{first.pk}/quote").content.decode()
    assert re.search(rf"{WORDS}\n\n&gt; ", page)
    assert texts(cast.marta) == [WORDS]


def test_a_draft_moves_with_its_topic(cast, topic_id):
    save(cast, WORDS, place=Place("reply", topic_id))
    Topic.objects.filter(pk=topic_id).update(board=Board.objects.get(pk=cast.members_board.pk))
    assert f"{WORDS}</textarea>" in cast.browser("marta").get(f"/t/{topic_id}/reply").content.decode()


def test_a_page_opened_by_somebody_else_on_the_same_browser_saves_nothing(cast, topic_id):
    page = cast.browser("marta").get(f"/t/{topic_id}/reply").content.decode()
    owner = hidden(page, "draft_owner")
    assert owner == str(cast.marta.pk)
    answer = by_script(cast.browser("yusuf"), f"reply-{topic_id}", draft_owner=owner)
    assert (answer.status_code, answer.json()["signed_out"]) == (403, True)
    assert (
        cast.browser("yusuf")
        .post("/drafts/save", {"draft_place": f"reply-{topic_id}", "text": WORDS, "draft_owner": owner})
        .status_code
        == 403
    )
    assert not Draft.objects.exists()
    assert by_script(cast.browser("marta"), f"reply-{topic_id}", draft_owner=owner).status_code == 200


def test_a_broken_form_is_refused_and_a_hasty_program_slowed_down(cast, topic_id, monkeypatch):
    browser = cast.browser("marta")
    for place in ("", "reply-0", "reply-x", "post-1", "reply-1 ", "reply-" + "9" * 30):
        assert by_script(browser, place).status_code == 422
    for draft in ("", "x", "1", "1.2.zz.1", "9" * 30 + ".1"):
        assert by_script(browser, f"reply-{topic_id}", f"With {draft}", draft=draft).json()["fate"] == "saved"
    assert by_script(browser, f"reply-{topic_id}", draft_base="{", draft_merges="1").status_code == 200
    assert browser.get("/drafts/save").status_code == 405
    monkeypatch.setattr("threadkeep.reading.views.saving.AT_ONCE", 1)
    statuses = {by_script(browser, f"reply-{topic_id}").status_code for _turn in range(3)}
    assert 429 in statuses
    assert by_script(browser, f"reply-{topic_id}").headers["Retry-After"]


def test_saving_needs_the_guard_and_a_fresh_one_is_given_to_our_own_pages(cast, topic_id):
    browser = Client(enforce_csrf_checks=True, headers={"User-Agent": "Firefox/145.0"})
    browser.force_login(cast.marta)
    assert by_script(browser, f"reply-{topic_id}").status_code == 403
    told = browser.get("/drafts/guard").json()
    assert told["member"] == cast.marta.pk
    assert by_script(browser, f"reply-{topic_id}", csrfmiddlewaretoken=told["token"]).status_code == 200
    assert cast.browser().get("/drafts/guard").json()["member"] is None


def test_the_version_a_form_names_is_the_one_it_shows(cast, topic_id):
    first = save(cast, "One", place=Place("reply", topic_id))
    second = save(cast, "Two", place=Place("reply", topic_id), token=goes_on(first))
    page = cast.browser("marta").get(f"/t/{topic_id}/reply").content.decode()
    assert hidden(page, "draft") == f"{second.draft_id}.{second.version}"
