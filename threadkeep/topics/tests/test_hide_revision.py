"""Hiding what an earlier version of a post said."""

from datetime import timedelta

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.actions.hide_revision import hide_revision
from threadkeep.topics.history import history_page
from threadkeep.topics.models import Revision
from threadkeep.topics.tests.told import last_fact
from threadkeep.topics.writing import prepare


def hide(cast, who, post_id, number=1, reason="A telephone number."):
    return hide_revision(actor=cast.viewer(who), post_id=post_id, number=number, reason=reason, now=cast.now)


@pytest.fixture
def post_id(cast):
    """Three versions: "Call 0123.", "Call me.", "Write to me."."""
    post_id = cast.reply("yusuf", cast.topic("marta"), "Call 0123.")
    for hours, text in ((1, "Call me."), (2, "Write to me.")):
        writing, now = prepare(text=text, syntax="markdown"), cast.now + timedelta(hours=hours)
        edit_post(actor=cast.viewer("yusuf"), post_id=post_id, writing=writing, now=now)
    return post_id


def said(cast, who, post_id, wanted=None):
    page = history_page(cast.viewer(who), post_id, wanted)
    return "".join(text for _kind, text in page.pieces)


def test_members_read_that_there_was_a_version_and_why_it_is_hidden_but_not_what_it_said(cast, post_id):
    hide(cast, "moderator", post_id)
    first = history_page(cast.viewer("yusuf"), post_id, None).versions[-1]

    assert (first.number, first.hidden_by, first.hide_reason) == (1, "Moderator", "A telephone number.")
    for who in ("marta", "yusuf"):
        with pytest.raises(Refused, match="hidden"):
            history_page(cast.viewer(who), post_id, "1")
        # What changed with version 2 would tell what version 1 said.
        assert said(cast, who, post_id, "2") == "Call me."


def test_those_who_may_hide_versions_still_read_it(cast, post_id):
    hide(cast, "moderator", post_id)

    assert said(cast, "moderator", post_id, "1") == "Call 0123."


def test_a_hidden_version_between_two_others_does_not_show_in_what_changed(cast, post_id):
    hide(cast, "moderator", post_id, 2)

    assert "me." in said(cast, "moderator", post_id, "3")
    pieces = history_page(cast.viewer("marta"), post_id, "3").pieces
    assert "".join(text for kind, text in pieces if kind != "new") == "Call 0123."


def test_the_fact_names_the_version(cast, post_id):
    hide(cast, "moderator", post_id)
    name, data = last_fact()

    assert (name, data["post_id"], data["number"]) == ("RevisionHidden", post_id, 1)
    assert Revision.objects.get(post_id=post_id, number=1).hidden_by_id == cast.moderator.pk


@pytest.mark.parametrize("who", ["guest", "marta", "yusuf"])
def test_others_cannot_hide_one(cast, post_id, who):
    with pytest.raises(Refused):
        hide(cast, who, post_id)


def test_without_a_reason_it_is_refused_at_its_field(cast, post_id):
    with pytest.raises(Refused) as refusal:
        hide(cast, "moderator", post_id, reason=" ")
    assert refusal.value.field == "reason"


def test_the_present_version_and_none_at_all_cannot_be_hidden(cast, post_id):
    for number in (0, 3, 9):
        with pytest.raises(NotThere):
            hide(cast, "moderator", post_id, number)


def test_twice_is_refused(cast, post_id):
    hide(cast, "moderator", post_id)

    with pytest.raises(Refused, match="already"):
        hide(cast, "moderator", post_id)
