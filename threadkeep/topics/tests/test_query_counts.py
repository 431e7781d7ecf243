"""A page of fifty posts makes the same queries as a page of one."""

import pytest
from django.core.exceptions import FieldFetchBlocked
from django.db import connection
from django.test.utils import CaptureQueriesContext

from threadkeep.members.models import Member
from threadkeep.sources.models import Source
from threadkeep.topics.models import Post
from threadkeep.topics.posts_shown import posts_to_show

FOR_A_MEMBER = 30
FOR_A_GUEST = 18


def full_topic(cast, posts):
    """A topic of `posts` posts, each with a quote and a source, by different people."""
    quoted = Post.objects.filter(number=1).values_list("pk", flat=True).first() or 1
    people = ["marta", "yusuf", "moderator", "administrator"]
    words = f'[quote author="X" post_id={quoted}]words[/quote] more words'
    topic_id = cast.topic("marta", f"{posts} posts", words, syntax="bbcode")
    for number in range(1, posts):
        cast.reply(people[number % 4], topic_id, words, syntax="bbcode")
    Post.objects.filter(topic_id=topic_id).update(edited_at=cast.now, edited_by=cast.moderator)
    for post in Post.objects.filter(topic_id=topic_id):
        Source.objects.create(post=post, position=0, url="https://a.example/")
    Post.objects.filter(topic_id=topic_id, number=posts - 1).exclude(number=1).update(
        deleted_at=cast.now, deleted_by=cast.moderator
    )
    return topic_id


def queries_of(browser, topic_id):
    address = browser.get(f"/t/{topic_id}")["Location"]
    browser.get(address)  # the first visit notes where the member begins
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert browser.get(address).status_code == 200
    return [query["sql"] for query in counted.captured_queries]


@pytest.mark.parametrize(
    ("who", "queries"), [("guest", FOR_A_GUEST), ("yusuf", FOR_A_MEMBER), ("moderator", FOR_A_MEMBER)]
)
def test_one_post_or_fifty_the_number_of_queries_is_the_same(cast, who, queries):
    Member.objects.update(posts_per_page=50)
    cast.topic("marta", "The quoted one")
    small, large = full_topic(cast, 1), full_topic(cast, 50)
    # Neither at an end of the board, where a neighbour is looked for among the pinned ones too.
    cast.topic("marta", "The newest")
    browser = cast.browser(who)

    few, many = queries_of(browser, small), queries_of(browser, large)

    assert (len(few), len(many)) == (queries, queries), "\n".join(many)


def test_no_text_is_read_that_is_not_shown(cast):
    topic_id = full_topic(cast, 5)
    texts = [sql for sql in queries_of(cast.browser("yusuf"), topic_id) if '"topics_post"."source"' in sql]

    assert texts == []


@pytest.mark.parametrize("name", ["source", "author", "topic"])
def test_whatever_a_template_would_ask_for_one_by_one_is_refused(cast, name):
    post = posts_to_show(Post.objects.filter(topic_id=cast.topic()))[0]

    with pytest.raises(FieldFetchBlocked):
        getattr(post, name)
