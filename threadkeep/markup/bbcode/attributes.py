"""What stands between a tag's name and its closing bracket.

[quote="Marta" post_id=12]      value "Marta", post_id "12"           phpBB
[quote author=Marta Berg link=topic=1.msg12#msg12 date=1]             SMF: no quotation marks, spaces in names
[quote author=Marta Berg link=msg=12 date=1]                          SMF 2.1
[quote='Marta' pid='12' dateline='1']                                 MyBB
[QUOTE="Marta, post: 12, member: 3"]                                  XenForo
[quote=Marta;12]                                                      vBulletin
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from threadkeep.markup.tree import PostRef

MAX_LENGTH = 600
_KEY = re.compile(r"\s?([A-Za-z_][\w\-]{0,30})\s?=\s?", re.ASCII)
_NEXT_KEY = re.compile(r"\s[A-Za-z_][\w\-]{0,30}\s?=", re.ASCII)
# An opening quotation mark, a bracket, the end of the tag or of the line.
_STOP = re.compile(r"""=\s?["']|[\[\]\n]""")
_INDEX = re.compile(r"\[\w{0,30}\](?=[=&\[])")


def tag_end(text: str, pos: int) -> int:
    """Where the bracket stands that ends a tag whose name ends at `pos`; -1 if there is none near and on this line.

    Brackets inside quotation marks belong to the value, and so do those of an address like "?a[]=1".
    """
    limit = min(len(text), pos + MAX_LENGTH)
    while stop := _STOP.search(text, pos, limit):
        mark = stop[0]
        if mark == "]":
            return stop.start()
        if mark == "\n":
            return -1
        if mark == "[":
            index = _INDEX.match(text, stop.start(), limit)
            if index is None:
                return -1
            pos = index.end()
            continue
        close = text.find(mark[-1], stop.end(), limit)
        line = text.find("\n", stop.end(), limit)
        pos = close + 1 if close >= 0 and not 0 <= line < close else stop.end()
    return -1


# Not quotation marks, not space: a value that needs no closer look.
_BARE_VALUE = re.compile(r"""=([^\s"'/=\[\]][^\s"'\[\]]*)""")
_CACHED_LENGTH = 80


def read_attributes(written: str) -> Mapping[str, str]:
    """What `parse_attributes` gives; what is short is remembered, for writers say the same colours all their lives."""
    bare = _BARE_VALUE.fullmatch(written)
    if bare is not None:
        return {"": bare[1]}
    return _remembered(written) if len(written) <= _CACHED_LENGTH else parse_attributes(written)


@lru_cache(maxsize=1024)
def _remembered(written: str) -> Mapping[str, str]:
    return MappingProxyType(parse_attributes(written))


def parse_attributes(written: str) -> dict[str, str]:
    """The values by their names in small letters; the one right after the tag's name under "".

    A value ends at its closing quotation mark, or where the next name with an equals sign begins.
    """
    written = " ".join(written.split())
    attributes: dict[str, str] = {}
    pos = 0
    if written.startswith("="):
        attributes[""], pos = _value(written, 2 if written.startswith("= ") else 1)
    while match := _KEY.match(written, pos):
        attributes[match[1].lower()], pos = _value(written, match.end())
    rest = written[pos:].strip(" /")
    if rest:
        attributes.setdefault("rest", rest)
    return attributes


def _value(written: str, pos: int) -> tuple[str, int]:
    if written[pos : pos + 1] in {'"', "'"}:
        mark = written[pos]
        close = written.find(mark, pos + 1)
        # A quotation mark inside the value, as in "5" tall": the value goes on to the last one before a name.
        while close >= 0 and close + 1 < len(written) and not written[close + 1].isspace():
            close = written.find(mark, close + 1)
        if close >= 0:
            return written[pos + 1 : close].strip(), close + 1
    following = _NEXT_KEY.search(written, pos)
    end = following.start() if following else len(written)
    return written[pos:end].strip(), end


_SMF_LINK = re.compile(r"msg=?(\d{1,18})", re.ASCII)
_XENFORO = re.compile(r"(.*?), post: (\d{1,18})(?:, member: \d+)?", re.ASCII)
_VBULLETIN = re.compile(r"(.*);n?(\d{1,18})", re.ASCII)
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)


def whole_number(written: str | None) -> int:
    """A number as written, or 0 for anything else."""
    written = (written or "").strip()
    return int(written) if _NUMBER.fullmatch(written) else 0


def quote_head(attributes: Mapping[str, str]) -> PostRef | None:
    """Who is quoted, and which post if the tag says so; None if it says nothing."""
    author = attributes.get("author") or attributes.get("name") or attributes.get("") or attributes.get("rest", "")
    post_id = 0
    for key in ("post_id", "pid", "postid", "post", "msg"):
        post_id = post_id or whole_number(attributes.get(key))
    if not post_id and (match := _SMF_LINK.search(attributes.get("link", ""))):
        post_id = int(match[1])
    if not post_id and (match := _XENFORO.fullmatch(author) or _VBULLETIN.fullmatch(author)):
        author, post_id = match[1], int(match[2])
    if not author and not post_id:
        return None
    return PostRef(post_id, author, whole_number(attributes.get("number")))
