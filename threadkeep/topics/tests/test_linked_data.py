"""What a topic page tells search engines, and that nothing gets out of its place."""

import json
import re

import pytest

from threadkeep.topics.actions.delete_post import delete_post


@pytest.fixture
def topic_id(cast):
    return cast.topic("marta", "When does the tide turn?", "At six, they say.")


def page(cast, who, topic_id):
    return cast.browser(who).get(f"/t/{topic_id}", follow=True).content.decode()


def linked_data(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])["@graph"]


def test_search_engines_are_told_what_this_is(cast, topic_id, settings):
    cast.reply("yusuf", topic_id, "At half past six.")
    posting, crumbs = linked_data(page(cast, "guest", topic_id))

    assert posting["@type"] == "DiscussionForumPosting"
    assert posting["headline"] == "When does the tide turn?"
    assert posting["author"] == {
        "@type": "Person",
        "name": "Marta",
        "url": f"{settings.THREADKEEP.server.public_url}/m/{cast.marta.pk}-marta",
    }
    assert posting["text"].strip() == "At six, they say."
    assert posting["datePublished"] == cast.now.isoformat()
    assert [comment["text"].strip() for comment in posting["comment"]] == ["At half past six."]
    assert crumbs["@type"] == "BreadcrumbList"
    assert crumbs["itemListElement"][-1]["name"] == "When does the tide turn?"


def test_what_is_deleted_is_not_told_to_search_engines(cast, topic_id):
    post_id = cast.reply("yusuf", topic_id, "Walk the plank.")
    delete_post(actor=cast.viewer("moderator"), post_id=post_id, reason="Rude.", now=cast.now)

    posting, _crumbs = linked_data(page(cast, "guest", topic_id))
    assert posting["comment"] == []


@pytest.mark.parametrize(
    "nasty", ["</script><script>alert(1)</script>", "<!--<script>", '"; alert(1); "', "\u2028&amp;<b>"]
)
def test_nothing_in_a_title_or_text_gets_out_of_its_place(cast, nasty):
    topic_id = cast.topic("marta", nasty, nasty)
    html = page(cast, "guest", topic_id)

    assert "<script>alert" not in html
    assert linked_data(html)[0]["headline"] == " ".join(nasty.split())
    assert html.count("<script") == html.count("</script>")
