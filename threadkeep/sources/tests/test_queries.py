"""Sources on posts: read for all of them at once, shown with where they really lead."""

import pytest
from django.utils import translation

from threadkeep.sources.look import date_text, site_of
from threadkeep.sources.models import Source
from threadkeep.sources.queries import for_posts, notes_of
from threadkeep.sources.steps import SourceNote, write_sources
from threadkeep.topics.models import Topic


def test_the_sources_of_one_and_of_many_posts_cost_one_query(cast, django_assert_num_queries):
    topic_id = cast.topic()
    ids = [Topic.objects.get(pk=topic_id).last_post_id] + [cast.reply("yusuf", topic_id) for _ in range(4)]
    for post_id in ids[:4]:
        write_sources(post_id, [SourceNote("https://b.example/", title="B"), SourceNote("https://a.example/")])
    for some in (ids[:1], ids):
        with django_assert_num_queries(1):
            found = for_posts(some)
        assert [source.title for source in found[ids[0]]] == ["B", ""]
    assert ids[4] not in found
    with django_assert_num_queries(0):
        assert for_posts([]) == {}


def test_writing_again_replaces_the_list(cast):
    post_id = Topic.objects.get(pk=cast.topic()).last_post_id
    write_sources(post_id, [SourceNote("https://a.example/"), SourceNote("https://b.example/")])
    write_sources(post_id, [SourceNote("https://b.example/", "B", "T", "A", "2025")])
    assert Source.objects.count() == 1
    assert notes_of(post_id) == [SourceNote("https://b.example/", "B", "T", "A", "2025")]


@pytest.mark.parametrize(
    ("url", "publisher", "site"),
    [
        ("https://www.news.example/a", "", "news.example"),
        ("https://news.example/a", "The News", "The News (news.example)"),
        ("https://evil.example/a", "The News", "The News (evil.example)"),
        ("https://news.example/a", "News.Example", "news.example"),
    ],
)
def test_the_host_is_always_said(url, publisher, site):
    assert site_of(url, publisher) == site


def test_dates_are_said_in_the_readers_language():
    with translation.override("de"):
        assert [date_text(text) for text in ("2025", "2025-03", "2025-03-13", "")] == [
            "2025",
            "März 2025",
            "13. März 2025",
            "",
        ]
    with translation.override("en"):
        assert date_text("2025-03") == "March 2025"


def test_the_composer_is_told_which_names_are_credited_without_a_link(cast):
    marta = cast.browser("marta")
    answer = marta.post("/composer/hints", {"text": "It was calm.\n\nSource@ABCNEWS", "syntax": "markdown"})
    assert answer.json() == {"hints": ["ABCNEWS"]}
    linked = {"text": "Source: [ABCNEWS](https://abcnews.example/)", "syntax": "markdown"}
    assert marta.post("/composer/hints", linked).json() == {"hints": []}
    assert marta.post("/composer/hints", {"text": "[b]Source: Reuters[/b]", "syntax": "bbcode"}).json() == {
        "hints": ["Reuters"]
    }


def test_guests_are_not_answered_and_nobody_asks_too_often(cast):
    assert cast.browser().post("/composer/hints", {"text": "Source@ABCNEWS"}).status_code == 403
    yusuf = cast.browser("yusuf")
    answers = [yusuf.post("/composer/hints", {"text": "x"}).status_code for _ in range(15)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert yusuf.get("/composer/hints").status_code == 405
