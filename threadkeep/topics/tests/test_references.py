"""Who is called by name, which topics and films a post leads to: as it is when somebody reads, and who may know."""

import re
from datetime import timedelta

import pytest

from threadkeep.kernel import effect, worker
from threadkeep.members.actions.change_name import change_name
from threadkeep.members.models import Member
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.actions.rename_topic import rename_topic
from threadkeep.topics.effects import MENTIONS, MOST_TOLD
from threadkeep.topics.models import Mention, Topic
from threadkeep.topics.writing import prepare


@pytest.fixture(autouse=True)
def listening(cast):
    effect.start_cursors()


def body(cast, post_id, who="guest"):
    """What the post says, as this reader gets it."""
    page = cast.browser(who).get(f"/p/{post_id}", follow=True).content.decode()
    article = re.search(rf'<article[^>]*id="p{post_id}".*?</article>', page, re.DOTALL)
    assert article, page
    return article[0]


def told(post_id):
    worker.drain()
    return set(Mention.objects.filter(post=post_id).values_list("member__name", flat=True))


@pytest.fixture
def topic_id(cast):
    return cast.topic("yusuf", "Knots")


@pytest.mark.parametrize(
    ("text", "link", "after"),
    [
        ("@Marta said so.", "@Marta", " said so"),
        ("@marta, look!", "@marta", ", look!"),
        ("As @Marta's boat shows", "@Marta", "'s boat"),
        ("@Marta Berg wrote that", "@Marta Berg", " wrote that"),
        ('@"Marta Berg"', "@Marta Berg", ""),
        ("(@Marta)", "@Marta", ")"),
        ("@田中さん、どうも", "@田中", "さん"),
        ("@Jean-Luc Picard", "@Jean-Luc", " Picard"),
    ],
)
@pytest.mark.parametrize("syntax", ["markdown", "bbcode"])
def test_a_name_leads_to_the_longest_that_somebody_bears(cast, topic_id, text, link, after, syntax):
    for name in ("Marta Berg", "田中", "Jean-Luc"):
        cast.member(name)
    html = body(cast, cast.reply("yusuf", topic_id, text, syntax=syntax))
    assert f"<bdi>{link}</bdi></a>{after}".replace("'", "&#39;") in html.replace("'", "&#39;")


@pytest.mark.parametrize("text", ["@Nobody Here at all", "mail@marta", "`@Marta`", "@mar ta", "@Marta-Berg", "@guest"])
def test_names_nobody_bears_stay_words(cast, topic_id, text):
    post_id = cast.reply("yusuf", topic_id, text)
    assert 'class="mention"' not in body(cast, post_id)
    assert told(post_id) == set()


def test_a_mention_means_whoever_bore_the_name_when_it_was_written(cast, topic_id):
    early = cast.reply("yusuf", topic_id, "@Marta knows.", at=cast.now)
    change_name(actor=cast.viewer("marta"), member_id=cast.marta.pk, name="Martina", now=cast.now + timedelta(days=1))
    later = cast.reply("yusuf", topic_id, "@Marta knew.", at=cast.now + timedelta(days=2))
    for post_id in (early, later):
        assert f'href="/m/{cast.marta.pk}' in body(cast, post_id)
    # Much later somebody else takes the name that rests no more.
    Member.objects.filter(pk=cast.marta.pk).update(username="martina", username_key="martina")
    other = cast.member("Marta")
    Member.objects.filter(pk=other.pk).update(joined_at=cast.now + timedelta(days=400))
    newest = cast.reply("yusuf", topic_id, "@Marta is new.", at=cast.now + timedelta(days=401))
    assert f'href="/m/{cast.marta.pk}' in body(cast, early)
    assert f'href="/m/{other.pk}' in body(cast, newest)
    assert (told(early), told(newest)) == ({"Martina"}, {"Marta"})


def test_who_is_called_is_kept_but_not_in_quotes_nor_the_writer_nor_more_than_some(cast, topic_id):
    many = [cast.member(f"Sailor {number}") for number in range(MOST_TOLD + 5)]
    assert told(cast.reply("yusuf", topic_id, "@Marta, @Yusuf\n\n> @Newcomer said")) == {"Marta"}
    calls = " ".join(f'@"{one.name}"' for one in many)
    post_id = cast.reply("yusuf", topic_id, calls)
    assert told(post_id) == {one.name for one in many[:MOST_TOLD]}

    edit_post(
        actor=cast.viewer("yusuf"), post_id=post_id, writing=prepare(text="@Newcomer", syntax="markdown"), now=cast.now
    )
    assert told(post_id) == {"Newcomer"}
    Mention.objects.all().delete()
    assert len(list(MENTIONS.derived().differences())) == 2
    MENTIONS.derived().rebuild()
    assert told(post_id) == {"Newcomer"}


def test_many_mentions_are_looked_up_at_once(cast, topic_id, django_assert_max_num_queries):
    browser = cast.browser("guest")
    for _ in range(3):
        cast.reply("marta", topic_id, "@Yusuf @Moderator @Nobody, see [](topic:1)")
    with django_assert_max_num_queries(60) as few:
        browser.get(f"/t/{topic_id}", follow=True)
    for _ in range(10):
        cast.reply("marta", topic_id, "@Yusuf @Moderator @Administrator @Whoever")
    with django_assert_max_num_queries(len(few)):
        browser.get(f"/t/{topic_id}", follow=True)


@pytest.mark.parametrize("syntax", ["markdown", "bbcode"])
def test_a_topic_is_shown_under_its_title_of_today(cast, topic_id, syntax):
    other = cast.topic("marta", "Sails & oars")
    typed = f"[](topic:{other})" if syntax == "markdown" else f"[topic={other}][/topic]"
    words = f"[these words](topic:{other})" if syntax == "markdown" else f"[topic={other}]these words[/topic]"
    post_id = cast.reply("yusuf", topic_id, f"See {typed} and {words}", syntax=syntax)
    assert "<bdi>Sails &amp; oars</bdi></a>" in body(cast, post_id)

    rename_topic(actor=cast.viewer("moderator"), topic_id=other, title="Oars", now=cast.now)
    html = body(cast, post_id)
    assert f'<a href="/t/{other}-oars"><bdi>Oars</bdi></a>' in html
    assert "<bdi>these words</bdi></a>" in html


def test_of_a_topic_that_is_hidden_or_deleted_nothing_is_said_that_was_not_typed(cast, topic_id):
    hidden = cast.topic("moderator", "Below decks", board=cast.staff_board)
    gone = cast.topic("marta", "Gone ashore")
    Topic.objects.filter(pk=gone).update(deleted_at=cast.now)
    post_id = cast.reply("yusuf", topic_id, f"[](topic:{hidden}), [my words](topic:{gone}), [](topic:999999)")
    html = body(cast, post_id, "marta")
    for secret in ("Below decks", "Gone ashore", f"/t/{hidden}-", f"/t/{gone}-"):
        assert secret not in html
    assert "my words" in html
    assert "Below decks" in body(cast, post_id, "moderator")


def test_a_film_is_a_link_until_somebody_asks_for_its_player(cast, topic_id, settings):
    post_id = cast.reply("yusuf", topic_id, "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m30s")
    html = body(cast, post_id)
    player = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&amp;start=90"
    assert f'data-player="{player}"' in html
    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=1m30s" rel="ugc nofollow noopener"' in html
    assert "<iframe" not in html
    assert "A film at YouTube" in html


def test_only_the_players_may_be_framed(cast):
    policy = cast.browser("guest").get("/").headers["Content-Security-Policy"]
    (frames,) = re.findall(r"frame-src ([^;]*)", policy)
    assert frames.split() == [
        "https://www.youtube-nocookie.com", "https://player.vimeo.com", "https://geo.dailymotion.com",
    ]  # fmt: skip
