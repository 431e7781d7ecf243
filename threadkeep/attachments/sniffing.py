"""What bytes are, told by the bytes. A name or a declared type proves nothing.

Only what is in `INLINE_PICTURES`, `INLINE_MEDIA` or is plain text is ever shown by a browser on our word; everything
else is handed out as a download. So a wrong guess about those others is a wrong label, never a door.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

import puremagic

UNKNOWN: Final = "application/octet-stream"
TEXT: Final = "text/plain"
# Raster formats that browsers show and Pillow can decode. SVG is a program and is not among them.
INLINE_PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"})
INLINE_MEDIA: Final = frozenset(
    {"audio/mpeg", "audio/ogg", "audio/wav", "audio/flac", "audio/mp4", "video/mp4", "video/webm", "video/ogg"}
)
HEAD: Final = 4096
# What makes a text more than a text to some reader of it: HTML, SVG, XML and their like are never shown inline.
_MARKUP = re.compile(
    rb"^\s*<|^%PDF-|^%!PS|<!doctype|<html|<head|<body|<script|<svg|<\?xml|<\?php|<iframe|<math", re.IGNORECASE
)
_AUDIO_BRANDS = (b"M4A ", b"M4B ", b"F4A ")
_VIDEO_BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV")


def media_type(path: Path) -> str:
    """What the file at `path` is: a type of the three kinds that may be shown, or a label for a download."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if kind := _picture(head) or _media(head):
        return kind
    if _is_plain_text(path, head):
        return TEXT
    return _label(head)


def is_safe_inline(mime_type: str, *, is_decoded_picture: bool) -> bool:
    """Whether a browser may show bytes of this (sniffed) type. A picture only if it was decoded."""
    if mime_type in INLINE_PICTURES:
        return is_decoded_picture
    return mime_type in INLINE_MEDIA or mime_type == TEXT


def _picture(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[:6] in {b"GIF87a", b"GIF89a"}:
        return "image/gif"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in {b"avif", b"avis"}:
        return "image/avif"
    return None


def _media(head: bytes) -> str | None:
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return "audio/mp4" if brand in _AUDIO_BRANDS else "video/mp4" if brand in _VIDEO_BRANDS else None
    if head[:4] == b"OggS":
        return "video/ogg" if b"theora" in head[:256] else "audio/ogg"
    tests = {
        "video/webm": head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head[:64],
        "audio/flac": head[:4] == b"fLaC",
        "audio/wav": head[:4] == b"RIFF" and head[8:12] == b"WAVE",
        # An ID3 tag, or an MPEG audio frame of layer III: eleven bits of sync, then version and layer.
        "audio/mpeg": head[:3] == b"ID3" or head[:2] in {b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"},
    }
    return next((kind for kind, fits in tests.items() if fits), None)


def _is_plain_text(path: Path, head: bytes) -> bool:
    if not head or _MARKUP.search(head.removeprefix(codecs.BOM_UTF8)):
        return False
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    with path.open("rb") as file:
        try:
            while piece := file.read(256 * 1024):
                if re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", decoder.decode(piece)):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _label(head: bytes) -> str:
    """A label for the record. Never one of the types that may be shown: those were recognised above or not at all."""
    try:
        guess = puremagic.from_string(head, mime=True) if head else UNKNOWN
    except Exception:
        # The library reads containers of all kinds and trips over hostile ones in many ways; then we do not know.
        return UNKNOWN
    is_ours = guess in INLINE_PICTURES or guess in INLINE_MEDIA or guess == TEXT
    return UNKNOWN if is_ours or not re.fullmatch(r"[a-z0-9.+-]+/[a-z0-9.+-]+", guess) else guess[:100]
