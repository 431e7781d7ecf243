"""Made-up people, boards, topics and posts for the styleguide: every state a macro can show, on data one can believe.

Only the styleguide (templates/theme/styleguide.html) and the theme's tests use this. Shapes: docs/theme.md.
"""

import base64
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Thing
from typing import Any

from markupsafe import Markup

NOW = datetime(2026, 11, 22, 18, 40, tzinfo=UTC)


def ago(**lengths: float) -> datetime:
    """A time before `NOW`: ago(hours=3)."""
    return NOW - timedelta(**lengths)


def avatar(letter: str, hue: int) -> Thing:
    """A letter picture in one of the twelve hues."""
    return Thing(url=None, letter=letter, hue_class=f"hue-{hue}", alt="")


def person(name: str, hue: int, **more: Any) -> Thing:
    """A member as a post or a row names them; "url=None" for one whose account is gone."""
    facts = {
        "url": f"/m/{hue}-{name.partition(' ')[0].lower()}",
        "title": "Member",
        "post_count": 412,
        "joined": datetime(2014, 5, 3, tzinfo=UTC),
        "is_online": False,
        "badges": [],
    }
    return Thing(name=name, avatar=avatar(name[0], hue), **(facts | more))


MARTA = person(
    "Marta Lindqvist", 6, title="Keeper of the valves", post_count=8204, is_online=True, badges=["Moderator"]
)
YUSUF = person("Yusuf Demir", 1, title="Newcomer", post_count=3, joined=datetime(2026, 11, 2, tzinfo=UTC))
AMAL = person("أمل حداد", 9, title="عضو", post_count=127)
TOM = person("Tom O'Neill", 3, post_count=2950, is_online=True)
MEI = person("林美玲", 11, post_count=61)
GONE = person("wireless_wilf", 8, url=None, title="", post_count=None, joined=None)
ODD = person('<b onclick="x">Robert"); DROP', 4, url="/m/4", post_count=1)
PEOPLE = [MARTA, YUSUF, AMAL, TOM, MEI, GONE, ODD]

NOTHING = dict.fromkeys(["reply", "quote", "edit", "delete", "restore", "see_history", "bookmark"], False)
MEMBER = NOTHING | {"reply": True, "quote": True}
OWN = MEMBER | {"edit": True, "delete": True}
MODERATOR = dict.fromkeys(NOTHING, True)


def drawing(width: int, height: int, hue: int) -> str:
    """A picture that needs no file: bands of one hue, as a data address."""
    bands = "".join(
        f'<path d="M0 {height * y / 9} C {width / 3} {height * (y - 2) / 9} {width / 2} {height * (y + 1.6) / 9} '
        f'{width} {height * (y - 0.6) / 9} V {height} H 0 Z" fill="hsl({hue + 9 * y} 34% {74 - 6 * y}%)"/>'
        for y in range(1, 9)
    )
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path fill="hsl({hue} 40% 84%)" d="M0 0h9999v9999H0z"/>{bands}'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(f"{svg}</svg>".encode()).decode()


def picture(hue: int, alt: str, caption: str | None, width: int = 1280, height: int = 800) -> Thing:
    """A picture as figure.html takes it, in one size."""
    address = drawing(width, height, hue)
    sizes = [(address, 480), (address, 1280)]
    return Thing(url="#", width=width, height=height, alt=alt, caption=caption, name="chassis.jpg", sizes=sizes)


PICTURES = [
    picture(
        28, "The chassis from below; the two filter capacitors stand beside the transformer", "The chassis from below."
    ),
    picture(200, "A hand-drawn circuit of the power supply", None, 900, 420),
]

PLACEHOLDERS = [
    Thing(state="missing", name="hum-at-50hz.wav", size=1_204_224, noticed_at=ago(days=40)),
    Thing(
        state="removed",
        name="neighbours-garden.jpg",
        size=412_160,
        by=MARTA,
        at=ago(days=2, hours=5),
        reason="The house number can be read in it. Please crop it and add it again.",
        until=NOW + timedelta(days=28),
        undo_url="/a/14/restore",
    ),
    Thing(
        state="removed", name="old-scan.png", size=None, by=GONE, at=ago(days=900), reason="", until=None, undo_url=None
    ),
    Thing(state="no_right", name="service-manual.pdf", size=3_912_000, sign_in_url="/accounts/login/"),
    Thing(state="no_right", name="members-only.pdf", size=88_000, sign_in_url=None),
    Thing(state="awaiting", name="first-picture.jpg", size=240_000),
    Thing(
        state="elsewhere",
        name="radio_front.jpg",
        size=None,
        url="http://img.example.net/radio_front.jpg",
        host="img.example.net",
        noticed_at=ago(days=300),
    ),
]


def file(name: str, size: int, **more: Any) -> Thing:
    """A file in the list below a post."""
    return Thing(
        name=name, size=size, url=f"/a/9/{name}", **({"caption": None, "is_picture": False, "gone": None} | more)
    )


FILES = [
    file("hum-before.flac", 2_400_118, caption="Ten seconds at the loudspeaker, volume at nine o'clock"),
    file("capacitors.jpg", 388_000, is_picture=True),
    file(PLACEHOLDERS[0].name, PLACEHOLDERS[0].size, gone=PLACEHOLDERS[0]),
]

SOURCES = [
    Thing(
        title="Service Instructions, Grundig 4010",
        url="https://archive.example.org/grundig-4010",
        site="archive.example.org",
        author="Grundig Radio-Werke",
        date="1957",
    ),
    Thing(title="", url="https://example.com/esr", site=None, author=None, date=None),
]


def post(number: int, author: Thing, body: Markup, *, may: dict[str, bool] = MEMBER, **more: Any) -> Thing:
    """A post as post.html takes it."""
    facts: dict[str, Any] = {
        "files": [],
        "sources": [],
        "edited": None,
        "deleted": None,
        "is_unread_first": False,
        "signature_html": None,
        "is_own": False,
        "posted_at": ago(days=9 - number, minutes=number * 77),
    }
    return Thing(
        id=100 + number,
        number=number,
        url=f"/p/{100 + number}",
        anchor=f"p{100 + number}",
        author=author,
        body_html=body,
        may=Thing(**may),
        quote_url=f"/p/{100 + number}/quote",
        edit_url=f"/p/{100 + number}/edit",
        delete_url=f"/p/{100 + number}/delete",
        restore_url=f"/p/{100 + number}/restore",
        bookmark_url=f"/p/{100 + number}/bookmark",
        **(facts | more),
    )


class Page:
    """A page of a numbered list, as pager.html takes it."""

    def __init__(self, number: int, count: int) -> None:
        """In: this page's number and how many there are."""
        self.number = number
        self.count = count

    def url(self, number: int) -> str:
        """The address of a page."""
        return f"?page={number}"
