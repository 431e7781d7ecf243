"""How a source looks on a post: what theme/sources.html takes. Makes no query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from babel.dates import format_skeleton
from django.conf import settings
from django.utils import translation

from threadkeep.sources.models import Source
from threadkeep.theme.environment import fmt_date

# Written by members, not by us: https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links
REL: Final = "ugc nofollow noopener"


@dataclass(frozen=True)
class SourceLook:
    """One source: a link, and what is known about where it leads. Empty texts are unknown."""

    url: str
    title: str
    site: str
    author: str
    date: str
    rel: str = REL
    # Whether the board read title, author and date from the page, as nobody had typed them.
    is_looked_up: bool = False


def source_look(source: Source) -> SourceLook:
    """The source in the reader's language."""
    return SourceLook(
        url=source.url,
        title=source.title,
        site=site_of(source.url, source.publisher),
        author=source.author,
        date=date_text(source.published_on),
        is_looked_up=source.looked_up_at is not None,
    )


def site_of(url: str, publisher: str) -> str:
    """Who published it, and the host it is at: "The Harbour News (news.example)".

    The host is always said, because a publisher is only what somebody typed.
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return f"{publisher} ({host})" if publisher and publisher.casefold() != host.casefold() else host


def date_text(published_on: str) -> str:
    """ "2025", "2025-03" or "2025-03-13" as the reader's language says it; "" for nothing."""
    if not published_on:
        return ""
    parts = [int(part) for part in published_on.split("-")]
    day = date(*[*parts, 1, 1][:3])
    if len(parts) == 3:
        return fmt_date(day)
    locale = translation.to_locale(translation.get_language() or settings.LANGUAGE_CODE)
    return format_skeleton("yMMMM" if len(parts) == 2 else "y", day, locale=locale)
