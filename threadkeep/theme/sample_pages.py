"""Whole made-up pages for the styleguide: a topic, lists, a composer, forms, errors. See sample.py."""

from types import SimpleNamespace as Thing
from typing import Any

from markupsafe import Markup

from threadkeep.theme import sample
from threadkeep.theme.sample import (
    AMAL,
    FILES,
    GONE,
    MARTA,
    MEI,
    NOW,
    ODD,
    PICTURES,
    SOURCES,
    TOM,
    YUSUF,
    Page,
    ago,
    post,
)

EDITED = Thing(
    at=ago(days=1, hours=2), by_name=MARTA.name, reason="Added the second measurement", history_url="/p/105/history"
)
DELETED = Thing(by_name=MARTA.name, reason="The same question is answered in post 2", at=ago(days=3))


def topic_posts(*bodies: Markup) -> list[Thing]:
    """The posts of the sample topic. In: their six texts, which templates/theme/styleguide/bodies.html writes."""
    first, quote, arabic, code, old, odd = bodies
    signature = Markup("<p>73 de Tom · <a href='/m/3-tom'>my bench</a></p>")
    return [
        post(1, MARTA, first, files=FILES, sources=SOURCES, edited=EDITED, may=sample.MODERATOR),
        post(2, TOM, quote, signature_html=signature),
        post(3, YUSUF, Markup(), deleted=DELETED, may=sample.MODERATOR),
        post(4, AMAL, arabic, is_unread_first=True),
        post(5, MEI, code, is_own=True, may=sample.OWN),
        post(6, GONE, old, may=sample.NOTHING),
        post(7, ODD, odd),
    ]


def row(title: str, starter: Thing, **more: Any) -> Thing:
    """A topic in a list."""
    facts: dict[str, Any] = {
        "url": "/t/1",
        "unread": False,
        "first_unread_url": None,
        "is_pinned": False,
        "is_locked": False,
        "is_deleted": False,
        "reply_count": 14,
        "view_count": 1204,
        "pages": [],
        "board": None,
        "last_post": Thing(at=ago(hours=5), author=TOM, url="/p/9"),
    }
    return Thing(title=title, starter=starter, **(facts | more))


TOPICS = [
    row("Read me first: safety at the bench", MARTA, is_pinned=True, is_locked=True, reply_count=0, view_count=48_211),
    row(
        "Restoring a 1957 Grundig: a hum that does not care about the volume",
        MARTA,
        unread=True,
        first_unread_url="/t/2/unread",
        reply_count=61,
        pages=[(1, "/t/2"), (2, "/t/2?page=2"), (3, "/t/2?page=3"), (4, "/t/2?page=4")],
        last_post=Thing(at=ago(minutes=12), author=MEI, url="/p/9"),
    ),
    row(
        "ما هو أفضل مكثّف بديل؟",
        AMAL,
        unread=True,
        first_unread_url="/t/3/unread",
        board=Thing(name="Power supplies", url="/b/4"),
    ),
    row("Does anybody have the knob?", GONE, last_post=Thing(at=ago(days=420), author=GONE, url="/p/10")),
    row("Buy cheap valves now", YUSUF, is_deleted=True, reply_count=1, view_count=3),
    row(
        "Averylongtitlewithoutasinglespacebecausesomebodyalwaystriesthatandthepagemustnotbreakonit",
        ODD,
        view_count=1_000_000,
    ),
]


def board(name: str, description: str, **more: Any) -> Thing:
    """A board in a list."""
    facts: dict[str, Any] = {
        "url": "/b/1",
        "is_link": False,
        "unread": False,
        "topic_count": 318,
        "post_count": 20_113,
        "children": [],
        "last_post": Thing(title="Does anybody have the knob?", url="/t/4", author=TOM, at=ago(hours=5)),
    }
    return Thing(name=name, description=description, **(facts | more))


def child(name: str, unread: bool = False) -> Thing:
    """A board inside a board."""
    return Thing(name=name, url="/b/7", unread=unread)


BOARDS = [
    board(
        "The bench",
        "Repairs in progress. Say what you have measured, and show it.",
        unread=True,
        children=[child("Power supplies", True), child("Tuning"), child("Cabinets")],
        last_post=Thing(title=TOPICS[1].title, url="/t/2", author=MEI, at=ago(minutes=12)),
    ),
    board("Valves and parts", "What fits, what does not, who has one to give away."),
    board(
        "على الهواء",
        "ما سمعناه الليلة، وأين.",
        post_count=902,
        last_post=Thing(title=TOPICS[2].title, url="/t/3", author=AMAL, at=ago(days=1)),
    ),
    board("Listening posts", "Nobody has written here yet.", topic_count=0, post_count=0, last_post=None),
    board(
        "The club's library",
        "Scanned manuals, on the club's own site.",
        is_link=True,
        url="https://library.example.org/",
        last_post=None,
    ),
]

UPLOADS = [
    Thing(
        id=12,
        name="chassis.jpg",
        size=388_000,
        is_picture=True,
        thumb_url=sample.drawing(96, 96, 28),
        alt="The chassis from below",
        caption="",
    ),
    Thing(id=13, name="hum-before.flac", size=2_400_118, is_picture=False, thumb_url=None, alt="", caption=""),
]


def source_row(index: int, **more: str) -> Thing:
    """A row of the composer's sources."""
    return Thing(
        index=index, **({"url": "", "title": "", "publisher": "", "author": "", "date": "", "error": ""} | more)
    )


COMPOSER = Thing(
    action="/t/1/reply",
    syntax="markdown",
    syntaxes=[("markdown", "Markdown"), ("bbcode", "BBCode")],
    text="",
    draft_key="reply-1",
    upload_url="/upload",
    max_file_size=20_000_000,
    preview_url="/preview",
    members_url="/members",
    topics_url="/topics",
    hidden=[("key", "5d1c")],
    sources=[source_row(1)],
)
FULL_COMPOSER = Thing(
    **vars(COMPOSER)
    | {
        "id": "edit",
        "draft_key": None,
        "text": "The second section has 9 µF left.\n\nSource@RADIOMUSEUM",
        "text_error": "This topic was locked while you wrote. Your text is kept below.",
        "files": UPLOADS,
        "sources": [source_row(1, url="radiomuseum", error="An address starts with https:// and names a page.")],
        "source_hints": ["RADIOMUSEUM"],
        "reason": "",
        "preview_html": Markup("<p>The second section has 9 µF left.</p>"),
        "cancel_url": "/t/1",
        "submit_label": "Save",
    }
)

PAGES = [Page(1, 2), Page(7, 14), Page(14, 14), Page(3, 1204)]
NEIGHBOURS = (Thing(title="Does anybody have the knob?", url="/t/4"), Thing(title=TOPICS[2].title, url="/t/3"))
VIEWING = {"members": [MARTA, TOM], "hidden_count": 1, "guest_count": 3, "minutes": 5}
ALL: dict[str, Any] = {name: value for name, value in globals().items() if name.isupper()} | {
    "PLACEHOLDERS": sample.PLACEHOLDERS,
    "PICTURES": PICTURES,
    "PEOPLE": sample.PEOPLE,
    "NOW": NOW,
}
