"""Deleting, restoring, locking, pinning, renaming and histories through the front door."""

from datetime import timedelta

import pytest

from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.writing import prepare


@pytest.fixture
def topic_id(cast):
    return cast.topic("marta")


@pytest.fixture
def post_id(cast, topic_id):
    return cast.reply("yusuf", topic_id)


def test_deleting_a_post_asks_for_the_reason_first(cast, post_id):
    browser = cast.browser("moderator")
    assert browser.get(f"/p/{post_id}/delete").status_code == 200
    refused = browser.post(f"/p/{post_id}/delete", {"reason": " "})
    assert refused.status_code == 422
    assert "Please say why" in refused.content.decode()

    answer = browser.post(f"/p/{post_id}/delete", {"reason": "Off topic."})
    assert answer.status_code == 302
    assert Post.objects.get(pk=post_id).delete_reason == "Off topic."
    assert "Off topic." in browser.get(answer["Location"]).content.decode()


def test_a_deleted_post_is_put_back_with_one_click(cast, post_id):
    delete_post(actor=cast.viewer("moderator"), post_id=post_id, reason="Off topic.", now=cast.now)
    browser = cast.browser("moderator")

    assert browser.get(f"/p/{post_id}/restore").status_code == 405
    answer = browser.post(f"/p/{post_id}/restore")
    assert answer["Location"].endswith(f"#p{post_id}")
    assert Post.objects.get(pk=post_id).deleted_at is None


def test_deleting_a_topic_needs_a_reason_and_leads_to_the_board(cast, topic_id):
    browser = cast.browser("moderator")
    assert browser.post(f"/t/{topic_id}/delete", {"reason": ""}).status_code == 422
    answer = browser.post(f"/t/{topic_id}/delete", {"reason": "Spam."})

    assert answer["Location"] == f"/b/{cast.open_board.pk}-boats-and-tides"
    assert Topic.objects.get(pk=topic_id).delete_reason == "Spam."
    assert browser.post(f"/t/{topic_id}/restore").status_code == 302
    assert Topic.objects.get(pk=topic_id).deleted_at is None


ACTS = [
    ("lock", "is_locked", True),
    ("unlock", "is_locked", False),
    ("pin", "is_pinned", True),
    ("unpin", "is_pinned", False),
]


@pytest.mark.parametrize(("verb", "column", "value"), ACTS)
def test_one_click_acts_work_for_moderators_and_only_by_post(cast, topic_id, verb, column, value):
    Topic.objects.filter(pk=topic_id).update(**{column: not value})
    address = f"/t/{topic_id}/{verb}"

    assert cast.browser("moderator").get(address).status_code == 405
    assert cast.browser("marta").post(address).status_code == 403
    assert cast.browser("guest").post(address).status_code == 403
    assert getattr(Topic.objects.get(pk=topic_id), column) is not value
    assert cast.browser("moderator").post(address).status_code == 302
    assert getattr(Topic.objects.get(pk=topic_id), column) is value


def test_a_topic_is_renamed_and_a_title_that_does_not_fit_comes_back(cast, topic_id):
    browser = cast.browser("marta")
    refused = browser.post(f"/t/{topic_id}/rename", {"title": "y" * 201})
    assert refused.status_code == 422
    assert "y" * 201 in refused.content.decode()

    answer = browser.post(f"/t/{topic_id}/rename", {"title": "Tides"})
    assert answer["Location"] == f"/t/{topic_id}-tides"


@pytest.mark.parametrize("way", ["/t/{topic}/delete", "/t/{topic}/rename", "/p/{post}/delete"])
def test_forms_are_not_shown_to_those_who_may_not(cast, topic_id, post_id, way):
    address = way.format(topic=topic_id, post=post_id)

    assert cast.browser("newcomer").get(address).status_code == 403
    assert cast.browser("guest").get(address).status_code == 403
    assert cast.browser("moderator").get(address).status_code == 200


def edit(cast, post_id, text, who="yusuf", reason=""):
    writing, later = prepare(text=text, syntax="markdown"), cast.now + timedelta(hours=1)
    edit_post(actor=cast.viewer(who), post_id=post_id, writing=writing, reason=reason, now=later)


def test_the_history_shows_word_by_word_what_changed_and_escapes_it(cast, post_id):
    edit(cast, post_id, "At half past <script>seven</script>.", reason="Summer time.")
    html = cast.browser("marta").get(f"/p/{post_id}/history").content.decode()

    assert "<del>six</del>" in html
    assert "<script>seven" not in html
    assert "seven" in html
    assert "Summer time." in html


def test_every_version_has_its_page_and_no_other(cast, post_id):
    edit(cast, post_id, "At seven.")
    edit(cast, post_id, "At eight.", who="moderator")
    browser = cast.browser("marta")

    assert "At half past six." in browser.get(f"/p/{post_id}/history?v=1").content.decode()
    assert "<ins>seven</ins>" in browser.get(f"/p/{post_id}/history?v=2").content.decode()
    assert "<ins>eight</ins>" in browser.get(f"/p/{post_id}/history").content.decode()
    for wrong in ("0", "4", "x"):
        assert browser.get(f"/p/{post_id}/history?v={wrong}").status_code == 404


def test_histories_are_for_those_with_the_right_and_for_the_author(cast, post_id):
    edit(cast, post_id, "At seven.")

    assert cast.browser("guest").get(f"/p/{post_id}/history").status_code == 403
    assert cast.browser("yusuf").get(f"/p/{post_id}/history").status_code == 200


def test_what_a_deleted_post_said_is_for_those_who_read_deleted_posts(cast, post_id):
    delete_post(actor=cast.viewer("moderator"), post_id=post_id, reason="Off topic.", now=cast.now)

    assert "At half past six." in cast.browser("moderator").get(f"/p/{post_id}/history").content.decode()
    for who in ("guest", "marta", "yusuf"):
        answer = cast.browser(who).get(f"/p/{post_id}/history")
        assert answer.status_code == 410
        assert "half past" not in answer.content.decode()
