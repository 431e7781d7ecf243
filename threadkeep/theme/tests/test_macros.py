"""What the macros write: whole HTML, names that cannot break it, few nodes, the facts they promise."""

import gzip
import hashlib
import re

import pytest
from markupsafe import Markup, escape

from threadkeep.theme import sample, sample_pages
from threadkeep.theme.tests.html_check import faults_of_page, read
from threadkeep.theme.tests.styleguide_page import fragment, frame, render, templates

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)> ' {{ 7*7 }}"
POST = '{% from "theme/post.html" import post %}{{ post(p) }}'
NO_ERROR = {
    "title": "x",
    "text": "",
    "todo": "",
    "request_id": None,
    "retry_after": None,
    "kept_text": "",
    "actions": [],
}
GONE = '{% from "theme/placeholders.html" import placeholder, placeholder_inline %}'


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_styleguide_is_whole_html(direction: str) -> None:
    assert faults_of_page(render(dir=direction)) == []


def test_an_error_page_says_what_to_do_and_gives_the_text_back() -> None:
    error = sample.Thing(
        title="The board is busy",
        text="Too many people write at once.",
        todo="Nothing is lost.",
        request_id="7f3a",
        retry_after=5,
        kept_text="What I wrote </textarea><b>",
        actions=[],
    )
    html = render("theme/error.html", {"error": error})
    assert faults_of_page(html) == []
    for words in ["The board is busy", "Nothing is lost.", "7f3a", "try again in 5 seconds"]:
        assert words in html
    assert "What I wrote &lt;/textarea&gt;&lt;b&gt;" in html


def test_a_hostile_name_stays_a_name_everywhere() -> None:
    who = sample.person(HOSTILE, 2, title=HOSTILE, badges=[HOSTILE])
    gone = sample.Thing(state="removed", name=HOSTILE, size=1, by=who, at=sample.NOW, reason=HOSTILE)
    source = sample.Thing(title=HOSTILE, url="/x?" + HOSTILE, site=HOSTILE, author=HOSTILE, date=HOSTILE)
    hostile = sample.post(
        1,
        who,
        Markup("<p>ok</p>"),
        files=[sample.file(HOSTILE, 1, caption=HOSTILE), sample.file("a", 1, gone=gone)],
        sources=[source],
        edited=sample.Thing(at=sample.NOW, by_name=HOSTILE, reason=HOSTILE, history_url=None),
    )
    row = sample_pages.row(HOSTILE, who, unread=True, first_unread_url="/u", pages=[(1, "/1")])
    board = sample_pages.board(HOSTILE, HOSTILE, children=[sample_pages.child(HOSTILE)])
    for source_text, data in [
        (POST, {"p": hostile}),
        ('{% from "theme/topic_row.html" import topic_row %}{{ topic_row(t) }}', {"t": row}),
        ('{% from "theme/board_row.html" import board_row %}{{ board_row(b) }}', {"b": board}),
        ('{% from "theme/breadcrumbs.html" import breadcrumbs %}{{ breadcrumbs([(n, "/")]) }}', {"n": HOSTILE}),
        ('{% from "theme/quote.html" import quote_head %}{{ quote_head(n, 1, "/") }}', {"n": HOSTILE}),
        (GONE + "{{ placeholder(g) }}{{ placeholder_inline(g) }}", {"g": gone}),
    ]:
        html = fragment(source_text, **data)
        assert read(html).faults == [], source_text
        assert "<script" not in html
        assert "onerror" in str(escape(html))


def test_a_post_as_a_moderator_sees_it_has_at_most_45_nodes() -> None:
    plain = sample.post(
        1, sample.MARTA, Markup(), may=sample.MODERATOR, edited=sample_pages.EDITED, is_unread_first=True
    )
    assert read(fragment(POST, p=plain)).count <= 45


def twenty_posts(may: dict[str, bool]) -> str:
    """A page of twenty posts of about 150 words, none like another: hex digits pack worse than any language."""
    posts = []
    for number in range(1, 21):
        words = [hashlib.sha256(f"{number} {at}".encode()).hexdigest()[: 2 + at % 7] for at in range(150)]
        author = sample.PEOPLE[number % len(sample.PEOPLE)]
        body = Markup("<p dir='auto'>{}</p>").format(" ".join(words))
        posts.append(
            sample.post(number, author, body, may=may, edited=sample_pages.EDITED if number % 5 == 0 else None)
        )
    page = '{% extends "theme/base.html" %}{% from "theme/post.html" import post %}{% block title %}x{% endblock %}'
    list_ = '{% block content %}<ol class="posts">{% for p in posts %}{{ post(p) }}{% endfor %}</ol>{% endblock %}'
    return templates().from_string(page + list_).render({**frame(), "posts": posts})


@pytest.mark.parametrize(
    ("may", "kilobytes"), [(sample.NOTHING, 25), (sample.MODERATOR, 32)], ids=["guest", "moderator"]
)
def test_a_page_of_twenty_posts_is_light(may: dict[str, bool], kilobytes: int) -> None:
    assert len(gzip.compress(twenty_posts(may).encode())) <= kilobytes * 1024


def test_a_post_is_named_by_its_author_and_number() -> None:
    html = fragment(POST, p=sample.post(4, sample.AMAL, Markup()))
    named = re.search(r'<article[^>]* aria-labelledby="(\S+)"', html)
    assert named
    heading = re.search(rf'<h2[^>]* id="{named[1]}">(.*?)</h2>', html)
    assert heading
    assert sample.AMAL.name in heading[1]
    assert "post 4" in heading[1]


def test_a_post_offers_what_its_reader_may_do_and_nothing_else() -> None:
    reader = fragment(POST, p=sample.post(1, sample.MARTA, Markup(), may=sample.NOTHING))
    member = fragment(POST, p=sample.post(1, sample.MARTA, Markup(), may=sample.MEMBER))
    assert "<footer" not in reader
    assert "Quote Marta Lindqvist, post 1" in member
    assert "/delete" not in member
    assert "/edit" not in member


def test_a_deleted_post_keeps_number_and_reason_but_not_its_text() -> None:
    gone = sample.post(3, sample.YUSUF, Markup("<p>secret words</p>"), deleted=sample_pages.DELETED)
    html = fragment(POST, p=gone)
    assert "secret words" not in html
    assert "Put it back" not in html
    for words in ["#3", "Marta Lindqvist", "answered in post 2", 'id="p103"']:
        assert words in html
    restorable = sample.post(3, sample.YUSUF, Markup(), deleted=sample_pages.DELETED, may=sample.MODERATOR)
    assert 'formaction="/p/103/restore"' in fragment(POST, p=restorable)


@pytest.mark.parametrize("gone", sample.PLACEHOLDERS, ids=lambda gone: gone.state)
def test_a_placeholder_names_the_file_and_says_why(gone: sample.Thing) -> None:
    for macro in ["placeholder", "placeholder_inline"]:
        text = " ".join(read(fragment(GONE + "{{ " + macro + "(g) }}", g=gone)).words)
        assert gone.name in text
        if gone.state == "removed":
            assert gone.by.name in text
            assert gone.reason in text
            assert "2026" in text or "2024" in text
        if gone.size:
            assert "kB" in text or "MB" in text


def test_only_who_may_undo_gets_the_button() -> None:
    undoable, final = sample.PLACEHOLDERS[1], sample.PLACEHOLDERS[2]
    assert 'formaction="/a/14/restore"' in fragment(GONE + "{{ placeholder(g) }}", g=undoable)
    assert "formaction" not in fragment(GONE + "{{ placeholder(g) }}", g=final)


def test_a_picture_says_its_size_before_it_comes() -> None:
    tall = sample.picture(10, "A mast", None, width=600, height=2400)
    html = fragment('{% from "theme/figure.html" import figure %}{{ figure(pic) }}', pic=tall)
    assert 'width="240" height="960"' in html
    assert 'alt="A mast"' in html
    assert 'loading="lazy"' in html


def test_the_act_form_of_the_page_carries_the_guard_against_forgery_for_members_only() -> None:
    member = render()
    guest = sample.Thing(is_member=False, is_staff=False, is_administrator=False)
    assert '<form id="act" method="post"><input type="hidden" name="csrfmiddlewaretoken"' in member
    html = render("theme/error.html", {"viewer": guest, "error": sample.Thing(**NO_ERROR)})
    assert "csrfmiddlewaretoken" not in html


def test_a_form_ties_its_faults_to_its_fields() -> None:
    html = render()
    assert '<a href="#id_name">Name: This field is required.</a>' in html
    assert re.search(r'<input[^>]* id="id_name"', html)
    described = re.search(r'<input[^>]*name="name"[^>]*aria-describedby="([^"]+)"', html)
    assert described
    assert described[1].split() == ["id_name_helptext", "id_name_error"]


@pytest.mark.parametrize(
    ("number", "count", "shown"),
    [
        (1, 1, []),
        (1, 2, ["1", "2"]),
        (7, 14, ["1", "…", "5", "6", "7", "8", "9", "…", "14"]),
        (4, 8, ["1", "2", "3", "4", "5", "6", "7", "8"]),
        (14, 14, ["1", "…", "12", "13", "14"]),
    ],
)
def test_the_pager_shows_the_ends_and_what_is_near(number: int, count: int, shown: list[str]) -> None:
    html = fragment('{% from "theme/pager.html" import pager %}{{ pager(p) }}', p=sample.Page(number, count))
    assert [word for word in read(html).words if word != "Page"] == shown
    assert html.count("aria-current") == (1 if count > 1 else 0)
