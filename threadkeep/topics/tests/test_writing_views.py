"""What the composer's script asks: how a text will look, and the selected words of a post as a quotation."""

from dataclasses import replace

import pytest

from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.models import Post
from threadkeep.topics.tests.test_reply_page import topic_id  # noqa: F401 - a fixture


def preview(cast, who="yusuf", board=None, **fields):
    board = board or cast.open_board
    return cast.browser(who).post(f"/b/{board.pk}/preview", {"text": "It is **high**.", **fields})


def select(cast, topic_id, who="yusuf", **fields):  # noqa: F811
    post = Post.objects.get(topic_id=topic_id, number=1)
    return cast.browser(who).post(f"/p/{post.pk}/quote", {"words": post.source, "syntax": "markdown", **fields})


def test_a_text_is_shown_as_a_post_would_be(cast):
    answer = preview(cast)
    assert answer.status_code == 200
    assert "<strong>high</strong>" in answer.json()["html"]
    assert answer["Cache-Control"] == "no-store"


def test_it_is_read_in_the_language_it_was_written_in(cast):
    assert "<strong>high</strong>" in preview(cast, text="It is [b]high[/b].", syntax="bbcode").json()["html"]


def test_nothing_written_looks_like_nothing(cast):
    assert preview(cast, text=" \n").json() == {"html": ""}


def test_what_is_dangerous_is_shown_as_typed(cast):
    html = preview(cast, text="<script>alert(1)</script>").json()["html"]
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("who", ["guest", "banned"])
def test_who_may_not_write_gets_a_sentence(cast, who):
    answer = preview(cast, who)
    assert answer.status_code == 403
    assert answer.json()["error"]


def test_a_hidden_board_is_not_there(cast):
    answer = preview(cast, board=cast.staff_board)
    assert answer.status_code == 404
    assert answer.json() == {"error": "This is not there any more. Your text stays as it is."}


def test_a_text_too_long_to_post_is_too_long_to_preview(cast, settings):
    posts = replace(settings.THREADKEEP.posts, max_bytes=100)
    settings.THREADKEEP = replace(settings.THREADKEEP, posts=posts)
    answer = preview(cast, text="tide " * 21)
    assert answer.status_code == 413
    assert "105 bytes" in answer.json()["error"]


def test_too_many_in_a_minute_are_told_to_wait(cast, monkeypatch):
    monkeypatch.setattr("threadkeep.topics.views.writing.BURST", 1)
    assert preview(cast).status_code == 200
    answer = preview(cast)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_who_edits_may_preview_their_post_and_nobody_elses(cast, topic_id):  # noqa: F811
    post = Post.objects.get(topic_id=topic_id, number=1)
    assert preview(cast, "marta", post=post.pk).status_code == 200
    assert preview(cast, "yusuf", post=post.pk).status_code == 403


def test_the_selected_words_come_as_they_were_written(cast, topic_id):  # noqa: F811
    Post.objects.filter(topic_id=topic_id).update(source="When does the *spring* tide turn?")
    answer = select(cast, topic_id, words="the spring tide")
    post = Post.objects.get(topic_id=topic_id, number=1)
    assert answer.json() == {"text": f"> [{post.author_name}, #1](post:{post.pk})\n>\n> the *spring* tide\n\n"}


def test_they_come_in_the_language_of_the_answer(cast, topic_id):  # noqa: F811
    assert select(cast, topic_id, syntax="bbcode").json()["text"].startswith("[quote author=")


def test_guests_cannot_quote(cast, topic_id):  # noqa: F811
    answer = select(cast, topic_id, "guest")
    assert (answer.status_code, answer.json()) == (403, {"error": "Sign in to quote."})


def test_a_deleted_post_is_not_quoted(cast, topic_id):  # noqa: F811
    post_id = cast.reply("yusuf", topic_id, "At six.")
    delete_post(actor=cast.viewer("administrator"), post_id=post_id, reason="Twice", now=cast.now)
    answer = cast.browser("administrator").post(f"/p/{post_id}/quote", {"words": "At six"})
    assert (answer.status_code, answer.json()) == (403, {"error": "This post is deleted, so it cannot be quoted."})


def test_in_a_locked_topic_nobody_quotes_who_cannot_answer(cast, topic_id):  # noqa: F811
    lock_topic(actor=cast.viewer("administrator"), topic_id=topic_id, now=cast.now)
    assert select(cast, topic_id).status_code == 403


def test_a_whole_book_is_not_a_selection(cast, topic_id):  # noqa: F811
    answer = select(cast, topic_id, words="a" * 20_001)
    assert answer.status_code == 422
    assert "Quote the whole post" in answer.json()["error"]


def test_too_many_quotations_are_told_to_wait(cast, topic_id, monkeypatch):  # noqa: F811
    monkeypatch.setattr("threadkeep.topics.views.writing.BURST", 1)
    assert [select(cast, topic_id).status_code for _ in range(2)] == [200, 429]
