"""A picture without what does not show: place, camera, serial numbers, comments, thumbnails, and whatever hides behind
its end. The pixels are copied as they are, so nothing gets worse and an animation stays one.

Runs in the picture process; pure Python over bytes. Kept are the parts that a decoder needs for the same picture, named
one by one; what is not named goes. Formats: JPEG ITU-T T.81, PNG W3C 3rd edition, GIF89a, WebP container (RFC 9649).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable

_NOT_DATA = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split())
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


class NotUnderstood(ValueError):
    """The file is not built as its format says."""


def without_metadata(data: bytes, mime_type: str, orientation: int = 1) -> bytes:
    """The same picture without metadata. `orientation` (EXIF, 1 to 8) is kept, as the only thing its EXIF then says.

    Takes JPEG, PNG, GIF and WebP. Raises NotUnderstood for a file that is not built as it should be, and for any other
    type.
    """
    strip = _STRIPPERS.get(mime_type)
    if strip is None:
        raise NotUnderstood(mime_type)
    try:
        return strip(data, orientation if 2 <= orientation <= 8 else 1)
    except (IndexError, struct.error) as error:
        raise NotUnderstood(mime_type) from error


def small_exif(orientation: int) -> bytes:
    """A TIFF block that says one thing: which way is up."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def _jpeg(data: bytes, orientation: int) -> bytes:
    out = [b"\xff\xd8"]
    if orientation > 1:
        body = b"Exif\0\0" + small_exif(orientation)
        out.append(b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
    at = 2
    while True:
        found = _NOT_DATA.search(data, at)
        if found is None or found[0] == b"\xff\xd9":
            out.append(data[at : found.start() if found else len(data)])
            return b"".join(out) + b"\xff\xd9"
        # What stands before the marker belongs to the scan that is open; before the first scan nothing does.
        out.append(data[at : found.start()] if at > 2 else b"")
        start = found.start()
        length = struct.unpack_from(">H", data, start + 2)[0]
        segment = data[start : start + 2 + length]
        if length < 2 or len(segment) != length + 2:
            raise NotUnderstood("image/jpeg")
        if _jpeg_keeps(segment):
            out.append(segment)
        at = start + 2 + length


def _jpeg_keeps(segment: bytes) -> bool:
    marker, body = segment[1], segment[4:]
    if marker == 0xE0:
        return body.startswith(b"JFIF\0")
    if marker == 0xE2:
        return body.startswith(b"ICC_PROFILE\0")
    if marker == 0xEE:
        return body.startswith(b"Adobe")
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _png(data: bytes, orientation: int) -> bytes:
    out, at = [data[:8]], 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        chunk = data[at : at + 12 + length]
        if len(chunk) != length + 12:
            raise NotUnderstood("image/png")
        if kind in _PNG_KEPT:
            out.append(chunk)
        if kind == b"IHDR" and orientation > 1:
            out.append(_png_chunk(b"eXIf", small_exif(orientation)))
        if kind == b"IEND":
            return b"".join(out)
        at += 12 + length


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _gif(data: bytes, _orientation: int) -> bytes:
    at = 13 + _gif_colours(data[10])
    out = [data[:at]]
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            at += 10 + _gif_colours(data[at + 9]) + 1
            keeps = True
        elif data[at] == 0x21:
            label, name = data[at + 1], data[at + 3 : at + 14]
            keeps = label == 0xF9 or (label == 0xFF and name in _GIF_LOOPS)
            at += 2
        else:
            raise NotUnderstood("image/gif")
        while data[at]:
            at += 1 + data[at]
        at += 1
        if keeps:
            out.append(data[start:at])
    return b"".join(out) + b"\x3b"


def _gif_colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _webp(data: bytes, orientation: int) -> bytes:
    out: list[bytes] = []
    end = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    at = 12
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, at)
        chunk = data[at : at + 8 + length]
        if len(chunk) != length + 8:
            raise NotUnderstood("image/webp")
        if kind == b"VP8X":
            # Flags: 0x08 EXIF, 0x04 XMP.
            flags = (chunk[8] & ~0x0C) | (0x08 if orientation > 1 else 0)
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if kind in _WEBP_KEPT:
            out.append(chunk + b"\0" * (length % 2))
        at += 8 + length + length % 2
    if orientation > 1 and out and out[0][:4] == b"VP8X":
        body = small_exif(orientation)
        out.append(b"EXIF" + struct.pack("<I", len(body)) + body)
    joined = b"WEBP" + b"".join(out)
    return b"RIFF" + struct.pack("<I", len(joined)) + joined


_STRIPPERS: dict[str, Callable[[bytes, int], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/gif": _gif,
    "image/webp": _webp,
}
