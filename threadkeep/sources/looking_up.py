"""Asking a page what it is called, who wrote it and when, by the one guarded door (kernel/fetch.py).

Never called inside a transaction: an answer may take five seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from threadkeep.kernel import fetch, limits
from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer
from threadkeep.sources.forms import LOOK_UP, SourceRow, web_address
from threadkeep.sources.reading_pages import MOST_BYTES, Found, read_page

# A page with a list of sources asks for each; nobody types more than that.
PER_MINUTE: Final = 20
BURST: Final = 8
# How many rows one press of the button fills: each may take five seconds.
MOST_AT_ONCE: Final = 3
PAGES = frozenset({"text/html", "application/xhtml+xml", ""})


def is_on() -> bool:
    """Whether this board asks other sites at all."""
    return fetch.is_on()


def look_up(written: str) -> Found:
    """What the page at an address says about itself. Refused (field "source_url"), with what to do instead: asking is
    switched off, no web address, no answer, an answer that is no page, a page that does not say what it is called.
    """
    if not is_on():
        raise Refused(_("This board does not look at other sites. Please type what you know."), field="source_url")
    url = web_address(written)
    if url is None:
        raise Refused(
            _("This is not the address of a web page. It should begin with https:// or http://."),
            field="source_url",
            status=422,
        )
    try:
        answer = fetch.fetch(url, most_bytes=MOST_BYTES)
    except fetch.NotFetched:
        # Why is not said: it would tell what the server can reach and a stranger cannot.
        raise _not_read() from None
    if answer.status >= 400 or answer.content_type not in PAGES:
        raise _not_read()
    found = read_page(answer.body, url if answer.url == url else answer.url, answer.charset)
    if not (found.title or found.author or found.date):
        raise _not_read()
    return found if answer.url == url else _at(found, url)


def _at(found: Found, url: str) -> Found:
    """What was found, under the address that was written: where it was redirected to may be a sign-in page."""
    return Found(url, found.title, found.publisher, found.author, found.date)


def _not_read() -> Refused:
    return Refused(
        _("That page could not be read. The address is kept; please type its title, and what else you know."),
        field="source_url",
        status=422,
    )


def take_turn(viewer: Viewer) -> None:
    """Count one look of this member. Raises TooMany."""
    limits.take("look-up", f"member:{viewer.id}", per_minute=PER_MINUTE, burst=BURST, now=timezone.now())


def filled_rows(viewer: Viewer, rows: Sequence[SourceRow], typed: QueryDict | None) -> Sequence[SourceRow]:
    """The rows of a composer that was sent by "look it up": addresses without a title are asked, at most three.

    What was typed stays as it was; only empty fields are filled. A row that could not be filled says so.
    """
    if typed is None or typed.get("act") != LOOK_UP or viewer.id is None:
        return rows
    waiting = [row.index for row in rows if row.url and not row.title and not row.error][:MOST_AT_ONCE]
    return [_filled(viewer, row) if row.index in waiting else row for row in rows]


def _filled(viewer: Viewer, row: SourceRow) -> SourceRow:
    try:
        take_turn(viewer)
        found = look_up(row.url)
    except Refused as refusal:
        return replace(row, note=str(refusal.reason))
    return replace(
        row,
        url=found.url,
        title=row.title or found.title,
        publisher=row.publisher or found.publisher,
        author=row.author or found.author,
        date=row.date or found.date,
    )
