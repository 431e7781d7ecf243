"""Web addresses: which may be linked, and where they stand in a text.

One rule for both syntaxes: http, https, mailto and ftp, and addresses on this board. Everything else is shown as typed,
so `javascript:` never becomes a link by any spelling: the scheme is read after entities and escapes were resolved, from
an address that holds no space, no control character and no backslash before its path.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from urllib.parse import quote

import nh3

MAX_LENGTH = 2000
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_WEB = re.compile(r"(?:https?|ftp)://[^/?#\\\s]", re.IGNORECASE)
_ORDINARY = re.compile(r"[A-Za-z0-9;/?:@&=+$,\-_.!~*'()#]*", re.ASCII)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\ufffd]")
_KEPT = ";/?:@&=+$,-_.!~*'()#%"
_AUTHORITY = re.compile(r"[A-Za-z]+://[^/?#]*")
_UNFIT_HOST = re.compile(r"[\\<>|^\s]")
_QUOTES_IN_HOST = {ord(mark): quote(mark) for mark in "\"'`{}"}


def safe_address(written: str) -> str | None:
    """The address as it may stand in an `href`, percent-encoded outside the host; None if it may not be linked.

    Taken: http(s) and ftp with a host, mailto, and addresses without a scheme, which stay on this board
    ("/topics/1", "?page=2", "#top"). Refused: every other scheme, "//host" and its disguises, over 2,000 characters.
    """
    written = written.strip(" \t\n")
    if len(written) > MAX_LENGTH or _FORBIDDEN.search(written.replace(" ", "")):
        return None
    scheme = _SCHEME.match(written)
    if scheme is None:
        # "/\host" and "\\host" are "//host" to a browser.
        disguised = written[:2].replace("\\", "/") == "//" or written[:1] == "\\"
        return None if disguised else _encoded(written)
    if scheme[1].lower() == "mailto" and "@" in written:
        return "mailto:" + _encoded(written[len("mailto:") :])
    authority = _AUTHORITY.match(written) if _WEB.match(written) else None
    if authority is None or _UNFIT_HOST.search(authority[0]):
        return None
    host = scheme[0].lower() + authority[0][len(scheme[0]) :].translate(_QUOTES_IN_HOST)
    if not _ORDINARY_HOST.fullmatch(host) and not _gate_knows(host):
        return None
    return host + _encoded(written[authority.end() :])


# Letters, digits and dots, no punycode, no number at the end: such a host needs no closer look.
_ORDINARY_HOST = re.compile(r"[a-z]+://(?:(?!xn--)[a-z0-9](?:[a-z0-9\-]{0,60}[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
_PROBE = nh3.Cleaner(tags={"a"}, attributes={"a": {"href"}}, url_schemes={"http", "https", "ftp"}, link_rel=None)


@lru_cache(maxsize=1024)
def _gate_knows(host: str) -> bool:
    """Whether an unusual host (an address of numbers, another script) is one: the gate takes away what is none.

    Asked here, so that such an address is shown as typed and is not a link that leads nowhere.
    """
    return "href" in _PROBE.clean(f'<a href="{host}">')


def _encoded(part: str) -> str:
    if _ORDINARY.fullmatch(part):
        return part
    return _STRAY_PERCENT.sub("%25", quote(part, safe=_KEPT))


def is_web(href: str) -> bool:
    """Whether a safe address leads to the web: http or https."""
    return href[:7].lower() == "http://" or href[:8].lower() == "https://"


# Where an address ends: spaces, quotes, brackets, and the punctuation of scripts that write without spaces.
_END = (
    r"""\s<>"\[\]`{}|\\^\x00-\x1f\ufffd"""
    r"\u3000-\u3003\u3008-\u3011\u300c-\u300f\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
)
_BARE = re.compile(rf"(?<![\w@/.\-])(?:(?:https?|ftp)://\w[^{_END}]*|www\.\w[^{_END}]*\.\w[^{_END}]*)", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+\-/:@])\w[\w.+\-]{0,63}@(?:\w[\w\-]{0,62}\.)+[A-Za-z]{2,24}(?![\w@\-])", re.ASCII)
_TRAILING = "?!.,:;*_~'"
_ENTITY_END = re.compile(r"&[A-Za-z0-9]{1,12}\Z")


def find_web_addresses(text: str) -> list[tuple[int, int, str]]:
    """Web addresses that stand in a text as they are: (start, end, href), in order.

    The ends follow GitHub's extended autolinks (GFM 6.9): punctuation at the end belongs to the sentence, a closing
    parenthesis belongs to the address only if it was opened in it.
    """
    if not ("://" in text or "www." in text or "WWW." in text):
        return []
    found = []
    for match in _BARE.finditer(text):
        end = _trimmed_end(text, match.start(), match.end())
        shown = text[match.start() : end]
        href = safe_address("http://" + shown if shown[:4].lower() == "www." else shown)
        if href is not None:
            found.append((match.start(), end, href))
    return found


def find_mail_addresses(text: str) -> list[tuple[int, int, str]]:
    """Mail addresses in a text: (start, end, href), in order."""
    if "@" not in text:
        return []
    return [(match.start(), match.end(), "mailto:" + match[0]) for match in _MAIL.finditer(text)]


def find_addresses(text: str) -> list[tuple[int, int, str]]:
    """Web and mail addresses in a text: (start, end, href), in order, none inside another."""
    found = find_web_addresses(text)
    mail = find_mail_addresses(text)
    if not mail:
        return found
    ends = [0, *(end for _, end, _ in found)]
    starts = [start for start, _, _ in found]
    for start, end, href in mail:
        before = bisect_left(starts, end)
        if ends[before] <= start:
            found.append((start, end, href))
    return sorted(found)


def _trimmed_end(text: str, start: int, end: int) -> int:
    closers = text.count(")", start, end) - text.count("(", start, end)
    while end > start:
        last = text[end - 1]
        if last == ";":
            entity = _ENTITY_END.search(text, max(start, end - 14), end - 1)
            end = entity.start() if entity else end - 1
        elif last in _TRAILING:
            end -= 1
        elif last == ")" and closers > 0:
            closers -= 1
            end -= 1
        else:
            break
    return end
