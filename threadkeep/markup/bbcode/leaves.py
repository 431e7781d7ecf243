"""Tags that stand for one thing: addresses, pictures, files, films, code, and words shown as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from threadkeep.markup.addresses import safe_address
from threadkeep.markup.bbcode.attributes import whole_number
from threadkeep.markup.bbcode.grammar import Piece
from threadkeep.markup.bbcode.tags import TAGS
from threadkeep.markup.mathml import formula
from threadkeep.markup.tree import (
    Block,
    Code,
    CodeBlock,
    FileRef,
    Inline,
    Link,
    Math,
    Mention,
    Picture,
    PostRef,
    Text,
    TopicRef,
    Video,
)
from threadkeep.markup.videos import video_of

_ANY_TAG = re.compile(rf"\[/?(?:{'|'.join(map(re.escape, TAGS))})(?:=[^\[\]]{{0,200}})?\]", re.IGNORECASE)
# "example.org:8080" begins with a host and its port.
_SCHEME = re.compile(r"mailto:|[a-z][a-z0-9+.\-]*:(?!\d)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[\w+#.\-]{1,30}", re.ASCII)
_ID = re.compile(r"[\w\-]{5,20}", re.ASCII)
_PAGES = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "dailymotion": "https://www.dailymotion.com/video/",
}
_POST_LABEL = re.compile(r"(.*?), #([0-9]{1,9})", re.DOTALL | re.ASCII)
# A size or a side: "100x50", "300px", "left".
_LOOK = re.compile(r"[\d.,x×*%\s]*(?:px)?|left|right|center|middle|top|bottom|full|thumb(?:nail)?", re.IGNORECASE)
_LONGEST_NAME = 80
_NOT_IN_NAMES = re.compile(r'["\[\]]')
_LAST_SECOND = 253_402_300_800  # the year 10000


def web_address(written: str) -> str | None:
    """An address as a BBCode writer gives it: "example.org" is a host, "/page" and "#part" are on this board."""
    written = written.strip()
    if not written or any(mark in written for mark in "\n\t"):
        return None
    if not written.startswith(("/", "#", "?", "./", "../")) and not _SCHEME.match(written):
        written = "http://" + written
    return safe_address(written)


def link_target(piece: Piece) -> str | None:
    """Where [url=...] or [email=...] leads; None if nobody may be led there."""
    value = piece.attributes.get("", "")
    if piece.tag.does == "mail":
        return safe_address("mailto:" + value.removeprefix("mailto:")) if "@" in value else None
    return web_address(value)


def without_tags(words: str) -> str:
    """Words without the tags amid them, for where only words can stand."""
    return _ANY_TAG.sub("", words).strip() if "[" in words else words.strip()


def _address(piece: Piece) -> Inline | None:
    """[url]address[/url]: tags amid the address are left out."""
    shown = without_tags(piece.content)
    if "[" in shown:
        return None
    if piece.tag.does == "mail":
        href = safe_address("mailto:" + shown) if "@" in shown else None
    else:
        href = web_address(shown)
    return Link(href, (Text(shown),)) if href else None


def _picture(piece: Piece) -> Inline | None:
    """[img]address[/img], with a size, a side or the alternative words after "=": sizes are the page's own matter."""
    attributes, value = piece.attributes, piece.attributes.get("", "")
    written = piece.content if piece.content.strip() else attributes.get("src", value)
    address = web_address(written)
    if address is None or "[" in written:
        return None
    alt = attributes.get("alt", "")
    if not alt and value != written and not _LOOK.fullmatch(value):
        alt = value
    return Picture(address, alt, attributes.get("caption") or attributes.get("title", ""))


def _file(piece: Piece) -> Inline | None:
    """[attach=12]name[/attach], [attach id=12 alt="..."]name[/attach], [attach]12[/attach], or any without its end."""
    attributes = piece.attributes
    name = piece.content.strip()
    number = whole_number(attributes.get("id")) or whole_number(attributes.get(""))
    if not number:
        number, name = whole_number(name), ""
    if not number:
        return None
    return FileRef(
        number,
        name=name,
        alt=attributes.get("alt", ""),
        caption=attributes.get("caption", ""),
        width=min(whole_number(attributes.get("width", "").removesuffix("px")), 10_000),
    )


def _video(piece: Piece) -> Inline | None:
    """[media]address[/media], [youtube]id[/youtube], [media=vimeo]id[/media]: a film, or else a link."""
    written = without_tags(piece.content)
    provider = (piece.tag.preset or piece.attributes.get("", "")).lower()
    page = _PAGES.get(provider)
    is_id = page is not None and _ID.fullmatch(written) is not None
    href = page + written if page and is_id else web_address(written)
    if href is None or "[" in written:
        return None
    if found := video_of(href):
        return Video(*found, href, piece.attributes.get("title", ""))
    # A number of another service, or no address at all.
    return Link(href, (Text(href if is_id else written),)) if is_id or "." in written else None


def _topic(piece: Piece) -> Inline | None:
    """[topic=12]words[/topic], or [topic]12[/topic]."""
    number, words = _numbered(piece)
    return TopicRef(number, words) if number else None


def _post(piece: Piece) -> Inline | None:
    """[post=12]Marta, #4[/post], or [post]12[/post]."""
    number, words = _numbered(piece)
    if not number:
        return None
    if not words:
        return TopicRef(0, "", number)
    label = _POST_LABEL.fullmatch(words)
    return PostRef(number, label[1], int(label[2])) if label else PostRef(number, words)


def _numbered(piece: Piece) -> tuple[int, str]:
    number, words = whole_number(piece.attributes.get("")), without_tags(piece.content)
    return (number, words) if number else (whole_number(words), "")


def _user(piece: Piece) -> Inline | None:
    """[user=7]Marta Berg[/user]: the name counts, for numbers are other boards'."""
    name = " ".join(without_tags(piece.content).removeprefix("@").split())
    return Mention(name) if 0 < len(name) <= _LONGEST_NAME and not _NOT_IN_NAMES.search(name) else None


def _math(piece: Piece) -> Inline | None:
    tex = piece.content.strip()
    block = piece.attributes.get("", "").lower() in {"block", "display"}
    return Math(tex, block) if formula(tex, block=block) else None


def _time(piece: Piece) -> Inline | None:
    """[time]1731000000[/time]: seconds since 1970, as SMF writes a moment."""
    seconds = whole_number(piece.content)
    if not 0 < seconds < _LAST_SECOND:
        return None if "[" in piece.content else Text(piece.content)
    return Text(f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC")


def _words(piece: Piece) -> Inline:
    return Text(piece.content)


def _icode(piece: Piece) -> Inline:
    return Code(piece.content)


INLINE_LEAVES: dict[str, Callable[[Piece], Inline | None]] = {
    "web": _address,
    "mail": _address,
    "picture": _picture,
    "file": _file,
    "video": _video,
    "topic": _topic,
    "post": _post,
    "user": _user,
    "math": _math,
    "time": _time,
    "words": _words,
    "icode": _icode,
}


def code_block(piece: Piece) -> Block:
    """[code=language], [code lang=language], [php], [pre]. The line break after the opening tag is not part of it."""
    attributes = piece.attributes
    named = attributes.get("") or attributes.get("lang") or attributes.get("language") or attributes.get("rest", "")
    language = named if piece.tag.name == "code" else "" if piece.tag.name == "pre" else piece.tag.name
    if not _LANGUAGE.fullmatch(language):
        language = ""
    return CodeBlock(piece.content.removeprefix("\n").rstrip(), language.lower())
