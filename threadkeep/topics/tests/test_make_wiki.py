"""Letting others edit a post."""

import pytest

from threadkeep.boards.models import Grant
from threadkeep.boards.permissions import EDIT_WIKI
from threadkeep.kernel.refused import Refused
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.actions.make_wiki import make_wiki
from threadkeep.topics.models import Post, Revision
from threadkeep.topics.tests.told import last_fact
from threadkeep.topics.writing import prepare


def make(cast, who, post_id):
    return make_wiki(actor=cast.viewer(who), post_id=post_id, now=cast.now)


def edit(cast, who, post_id, text="At seven."):
    writing = prepare(text=text, syntax="markdown")
    return edit_post(actor=cast.viewer(who), post_id=post_id, writing=writing, now=cast.now)


@pytest.fixture
def post_id(cast):
    return cast.reply("yusuf", cast.topic("marta"), "At half past six.")


@pytest.mark.parametrize("who", ["yusuf", "moderator"])
def test_its_author_and_moderators_open_it_and_then_members_edit_it(cast, post_id, who):
    with pytest.raises(Refused):
        edit(cast, "marta", post_id)
    make(cast, who, post_id)
    edit(cast, "marta", post_id)

    post = Post.objects.get(pk=post_id)
    assert (post.source, post.edited_by_id, post.author_id) == ("At seven.", cast.marta.pk, cast.yusuf.pk)
    assert Revision.objects.get(post_id=post_id).written_by_id == cast.yusuf.pk


def test_the_fact(cast, post_id):
    make(cast, "yusuf", post_id)
    topic_id = Post.objects.get(pk=post_id).topic_id
    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "post_id": post_id, "actor_id": cast.yusuf.pk}

    assert last_fact() == ("PostMadeWiki", ids)


@pytest.mark.parametrize("who", ["guest", "marta", "banned"])
def test_others_cannot_open_it(cast, post_id, who):
    with pytest.raises(Refused):
        make(cast, who, post_id)


def test_guests_never_edit_and_a_group_without_the_right_does_not_either(cast, post_id):
    make(cast, "yusuf", post_id)
    with pytest.raises(Refused):
        edit(cast, "guest", post_id)
    Grant.objects.filter(permission=EDIT_WIKI, group__key="members").delete()
    from threadkeep.boards import grid

    grid.forget()
    with pytest.raises(Refused):
        edit(cast, "marta", post_id)


def test_in_a_locked_topic_nobody_but_moderators_edits_or_opens_one(cast, post_id):
    make(cast, "yusuf", post_id)
    other = cast.reply("yusuf", Post.objects.get(pk=post_id).topic_id)
    lock_topic(actor=cast.viewer("moderator"), topic_id=Post.objects.get(pk=post_id).topic_id, now=cast.now)

    with pytest.raises(Refused, match="locked"):
        edit(cast, "marta", post_id)
    with pytest.raises(Refused, match="locked"):
        make(cast, "yusuf", other)


def test_twice_is_refused_and_so_is_a_deleted_post(cast, post_id):
    make(cast, "moderator", post_id)
    with pytest.raises(Refused, match="already"):
        make(cast, "moderator", post_id)
    other = cast.reply("yusuf", Post.objects.get(pk=post_id).topic_id)
    delete_post(actor=cast.viewer("moderator"), post_id=other, reason="Twice.", now=cast.now)
    with pytest.raises(Refused, match="Restore it first"):
        make(cast, "moderator", other)
