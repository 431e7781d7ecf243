"""Starting a topic and editing a post through the front door."""

import re

import pytest

from threadkeep.sources.models import Source
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.models import Post, Revision, Topic
from threadkeep.topics.writing import prepare


def hidden(answer, name):
    return re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())[1]


def test_a_topic_is_started_and_its_writer_lands_on_it(cast):
    board = cast.open_board.pk
    fields = {"title": "Where do swifts sleep?", "text": "In the air?", "syntax": "bbcode", "key": "k"}
    first, again = (cast.browser("marta").post(f"/b/{board}/new", fields) for _ in range(2))
    topic = Topic.objects.get()

    assert first.status_code == 302
    assert first["Location"] == again["Location"]
    assert first["Location"].startswith(f"/t/{topic.pk}-where-do-swifts-sleep?sent=topic-{board}#p")
    assert topic.posts.get().syntax == "bbcode"


def test_the_form_begins_in_the_boards_own_syntax(cast):
    type(cast.open_board).objects.filter(pk=cast.open_board.pk).update(syntax="bbcode")
    from threadkeep.boards import grid

    grid.forget()
    html = cast.browser("marta").get(f"/b/{cast.open_board.pk}/new").content.decode()

    assert '<option value="bbcode" selected>' in html


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"title": "", "text": "A text."}, 422, "A topic needs a title"),
        ({"title": "x" * 201, "text": "A text."}, 422, "201"),
        ({"title": "A title", "text": " "}, 422, "nothing written here yet"),
    ],
)
def test_what_is_refused_comes_back_whole_with_the_reason(cast, fields, status, sentence):
    answer = cast.browser("marta").post(f"/b/{cast.open_board.pk}/new", fields)
    html = answer.content.decode()

    assert answer.status_code == status
    assert sentence in html
    assert fields["title"] in html
    assert fields["text"].strip() in html
    assert not Topic.objects.exists()


def test_the_preview_of_a_topic_needs_no_title_yet(cast):
    answer = cast.browser("marta").post(f"/b/{cast.open_board.pk}/new", {"text": "In the air?", "act": "preview"})

    assert answer.status_code == 200
    assert 'class="preview"' in answer.content.decode()
    assert not Topic.objects.exists()


@pytest.mark.parametrize(("who", "board", "status"), [
    ("guest", "open_board", 403),
    ("marta", "link_board", 403),
    ("marta", "staff_board", 404),
    ("guest", "members_board", 404),
    ("marta", "members_board", 200),
])  # fmt: skip
def test_the_form_is_for_those_who_may(cast, who, board, status):
    assert cast.browser(who).get(f"/b/{getattr(cast, board).pk}/new").status_code == status


def test_a_session_that_ended_keeps_the_new_topic(cast):
    answer = cast.browser("guest").post(f"/b/{cast.staff_board.pk}/new", {"title": "Swifts", "text": "In the air?"})

    assert answer.status_code == 403
    assert "In the air?" in answer.content.decode()
    assert "Swifts" in answer.content.decode()


@pytest.fixture
def post_id(cast):
    return cast.reply("yusuf", cast.topic("marta"), "At half past six.")


def test_an_edit_changes_the_post_and_goes_back_to_it(cast, post_id):
    browser = cast.browser("yusuf")
    form = browser.get(f"/p/{post_id}/edit")
    assert "At half past six." in form.content.decode()
    fields = {"text": "At seven.", "reason": "I looked.", "seen_revision": hidden(form, "seen_revision")}
    answer = browser.post(f"/p/{post_id}/edit", fields)

    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?sent=edit-{post_id}#p{post_id}")
    post = Post.objects.get(pk=post_id)
    assert (post.source, post.edit_reason) == ("At seven.", "I looked.")


def test_an_edit_over_somebody_elses_shows_both_texts_and_then_goes_through(cast, post_id):
    form = cast.browser("yusuf").get(f"/p/{post_id}/edit")
    writing = prepare(text="At eight, says the table.", syntax="markdown")
    edit_post(actor=cast.viewer("moderator"), post_id=post_id, writing=writing, now=cast.now)
    fields = {"text": "At seven.", "seen_revision": hidden(form, "seen_revision")}
    answer = cast.browser("yusuf").post(f"/p/{post_id}/edit", fields)
    html = answer.content.decode()

    assert answer.status_code == 409
    assert "At eight, says the table." in html
    assert "At seven." in html
    again = cast.browser("yusuf").post(
        f"/p/{post_id}/edit", {"text": "At seven or eight.", "seen_revision": hidden(answer, "seen_revision")}
    )
    assert again.status_code == 302
    assert Revision.objects.filter(post_id=post_id).count() == 2


def test_the_sources_of_the_post_are_in_its_form_and_stay(cast, post_id):
    Source.objects.create(post_id=post_id, position=0, url="https://tides.example/", title="Tides")
    browser = cast.browser("yusuf")
    assert 'value="https://tides.example/"' in browser.get(f"/p/{post_id}/edit").content.decode()
    browser.post(f"/p/{post_id}/edit", {"text": "At seven.", "source_url": ["https://tides.example/", ""]})

    assert Source.objects.get(post_id=post_id).url == "https://tides.example/"


def test_too_long_a_reason_is_said_at_its_field_and_the_text_is_there(cast, post_id):
    answer = cast.browser("yusuf").post(f"/p/{post_id}/edit", {"text": "At seven.", "reason": "x" * 201})

    assert answer.status_code == 422
    assert "200 characters or less" in answer.content.decode()
    assert "At seven." in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("guest", 403), ("marta", 403), ("yusuf", 200), ("moderator", 200)])
def test_the_edit_form_is_for_its_author_and_moderators(cast, post_id, who, status):
    assert cast.browser(who).get(f"/p/{post_id}/edit").status_code == status


def test_others_texts_come_back_when_the_right_was_lost_meanwhile(cast, post_id):
    answer = cast.browser("marta").post(f"/p/{post_id}/edit", {"text": "Mine now."})

    assert answer.status_code == 403
    assert "Mine now." in answer.content.decode()
    assert Post.objects.get(pk=post_id).source == "At half past six."
