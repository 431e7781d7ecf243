"""What a page says about itself: title, site, author, date. Pure: bytes in, short clean texts out.

Read, the surest first: JSON-LD (schema.org), Open Graph, the meta names that papers, libraries and news sites use, the
<title>. Everything in it was written by a stranger: it is text, cut to what our fields hold, and never markup.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from threadkeep.markup.addresses import MAX_LENGTH, is_web, safe_address
from threadkeep.markup.characters import printable
from threadkeep.sources.forms import LONGEST, is_date
from threadkeep.sources.head_scan import Head, scan

MOST_BYTES: Final = 512 * 1024
# Names of <meta>, by what they say; property, name and itemprop are read alike.
TITLES: Final = ("og:title", "citation_title", "dc.title", "twitter:title")
SITES: Final = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name")
AUTHORS: Final = ("citation_author", "dc.creator", "parsely-author", "author", "article:author")
DATES: Final = (
    "article:published_time", "citation_publication_date", "citation_date", "datepublished", "dc.date.issued",
    "dc.date", "parsely-pub-date", "pubdate", "date",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)", re.ASCII)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What stands between a title and the site's name in <title>.
_SEPARATORS = (" | ", " - ", " – ", " — ", " · ", " :: ", " » ")
_MOST_DATA: Final = 20
_MOST_AUTHORS: Final = 3


@dataclass(frozen=True)
class Found:
    """What a page says about itself. Empty texts are unknown; `url` is its address without what was added to it."""

    url: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""


def read_page(body: bytes, url: str, charset: str = "") -> Found:
    """What an HTML page, asked for at `url`, says about itself. Linear in its length; at most 512 KiB are looked at."""
    page = scan(_decoded(body[:MOST_BYTES], charset))
    data = [thing for text in page.data[:_MOST_DATA] for thing in _things(text)]
    publisher = _first(_of(data, "publisher"), page.metas(SITES))
    return Found(
        url=_canonical(page.canonical, url),
        title=_clean(
            _first(_of(data, "headline"), page.metas(TITLES)) or _without_site(page.title, publisher), LONGEST["title"]
        ),
        publisher=_clean(publisher, LONGEST["publisher"]),
        author=_clean(", ".join(_people(data, page)), LONGEST["author"]),
        date=_date(_first(_of(data, "datePublished"), page.metas(DATES))),
    )


def _decoded(body: bytes, charset: str) -> str:
    """The bytes as text: by their mark, by what the site says, by what the page says, as UTF-8, as Western European."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    within = _META_CHARSET.search(body[:4096])
    for name in (charset, within.group(1).decode() if within else "", "utf-8"):
        try:
            codec = codecs.lookup(name) if name else None
            # Pages that call themselves UTF-16 inside a <meta> that could be read are not.
            if codec is not None and codec._is_text_encoding and not codec.name.startswith(("utf-16", "utf-32")):
                # Cut off in the middle of a character, the last one is none.
                return codecs.getincrementaldecoder(codec.name)("strict").decode(body, final=False)
        except (LookupError, UnicodeError, ValueError):
            continue
    # What browsers take unnamed bytes for (WHATWG Encoding, "windows-1252").
    return body.decode("windows-1252", "replace")


def _things(text: str) -> Iterator[dict[str, Any]]:
    """The things a JSON-LD script describes, articles before what they are part of."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    listed = found if isinstance(found, list) else [found]
    for each in listed[:_MOST_DATA]:
        if isinstance(each, dict):
            yield each
            graph = each.get("@graph")
            if isinstance(graph, list):
                yield from [thing for thing in graph[: 5 * _MOST_DATA] if isinstance(thing, dict)]


def _of(things: list[dict[str, Any]], key: str) -> Iterator[str]:
    """What the things say under a key: a text, or the name of a thing."""
    for thing in things:
        yield from _names(thing.get(key))


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _names(value.get("name") if isinstance(value.get("name"), str) else None)
    elif isinstance(value, list):
        for each in value[:_MOST_DATA]:
            if not isinstance(each, list):
                yield from _names(each)


def _people(data: list[dict[str, Any]], page: Head) -> list[str]:
    """Who wrote it, at most three; a profile's address is nobody's name."""
    for names in (_of(data, "author"), *(page.metas((name,)) for name in AUTHORS)):
        found = dict.fromkeys(name for each in names if (name := _clean(each, 100)) and "://" not in name)
        if found:
            return list(found)[:_MOST_AUTHORS]
    return []


def _first(*sources: Iterator[str]) -> str:
    return next((text for source in sources for text in source if text.strip()), "")


def _clean(text: str, most: int) -> str:
    """One line of what can be shown, with "…" where it had to be cut."""
    text = " ".join(printable(text[: most * 20]).replace("\ufffd", "").split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _without_site(title: str, site: str) -> str:
    """ "A seal on the pier | The Harbour News" is called "A seal on the pier"."""
    for separator in _SEPARATORS:
        head, found, tail = title.rpartition(separator)
        if found and head.strip() and site and tail.strip().casefold() == site.strip().casefold():
            return head
    return title


def _date(text: str) -> str:
    """ "2025-03-13T09:00Z" and "2025/3/13" as we write dates; "" for what is none."""
    found = _DATE.match(text.strip())
    if not found:
        return ""
    parts = [part.zfill(2) for part in found.groups() if part]
    for length in range(len(parts), 0, -1):
        if is_date("-".join(parts[:length])):
            return "-".join(parts[:length])
    return ""


def _canonical(wanted: str, url: str) -> str:
    """The page's own address if it is `url` without what was added behind the question mark; else `url` stays."""
    try:
        href = safe_address(urljoin(url, wanted)) if wanted else None
        ours, theirs = urlsplit(url), urlsplit(href or "")
    except ValueError:
        return url
    same = (ours.hostname, ours.path.rstrip("/")) == (theirs.hostname, theirs.path.rstrip("/"))
    good = href is not None and is_web(href) and len(href) <= MAX_LENGTH and "@" not in theirs.netloc
    # An address that was secure stays so.
    return href if good and same and href and not (ours.scheme == "https" and theirs.scheme == "http") else url
