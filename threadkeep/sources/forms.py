"""The composer's fields for sources: read from the form, every mistake named, and put back as they were typed.

A source is five fields that repeat: `source_url`, `source_publisher`, `source_title`, `source_author`, `source_date`;
the n-th of each belong together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Final
from urllib.parse import urlsplit

from django.http import QueryDict
from django.utils.translation import gettext as _

from threadkeep.kernel import addresses, fetch
from threadkeep.kernel.refused import Refused
from threadkeep.markup.addresses import MAX_LENGTH, is_web, safe_address
from threadkeep.sources.steps import SourceNote

FIELDS: Final = ("source_url", "source_publisher", "source_title", "source_author", "source_date")
MOST: Final = 20
# The button that has addresses looked up without a script.
LOOK_UP: Final = "look-up-source"
LONGEST: Final = {"publisher": 200, "title": 300, "author": 200}

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# "www.paper.example/page" and "paper.example" are addresses to everybody but a parser.
_LOOKS_LIKE_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]|$)")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True)
class SourceRow:
    """One source as the composer shows it: what was typed, and what is wrong with it."""

    index: int
    url: str = ""
    publisher: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    error: str = ""
    # What came of looking the address up, when that did not fill the row.
    note: str = ""

    @property
    def look_up_url(self) -> str:
        """Where the script looks an address up; "" where the board asks no other sites."""
        return addresses.look_up_source() if fetch.is_on() else ""

    @property
    def is_blank(self) -> bool:
        """Nothing typed, or only a name that we put there ourselves: the question is answered by leaving it be."""
        return not (self.url or self.title or self.author or self.date)


def source_notes(typed: QueryDict) -> list[SourceNote]:
    """The sources of a form, in order; rows without an address or anything about it are left out.

    Refused with `field` "sources", and every mistake named: no or no web address, a date that is none, too long a
    field, more than 20.
    """
    rows = [row for row in _read(typed) if not row.is_blank]
    mistakes = [
        _("Source %(number)d: %(mistake)s") % {"number": number, "mistake": row.error}
        for number, row in enumerate(rows, start=1)
        if row.error
    ]
    if len(rows) > MOST:
        mistakes.append(
            _("A post may name %(most)d sources; these are %(count)d.") % {"most": MOST, "count": len(rows)}
        )
    if mistakes:
        raise Refused(" ".join(mistakes), field="sources", status=422)
    return [_note(row) for row in rows]


def source_rows(
    typed: QueryDict | None = None, *, notes: Sequence[SourceNote] = (), add: bool = False
) -> list[SourceRow]:
    """The rows of the composer: what was typed, or else the `notes` of the post; and an empty one, or three when more
    were asked for (`add`)."""
    rows = [row for row in _read(typed) if not row.is_blank or row.publisher] if typed else []
    if not typed:
        rows = [SourceRow(0, one.url, one.publisher, one.title, one.author, one.published_on) for one in notes]
    return _numbered([*rows, *[SourceRow(0)] * (3 if add else 1)])


def with_hints(rows: Sequence[SourceRow], hints: Sequence[str]) -> list[SourceRow]:
    """The rows, and a row for each of the first three names the text credits, with the publisher filled in."""
    known = {row.publisher.casefold() for row in rows}
    asked = [SourceRow(0, publisher=name) for name in hints if name.casefold() not in known][:3]
    return _numbered([*(row for row in rows if not row.is_blank or row.publisher), *asked, SourceRow(0)])


def _numbered(rows: Sequence[SourceRow]) -> list[SourceRow]:
    return [replace(row, index=index) for index, row in enumerate(rows, start=1)]


def wants_more_rows(typed: QueryDict) -> bool:
    """Whether the form was sent by a button of its sources: "add another source" or "look it up"."""
    return typed.get("act") in ("add-source", LOOK_UP)


def _read(typed: QueryDict) -> list[SourceRow]:
    # A form of ours has 20 of each; somebody else's may have a million.
    columns = [typed.getlist(name)[: MOST * 2] for name in FIELDS]
    cleaned = ([_clean(value) for value in values] for values in zip_longest(*columns, fillvalue=""))
    rows = (SourceRow(0, *values) for values in cleaned)
    return [replace(row, error=_mistake(row)) for row in rows]


def _clean(value: str) -> str:
    return " ".join(value.replace("\0", "").split())


def _note(row: SourceRow) -> SourceNote:
    return SourceNote(_address(row.url) or "", row.publisher, row.title, row.author, row.date)


def _mistake(row: SourceRow) -> str:
    if row.is_blank:
        return ""
    if not row.url:
        return _("the address is missing. Without one, people cannot follow it.")
    if len(row.url) > MAX_LENGTH:
        return _("the address is longer than %(most)d characters.") % {"most": MAX_LENGTH}
    if _address(row.url) is None:
        return _("“%(address)s” is not the address of a web page. It should begin with https:// or http://.") % {
            "address": row.url[:80]
        }
    return _mistake_beside_address(row)


def _mistake_beside_address(row: SourceRow) -> str:
    for name, most in LONGEST.items():
        text: str = getattr(row, name)
        if len(text) > most:
            return _("“%(start)s…” is too long; %(most)d characters are the most.") % {"start": text[:20], "most": most}
    if row.date and not is_date(row.date):
        return _("“%(date)s” is not a date. Write 2025-03-13, or 2025-03, or just the year.") % {"date": row.date[:20]}
    return ""


def web_address(written: str) -> str | None:
    """The address of a web page as it is kept, from what somebody typed; None if it is none."""
    return _address(_clean(written)) if len(written) <= 2 * MAX_LENGTH else None


def _address(written: str) -> str | None:
    """The web address as it is kept, with the scheme that was left out; None if it is none."""
    if not _SCHEME.match(written) or _LOOKS_LIKE_HOST.match(written):
        written = f"https://{written}" if _LOOKS_LIKE_HOST.match(written) else ""
    href = safe_address(written)
    if href is None or not is_web(href) or len(href) > MAX_LENGTH:
        return None
    try:
        parts = urlsplit(href)
        host, _port = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError:
        return None
    # A name and a password before the host make one site look like another: https://paper.example@evil.example/
    return href if host and "@" not in parts.netloc else None


def is_date(text: str) -> bool:
    """Whether a text is "2025", "2025-03" or "2025-03-13", and such a day exists."""
    found = _DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return year >= 1000
