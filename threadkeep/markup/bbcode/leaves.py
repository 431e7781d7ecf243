"""Tags that stand for one thing: addresses, pictures, files, films, code, and words shown as they are."""

from __future__ import annotations

import re
from collections.abc import Callable

from threadkeep.markup.addresses import safe_address
from threadkeep.markup.bbcode.attributes import whole_number
from threadkeep.markup.bbcode.tags import TAGS
from threadkeep.markup.bbcode.tokenise import Piece
from threadkeep.markup.tree import Block, Code, CodeBlock, FileRef, Inline, Link, Picture, Text

_ANY_TAG = re.compile(rf"\[/?(?:{'|'.join(map(re.escape, TAGS))})(?:=[^\[\]]{{0,200}})?\]", re.IGNORECASE)
# "example.org:8080" begins with a host and its port.
_SCHEME = re.compile(r"mailto:|[a-z][a-z0-9+.\-]*:(?!\d)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[\w+#.\-]{1,30}", re.ASCII)
_VIDEO = re.compile(r"[\w\-]{6,20}", re.ASCII)
_VIDEO_IN_ADDRESS = re.compile(r"(?:youtu\.be/|[?&]v=|/embed/|/shorts/)([\w\-]{6,20})", re.ASCII)


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
    address = web_address(piece.content)
    if address is None or "[" in piece.content:
        return None
    attributes = piece.attributes
    return Picture(address, attributes.get("alt", ""), attributes.get("caption") or attributes.get("title", ""))


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
        width=min(whole_number(attributes.get("width")), 10_000),
    )


def _video(piece: Piece) -> Inline | None:
    """A film elsewhere is a link: nothing is fetched from there before the reader asks for it."""
    written = piece.content.strip()
    if address := _VIDEO_IN_ADDRESS.search(written):
        return Link(f"https://www.youtube.com/watch?v={address[1]}", (Text(written),))
    if not _VIDEO.fullmatch(written):
        return None
    href = f"https://www.youtube.com/watch?v={written}"
    return Link(href, (Text(href),))


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
    "media": _address,
    "words": _words,
    "icode": _icode,
}


def code_block(piece: Piece) -> Block:
    """[code=language], [code lang=language], [php], [pre]. The line break after the opening tag is not part of it."""
    attributes = piece.attributes
    named = attributes.get("") or attributes.get("lang") or attributes.get("language") or attributes.get("rest", "")
    language = "php" if piece.tag.name == "php" else named
    if not _LANGUAGE.fullmatch(language):
        language = ""
    return CodeBlock(piece.content.removeprefix("\n").rstrip(), language.lower())
