"""Two people edit one post at once: neither text is lost, and what can be put together is."""

import re

import pytest

from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.actions.hide_revision import hide_revision
from threadkeep.topics.actions.make_wiki import make_wiki
from threadkeep.topics.conflict import conflict_of
from threadkeep.topics.models import Post
from threadkeep.topics.writing import prepare

TABLE = "Monday: six\n\nTuesday: seven\n\nWednesday: eight"


def hidden(answer, name):
    return re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())[1]


def area(answer, name):
    """What stands in the text area of this id."""
    return re.search(rf'<textarea id="{name}"[^>]*>\n(.*?)</textarea>', answer.content.decode(), re.DOTALL)[1]


@pytest.fixture
def post_id(cast):
    """A wiki post of Yusuf's."""
    post_id = cast.reply("yusuf", cast.topic("marta"), TABLE)
    make_wiki(actor=cast.viewer("yusuf"), post_id=post_id, now=cast.now)
    return post_id


def changed(cast, post_id, before, after, syntax="markdown"):
    """The moderator changes something meanwhile."""
    writing = prepare(text=Post.objects.get(pk=post_id).source.replace(before, after), syntax=syntax)
    edit_post(actor=cast.viewer("moderator"), post_id=post_id, writing=writing, now=cast.now)


def test_changes_at_different_places_are_put_together_and_can_be_sent(cast, post_id):
    browser = cast.browser("marta")
    form = browser.get(f"/p/{post_id}/edit")
    changed(cast, post_id, "Monday: six", "Monday: half past six")
    mine = TABLE.replace("eight", "nine")
    fields = {"text": mine, "seen_revision": hidden(form, "seen_revision")}
    answer = browser.post(f"/p/{post_id}/edit", fields)

    assert answer.status_code == 409
    both = "Monday: half past six\n\nTuesday: seven\n\nWednesday: nine"
    assert area(answer, "edit-text") == both
    assert area(answer, "mine") == mine
    assert "<ins>half past </ins>" in answer.content.decode()
    browser.post(f"/p/{post_id}/edit", {"text": both, "seen_revision": hidden(answer, "seen_revision")})
    assert Post.objects.get(pk=post_id).source == both


def test_changes_of_the_same_line_are_shown_beside_each_other(cast, post_id):
    browser = cast.browser("marta")
    form = browser.get(f"/p/{post_id}/edit")
    changed(cast, post_id, "Monday: six", "Monday: half past six")
    mine = TABLE.replace("Monday: six", "Monday: five")
    answer = browser.post(f"/p/{post_id}/edit", {"text": mine, "seen_revision": hidden(form, "seen_revision")})

    assert area(answer, "edit-text") == mine
    assert "Monday: half past six" in area(answer, "theirs")
    assert "same lines" in answer.content.decode()


def test_a_third_edit_while_the_second_is_being_merged_is_a_conflict_again(cast, post_id):
    browser = cast.browser("marta")
    form = browser.get(f"/p/{post_id}/edit")
    changed(cast, post_id, "six", "half past six")
    first = browser.post(f"/p/{post_id}/edit", {"text": "Mine.", "seen_revision": hidden(form, "seen_revision")})
    changed(cast, post_id, "seven", "half past seven")
    second = browser.post(f"/p/{post_id}/edit", {"text": "Mine.", "seen_revision": hidden(first, "seen_revision")})

    assert (first.status_code, second.status_code) == (409, 409)
    assert "half past seven" in area(second, "theirs")


def test_a_form_that_does_not_say_what_it_began_with_overwrites_nothing(cast, post_id):
    changed(cast, post_id, "six", "half past six")
    answer = cast.browser("marta").post(f"/p/{post_id}/edit", {"text": "Mine."})

    assert answer.status_code == 409
    assert "half past six" in Post.objects.get(pk=post_id).source


def test_texts_of_two_syntaxes_are_never_mixed(cast, post_id):
    changed(cast, post_id, "six", "half past six", syntax="bbcode")
    post = Post.objects.get(pk=post_id)
    found = conflict_of(
        cast.viewer("marta"), post, seen_revision=0, text=TABLE.replace("eight", "nine"), syntax="markdown"
    )

    assert found.merged is None
    assert found.by_name == "Moderator"


def test_a_number_of_a_version_there_never_was_still_shows_both_texts(cast, post_id):
    changed(cast, post_id, "six", "half past six")
    found = conflict_of(
        cast.viewer("marta"), Post.objects.get(pk=post_id), seen_revision=77, text="Mine.", syntax="markdown"
    )

    assert (found.merged, list(found.changed), found.mine) == (None, [], "Mine.")
    assert "half past six" in found.theirs


def test_nobody_gets_at_a_hidden_version_by_saying_that_they_began_with_it(cast, post_id):
    changed(cast, post_id, "six", "half past six")
    hide_revision(actor=cast.viewer("moderator"), post_id=post_id, number=1, reason="A number.", now=cast.now)
    changed(cast, post_id, "seven", "half past seven")
    ask = {"seen_revision": 0, "text": "Mine.", "syntax": "markdown"}

    assert conflict_of(cast.viewer("marta"), Post.objects.get(pk=post_id), **ask).changed == ()
    assert conflict_of(cast.viewer("moderator"), Post.objects.get(pk=post_id), **ask).changed != ()
