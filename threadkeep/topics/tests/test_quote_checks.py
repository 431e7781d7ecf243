"""Whether quoted words are still in the quoted post: compared kindly, kept, and told only to those who may know."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from threadkeep.kernel import effect, worker
from threadkeep.kernel.derived import all_derived
from threadkeep.markup.render import quote_of
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.edit_post import edit_post
from threadkeep.topics.effects import QUOTES
from threadkeep.topics.models import Post, QuoteCheck, Topic
from threadkeep.topics.tests.test_derived import start_afresh
from threadkeep.topics.writing import prepare

SAID = """The *tide* turns at **six**, they say.

- Mind the step
- and the dog; it is… old

Then we go home."""


@pytest.fixture(autouse=True)
def listening(cast):
    effect.start_cursors()


@pytest.fixture
def quoted(cast):
    return cast.reply("yusuf", cast.topic("marta"), SAID)


def quote(post_id, words):
    return f"[quote author=Yusuf post_id={post_id}]{words}[/quote] Indeed."


def change(cast, post_id, text, at=1, syntax="markdown"):
    edit_post(
        actor=cast.viewer("moderator"), post_id=post_id, writing=prepare(text=text, syntax=syntax),
        now=cast.now + timedelta(minutes=at),
    )  # fmt: skip


def state(post_id):
    worker.drain()
    return list(QuoteCheck.objects.filter(post=post_id).values_list("state", flat=True))


def flags(cast, post_id, who="guest"):
    worker.drain()
    page = cast.browser(who).get(f"/p/{post_id}", follow=True).content.decode()
    return [flag for flag in ("no longer in it", "do not stand like this") if f"{flag}" in page]


@pytest.mark.parametrize(
    "words",
    [
        "The tide turns at six, they say.",
        "the TIDE   turns\nat six they say",
        "tide turns",
        "[b]Mind[/b] the step",
        "The tide […] they say.",
        "The tide (...) they say.",
        "The tide… they say...",
        "They say[...]home",
        "The tide turns at six, they say.\n\nThen we go home.",
        "“Then we go home!”",
        "[list][*]Mind the step[/list]",
        "[quote]What another said[/quote]Then we go home.",
        "[img]https://elsewhere.example/a.png[/img]",
        "",
    ],
)
def test_what_is_forgiven(cast, quoted, words):
    post_id = cast.reply("marta", cast.topic("marta"), quote(quoted, words), syntax="bbcode")
    # A quotation without a word (a picture) has nothing that could be compared.
    assert set(state(post_id)) <= {"stand"}
    assert flags(cast, post_id) == []


@pytest.mark.parametrize("words", ["The tide turns at seven", "The tide never turns", "Then we go home. And stay."])
def test_what_is_not(cast, quoted, words):
    post_id = cast.reply("marta", cast.topic("marta"), quote(quoted, words), syntax="bbcode")
    assert state(post_id) == ["differ"]
    assert flags(cast, post_id) == ["do not stand like this"]


@pytest.mark.parametrize("target", ["markdown", "bbcode"])
def test_a_whole_post_quoted_by_the_button_stands(cast, quoted, target):
    text = quote_of(SAID, "markdown", target=target, post_id=quoted, author="Yusuf", number=2)
    assert state(cast.reply("marta", cast.topic("marta"), text + "Yes.", syntax=target)) == ["stand"]


def test_an_edit_that_takes_the_words_away_is_told_and_one_that_brings_them_back_is_too(cast, quoted):
    post_id = cast.reply("marta", cast.topic("marta"), quote(quoted, "Mind the step"), syntax="bbcode")
    assert flags(cast, post_id) == []
    version = Topic.objects.get(posts=post_id).version

    change(cast, quoted, "Nothing of the kind.")
    assert flags(cast, post_id) == ["no longer in it"]
    assert Topic.objects.get(posts=post_id).version > version

    change(cast, quoted, SAID, at=2)
    assert flags(cast, post_id) == []


def test_of_two_quotations_of_one_post_only_the_wrong_one_is_flagged(cast, quoted):
    text = quote(quoted, "tide turns") + quote(quoted, "never said") + f"[quote]{quote(quoted, 'the dog')}[/quote]"
    post_id = cast.reply("marta", cast.topic("marta"), text, syntax="bbcode")
    assert sorted(state(post_id)) == ["differ", "stand", "stand"]
    page = cast.browser("guest").get(f"/p/{post_id}", follow=True).content.decode()
    right, wrong, nested = page.split("</blockquote>")[:3]
    assert "do not stand like this" in wrong
    assert "do not stand like this" not in right + nested


def test_the_writer_can_put_the_quotation_right(cast, quoted):
    post_id = cast.reply("marta", cast.topic("marta"), quote(quoted, "Mind the gap"), syntax="bbcode")
    change(cast, post_id, quote(quoted, "Mind the step"), syntax="bbcode")
    assert state(post_id) == ["stand"]
    change(cast, post_id, "No quotation at all.", at=2)
    assert state(post_id) == []


@pytest.mark.parametrize("hidden", ["board", "deleted"])
def test_who_quotes_at_random_learns_nothing_of_what_may_not_be_read(cast, hidden):
    board = cast.staff_board if hidden == "board" else cast.open_board
    secret = cast.reply("administrator", cast.topic("moderator", board=board), "The code is 1234.")
    if hidden == "deleted":
        delete_post(actor=cast.viewer("moderator"), post_id=secret, reason="Secret.", now=cast.now)
    pages = []
    for guess in ("1234", "5678"):
        post_id = cast.reply("marta", cast.topic("marta"), quote(secret, guess), syntax="bbcode")
        pages.append(flags(cast, post_id, "marta"))
    assert pages == [[], []]


def test_posts_that_are_not_there_and_ones_own_are_no_quotations(cast, quoted):
    post_id = cast.reply("marta", cast.topic("marta"), quote(999_999, "x"), syntax="bbcode")
    change(cast, post_id, quote(post_id, "anything"), syntax="bbcode")
    assert state(post_id) == []


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["reply", "edit"]),
        st.integers(0, 5),
        st.integers(0, 5),
        st.sampled_from(["Mind the step", "the dog @Marta", "@Yusuf, six", "Then we go home"]),
    ),
    min_size=3,
    max_size=10,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_after_any_replies_and_edits_what_is_kept_is_what_the_posts_say(cast, steps):
    start_afresh()
    topic_id = cast.topic("marta", text=SAID)
    for at, (step, place, about, words) in enumerate(steps, start=1):
        posts = list(Post.objects.order_by("id").values_list("id", flat=True))
        text = quote(posts[about % len(posts)], words)
        if step == "reply":
            cast.reply("yusuf", topic_id, text, syntax="bbcode", at=cast.now + timedelta(minutes=at))
        else:
            change(cast, posts[place % len(posts)], text, at=at, syntax="bbcode")
        if at % 3 == 0:
            worker.drain()
    worker.drain()
    assert [found for each in all_derived() for found in each.differences()] == []
    QuoteCheck.objects.all().delete()
    QUOTES.derived().rebuild()
    assert list(QUOTES.derived().differences()) == []
