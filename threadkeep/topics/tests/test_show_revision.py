"""Showing a hidden version again."""

from datetime import timedelta

import pytest

from threadkeep.kernel.refused import Refused
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.actions.hide_revision import hide_revision
from threadkeep.topics.actions.show_revision import show_revision
from threadkeep.topics.history import history_page
from threadkeep.topics.tests.told import last_fact
from threadkeep.topics.writing import prepare


@pytest.fixture
def post_id(cast):
    post_id = cast.reply("yusuf", cast.topic("marta"), "Call 0123.")
    writing, now = prepare(text="Call me.", syntax="markdown"), cast.now + timedelta(hours=1)
    edit_post(actor=cast.viewer("yusuf"), post_id=post_id, writing=writing, now=now)
    hide_revision(actor=cast.viewer("moderator"), post_id=post_id, number=1, reason="A number.", now=now)
    return post_id


def test_everybody_who_reads_histories_reads_it_again(cast, post_id):
    show_revision(actor=cast.viewer("moderator"), post_id=post_id, number=1, now=cast.now)
    page = history_page(cast.viewer("marta"), post_id, "1")

    assert page.pieces == [("same", "Call 0123.")]
    assert page.versions[-1].hide_reason == ""


def test_the_fact_names_the_version(cast, post_id):
    show_revision(actor=cast.viewer("moderator"), post_id=post_id, number=1, now=cast.now)
    name, data = last_fact()

    assert (name, data["post_id"], data["number"]) == ("RevisionShown", post_id, 1)


@pytest.mark.parametrize("who", ["guest", "marta", "yusuf"])
def test_others_cannot_show_it(cast, post_id, who):
    with pytest.raises(Refused):
        show_revision(actor=cast.viewer(who), post_id=post_id, number=1, now=cast.now)


def test_what_is_not_hidden_is_refused(cast, post_id):
    show_revision(actor=cast.viewer("moderator"), post_id=post_id, number=1, now=cast.now)

    with pytest.raises(Refused, match="not hidden"):
        show_revision(actor=cast.viewer("moderator"), post_id=post_id, number=1, now=cast.now)
