"""The board's words reach every post: new ones at once, old ones when they are read, all of them in the end."""

import pytest

from threadkeep.markup.vocabulary import PLAIN, version_with
from threadkeep.topics.chores import render_old_posts
from threadkeep.topics.effects import topic_markup
from threadkeep.topics.models import Post
from threadkeep.vocabulary import queries
from threadkeep.vocabulary.actions.make_bbcode import make_bbcode
from threadkeep.vocabulary.models import OwnBBCode, Words
from threadkeep.vocabulary.queries import current_vocabulary
from threadkeep.vocabulary.tests.words import NOTE


def make(cast):
    return make_bbcode(actor=cast.viewer("administrator"), tag=NOTE, now=cast.now)


def test_a_board_that_changed_nothing_has_the_plain_words(cast):
    assert current_vocabulary() is PLAIN


def test_a_process_asks_for_the_version_and_reads_again_only_when_it_moved(cast, django_assert_num_queries):
    make(cast)
    with django_assert_num_queries(3):
        current_vocabulary()
    with django_assert_num_queries(1):
        kept = current_vocabulary()
    # Another process changes something: this one was told nothing, and follows all the same.
    OwnBBCode.objects.update(template="{content}")
    Words.objects.update(version=kept.version + 1)
    assert current_vocabulary().own_tags[0].template == "{content}"


@pytest.fixture
def old_post(cast):
    return cast.reply("yusuf", cast.topic("marta"), "[note]Mind the step.[/note]", syntax="bbcode")


def test_an_old_post_is_read_with_them_at_once_and_kept_by_the_chore(cast, old_post):
    make(cast)
    page = cast.browser("guest").get(f"/p/{old_post}", follow=True).content.decode()
    assert "<strong>Note:</strong> Mind the step." in page
    assert Post.objects.get(pk=old_post).renderer_version == version_with(PLAIN)

    render_old_posts(cast.now)
    post = Post.objects.get(pk=old_post)
    assert post.renderer_version == version_with(current_vocabulary())
    assert "Note:" in post.rendered
    assert list(topic_markup().differences()) == []


def test_a_new_post_is_kept_with_them(cast):
    make(cast)
    post = Post.objects.get(topic=cast.topic("marta", text="[note]x[/note]", syntax="bbcode"))
    assert post.renderer_version == version_with(current_vocabulary())
    queries.forget()
    assert current_vocabulary().own_tags == (NOTE,)
