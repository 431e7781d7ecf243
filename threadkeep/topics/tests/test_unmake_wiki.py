"""Closing a wiki post to the edits of others."""

import pytest

from threadkeep.kernel.refused import Refused
from threadkeep.topics.actions.make_wiki import make_wiki
from threadkeep.topics.actions.unmake_wiki import unmake_wiki
from threadkeep.topics.models import Post
from threadkeep.topics.rules import check_edit_post, get_post
from threadkeep.topics.tests.told import last_fact


@pytest.fixture
def post_id(cast):
    post_id = cast.reply("yusuf", cast.topic("marta"))
    make_wiki(actor=cast.viewer("moderator"), post_id=post_id, now=cast.now)
    return post_id


@pytest.mark.parametrize("who", ["yusuf", "moderator"])
def test_its_author_and_moderators_close_it_and_then_members_cannot_edit_it(cast, post_id, who):
    unmake_wiki(actor=cast.viewer(who), post_id=post_id, now=cast.now)
    marta = cast.viewer("marta")

    with pytest.raises(Refused, match="Only its author"):
        check_edit_post(marta, get_post(marta, post_id), now=cast.now)


def test_the_fact(cast, post_id):
    unmake_wiki(actor=cast.viewer("yusuf"), post_id=post_id, now=cast.now)
    topic_id = Post.objects.get(pk=post_id).topic_id
    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "post_id": post_id, "actor_id": cast.yusuf.pk}

    assert last_fact() == ("PostUnmadeWiki", ids)


@pytest.mark.parametrize("who", ["guest", "marta"])
def test_others_cannot_close_it_even_though_they_may_edit_it(cast, post_id, who):
    with pytest.raises(Refused):
        unmake_wiki(actor=cast.viewer(who), post_id=post_id, now=cast.now)


def test_what_is_no_wiki_post_is_refused(cast, post_id):
    unmake_wiki(actor=cast.viewer("yusuf"), post_id=post_id, now=cast.now)

    with pytest.raises(Refused, match="no wiki post"):
        unmake_wiki(actor=cast.viewer("yusuf"), post_id=post_id, now=cast.now)
