"""How long authors may edit what they posted: by their groups, else by the board's setting."""

from dataclasses import replace
from datetime import timedelta

import pytest

from threadkeep.kernel.refused import Refused
from threadkeep.members.actions.edit_group import edit_group
from threadkeep.members.actions.make_group import make_group
from threadkeep.members.models import Group
from threadkeep.topics.models import Post
from threadkeep.topics.rights import post_may
from threadkeep.topics.rules import check_edit_post, get_post


def gives(cast, key, minutes):
    group = Group.objects.get(key=key)
    edit_group(
        actor=cast.viewer("administrator"), group_id=group.pk, name=group.name, title="", edit_minutes=minutes,
        now=cast.now,
    )  # fmt: skip


def may_edit(cast, who, post_id, *, minutes):
    viewer = cast.viewer(who)
    try:
        check_edit_post(viewer, get_post(viewer, post_id), now=cast.now + timedelta(minutes=minutes))
    except Refused:
        return False
    return True


@pytest.fixture
def post_id(cast):
    return cast.reply("yusuf", cast.topic("marta"))


@pytest.fixture
def after_ten_minutes(settings):
    settings.THREADKEEP = replace(settings.THREADKEEP, posts=replace(settings.THREADKEEP.posts, edit_minutes=10))


def test_a_group_that_says_a_time_counts_more_than_the_setting(cast, post_id, after_ten_minutes):
    gives(cast, Group.MEMBERS, 5)

    assert may_edit(cast, "yusuf", post_id, minutes=5)
    assert not may_edit(cast, "yusuf", post_id, minutes=6)


def test_the_most_generous_of_several_groups_counts_and_0_is_always(cast, post_id):
    gives(cast, Group.MEMBERS, 5)
    group_id = make_group(actor=cast.viewer("administrator"), name="Old hands", edit_minutes=60, now=cast.now)
    cast.put_in_group("yusuf", Group.objects.get(pk=group_id).key)

    assert may_edit(cast, "yusuf", post_id, minutes=60)
    assert not may_edit(cast, "yusuf", post_id, minutes=61)
    gives(cast, Group.objects.get(pk=group_id).key, 0)
    assert may_edit(cast, "yusuf", post_id, minutes=500_000)


def test_moderators_may_always(cast, post_id, after_ten_minutes):
    gives(cast, Group.MODERATORS, 1)

    assert may_edit(cast, "moderator", post_id, minutes=500_000)


def test_the_refusal_names_the_time_and_the_button_is_gone(cast, post_id):
    gives(cast, Group.MEMBERS, 5)
    yusuf, late = cast.viewer("yusuf"), cast.now + timedelta(minutes=6)

    with pytest.raises(Refused, match="5 minutes"):
        check_edit_post(yusuf, get_post(yusuf, post_id), now=late)
    post = Post.objects.select_related("topic").get(pk=post_id)
    assert not post_may(yusuf, post, may_reply=True, now=late).edit


def test_the_panel_asks_for_it_and_keeps_it(cast):
    key = Group.objects.get(key=Group.MEMBERS).pk
    browser = cast.browser("administrator")
    browser.post(f"/panel/groups/{key}", {"name": "Members", "title": "", "edit_minutes": "45"})

    assert Group.objects.get(pk=key).edit_minutes == 45
    assert 'value="45"' in browser.get(f"/panel/groups/{key}").content.decode()
