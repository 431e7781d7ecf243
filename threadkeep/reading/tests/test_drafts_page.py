"""The page that lists a member's drafts, and each of them: theirs alone, whatever became of the place."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from threadkeep.reading.draft_fields import Place
from threadkeep.reading.models import Draft
from threadkeep.reading.tests.drafting import save, texts
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.lock_topic import lock_topic

WORDS = "Half a thought about the tide."


@pytest.fixture
def topic_id(cast):
    return cast.topic("yusuf")


def test_the_page_of_drafts_says_where_each_belongs_and_goes_on_there(cast, topic_id):
    save(cast, WORDS, place=Place("reply", topic_id))
    save(cast, "About boats", place=Place("topic", cast.open_board.pk), fields={"title": ["Boats"]})
    post_id = cast.reply("marta", topic_id)
    save(cast, "Better words", place=Place("edit", post_id))
    page = cast.browser("marta").get("/drafts").content.decode()
    assert "A reply to “When does the tide turn?”" in page
    assert "A new topic in Boats and tides" in page
    assert "An edit of post 2 in “When does the tide turn?”" in page
    for draft in Draft.objects.all():
        assert f"?draft={draft.pk}" in page
        assert f'formaction="/drafts/{draft.pk}/discard"' in page
    assert cast.browser().get("/drafts").status_code == 302
    assert "Nothing is waiting." in cast.browser("yusuf").get("/drafts").content.decode()


def test_the_draft_for_a_topic_that_was_locked_can_be_copied(cast, topic_id):
    save(cast, WORDS, place=Place("reply", topic_id))
    lock_topic(actor=cast.viewer("moderator"), topic_id=topic_id, now=cast.now)
    page = cast.browser("marta").get("/drafts").content.decode()
    assert "locked by a moderator" in page
    assert "You can read and copy what you wrote." in page
    assert f"/t/{topic_id}/reply?draft" not in page
    whole = cast.browser("marta").get(f"/drafts/{Draft.objects.get().pk}").content.decode()
    assert f"{WORDS}</textarea>" in whole


def test_the_draft_for_a_topic_that_went_or_is_hidden_stays_and_its_title_is_not_told(cast, topic_id):
    save(cast, WORDS, place=Place("reply", topic_id))
    post_id = cast.reply("marta", topic_id)
    save(cast, WORDS, place=Place("edit", post_id))
    secret = cast.topic("moderator", "Canary", board=cast.staff_board)
    save(cast, WORDS, place=Place("reply", secret))
    save(cast, WORDS, place=Place("topic", cast.staff_board.pk))
    delete_topic(actor=cast.viewer("moderator"), topic_id=topic_id, reason="Spam canary.", now=cast.now)
    browser = cast.browser("marta")
    page = browser.get("/drafts").content.decode()
    pages = [
        page,
        *(browser.get(f"/drafts/{pk}").content.decode() for pk in Draft.objects.values_list("pk", flat=True)),
    ]
    for shown in pages:
        assert WORDS in shown
        assert not re.search("When does|Canary|canary|Bridge", shown)
    assert page.count("not open to you now") >= 4


@pytest.mark.parametrize("who", ["yusuf", "moderator", "administrator", "guest"])
def test_nobody_else_sees_or_touches_a_draft(cast, topic_id, who):
    draft_id = save(cast, WORDS, place=Place("reply", topic_id)).draft_id
    browser = cast.browser(who)
    assert browser.get(f"/drafts/{draft_id}").status_code == 404
    assert browser.post(f"/drafts/{draft_id}/discard").status_code in (403, 404)
    assert browser.post(f"/drafts/{draft_id}/restore").status_code in (403, 404)
    for path in (f"/t/{topic_id}/reply?draft={draft_id}", f"/t/{topic_id}-when-does-the-tide-turn", "/drafts"):
        assert WORDS not in browser.get(path, follow=True).content.decode()
    browser.post("/drafts/save?json=1", {"draft_place": f"reply-{topic_id}", "text": "Mine", "draft": f"{draft_id}.1"})
    assert texts(cast.marta) == [WORDS]


def test_a_draft_is_discarded_and_brought_back_by_buttons(cast, topic_id):
    draft_id = save(cast, WORDS, place=Place("reply", topic_id)).draft_id
    browser = cast.browser("marta")
    page = browser.post(f"/drafts/{draft_id}/discard", follow=True).content.decode()
    assert "For a week it can be brought back" in page
    assert f'formaction="/drafts/{draft_id}/restore"' in page
    assert texts(cast.marta) == []
    assert "The draft is back." in browser.post(f"/drafts/{draft_id}/restore", follow=True).content.decode()
    assert texts(cast.marta) == [WORDS]

    from_form = browser.post(f"/drafts/{draft_id}/discard", {"draft_place": f"reply-{topic_id}", "text": WORDS})
    assert from_form["Location"] == f"/t/{topic_id}/reply"


def test_the_page_of_drafts_makes_the_same_number_of_queries_for_one_or_twenty(cast):
    def fill(count):
        for _number in range(count):
            topic_id = cast.topic("yusuf")
            save(cast, WORDS, place=Place("reply", topic_id))
            save(cast, WORDS, place=Place("edit", cast.reply("marta", topic_id)))
            save(cast, WORDS, place=Place("topic", cast.open_board.pk), fields={"title": [str(topic_id)]})

    browser = cast.browser("marta")
    fill(1)
    browser.get("/drafts")
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get("/drafts")
    fill(7)
    with CaptureQueriesContext(connection) as many:
        assert browser.get("/drafts").content.decode().count('class="sheet draft"') == 20
    assert len(many) == len(few)
    assert browser.get("/drafts?page=2").content.decode().count('class="sheet draft"') == 4
    assert browser.get("/drafts?page=3").status_code == 404
