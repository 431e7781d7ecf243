"""Who is quoted, for those who may know."""

import re

import pytest

from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.quotes import quotes_in
from threadkeep.topics.rendering import rendered_of
from threadkeep.topics.rules import visible_places


def read(cast, who, topic_id):
    """The quotations on the topic's page, as this reader gets them."""
    page = cast.browser(who).get(f"/t/{topic_id}", follow=True).content.decode()
    return "\n".join(re.findall(r"<blockquote.*?</blockquote>", page, re.DOTALL))


def quoting(post_id, *, author="Somebody", number=9, words="Quoted words."):
    return f'[quote author="{author}" post_id={post_id} number={number}]{words}[/quote] I see.'


@pytest.fixture
def quoted(cast):
    """A post of Yusuf's on the open board."""
    return cast.reply("yusuf", cast.topic("marta", "The quoted topic"), "Quoted words.")


@pytest.fixture
def elsewhere(cast):
    return cast.topic("marta", "Elsewhere")


def test_the_head_of_a_quote_says_who_really_wrote_it_and_leads_there(cast, quoted, elsewhere):
    cast.reply("marta", elsewhere, quoting(quoted), syntax="bbcode")
    html = read(cast, "guest", elsewhere)

    assert f'href="/p/{quoted}"' in html
    assert "<bdi>Yusuf</bdi>" in html
    assert "Somebody" not in html
    assert '<span class="quote-number">#2</span>' in html


def test_of_a_deleted_post_the_quote_says_so(cast, quoted, elsewhere):
    cast.reply("marta", elsewhere, quoting(quoted), syntax="bbcode")
    delete_post(actor=cast.viewer("moderator"), post_id=quoted, reason="Rude.", now=cast.now)

    assert "the quoted post was deleted" in read(cast, "guest", elsewhere)


@pytest.mark.parametrize("hidden", ["board", "topic", "nothing there"])
def test_of_a_post_that_is_hidden_nothing_is_said_that_was_not_typed(cast, elsewhere, hidden):
    board = cast.staff_board if hidden == "board" else cast.open_board
    topic_id = cast.topic("moderator", "Below decks", board=board)
    quoted = cast.reply("administrator", topic_id, "Secret words.")
    if hidden == "topic":
        Topic.objects.filter(pk=topic_id).update(deleted_at=cast.now)
    if hidden == "nothing there":
        quoted = 4711
    cast.reply("marta", elsewhere, quoting(quoted, author="The cook", number=9), syntax="bbcode")
    html = read(cast, "yusuf", elsewhere)

    assert "The cook" in html
    assert f'href="/p/{quoted}"' not in html
    for secret in ("Administrator", "Below decks", "Secret words.", "#2", "#9", "deleted", "href"):
        assert secret not in html, secret


def test_many_quotations_are_looked_up_at_once(cast, quoted, elsewhere, django_assert_num_queries):
    for _ in range(3):
        cast.reply("marta", elsewhere, quoting(quoted), syntax="bbcode")
    viewer = cast.viewer("guest")
    rendered = rendered_of(Post.objects.filter(topic_id=elsewhere)).values()
    visible_places(viewer)  # works out what the viewer may see, once for the whole request
    with django_assert_num_queries(1):
        quotes_in(viewer, rendered)
