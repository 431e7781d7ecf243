"""Links to the board's own topics and posts, and films: found by their addresses, wherever those come from."""

import pytest

from threadkeep.markup.render import parse
from threadkeep.markup.tree import Figure, Link, TopicRef, Video
from threadkeep.markup.videos import PROVIDERS, video_of

OWN_URL = "https://board.example"


def only_node(source):
    [block] = parse(source, "markdown", own_url=OWN_URL).children
    if isinstance(block, Figure):
        return block.picture
    [node] = block.children
    return node


@pytest.mark.parametrize(
    ("path", "topic_id", "post_id"),
    [
        ("/t/12-a-walk", 12, 0),
        ("/t/12-%D0%B0?page=3", 12, 0),
        ("/t/12", 12, 0),
        ("/p/34", 0, 34),
    ],
)
def test_the_addresses_of_topics_and_posts_are_known(path, topic_id, post_id):
    bare, named, short = (
        only_node(OWN_URL + path),
        only_node(f"[words]({OWN_URL}{path})"),
        only_node(f"[words]({path})"),
    )
    assert bare == TopicRef(topic_id, "", post_id, OWN_URL + path)
    assert named == TopicRef(topic_id, "words", post_id, OWN_URL + path)
    assert short == TopicRef(topic_id, "words", post_id, path)


@pytest.mark.parametrize(
    "url",
    [
        OWN_URL + "/b/3-workshop",
        OWN_URL + "/t/12/unread",
        OWN_URL + "/p/34/edit",
        "https://board.example.evil.example/t/12",
        "https://else.example/t/12",
        OWN_URL + "/t/1234567890123456789012",
    ],
)
def test_other_addresses_stay_links(url):
    assert isinstance(only_node(url), Link)


def test_a_link_whose_words_are_styled_stays_as_it_was_made():
    assert isinstance(only_node(f"[*words*]({OWN_URL}/t/12)"), Link)


@pytest.mark.parametrize(
    ("url", "provider", "film"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "youtube", "dQw4w9WgXcQ"),
        ("https://m.youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=9", "youtube", "dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?t=9", "youtube", "dQw4w9WgXcQ"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "youtube", "dQw4w9WgXcQ"),
        ("https://vimeo.com/123456789", "vimeo", "123456789"),
        ("https://player.vimeo.com/video/123456789", "vimeo", "123456789"),
        ("https://www.dailymotion.com/video/x8abcde", "dailymotion", "x8abcde"),
    ],
)
def test_a_bare_address_of_a_film_is_one(url, provider, film):
    assert provider in PROVIDERS
    assert only_node(url) == Video(provider, film, url)
    assert only_node(f"![The film]({url})") == Video(provider, film, url, "The film")
    assert isinstance(only_node(f"[The film]({url})"), Link)


@pytest.mark.parametrize(
    "url",
    [
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ",
        "https://evil.example/?https://youtu.be/dQw4w9WgXcQ",
        "https://user@youtu.be/dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/@channel",
        "ftp://youtu.be/dQw4w9WgXcQ",
        "/watch?v=dQw4w9WgXcQ",
    ],
)
def test_what_only_looks_like_a_film_is_none(url):
    assert video_of(url) is None
