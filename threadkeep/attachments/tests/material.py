"""Files for tests: pictures made on the spot, and hostile ones made by hand."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

SECRET = b"SERIAL-4711"


def picture(
    kind: str = "PNG", size: tuple[int, int] = (640, 480), colour: str = "teal", mode: str = "RGB", **how: Any
) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **how)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What cameras write: who made them, where they were, and how they were held."""
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010F] = SECRET.decode()
    told.get_ifd(0x8825)[1] = "N"
    told.get_ifd(0x8825)[2] = (52.0, 30.0, 0.0)
    return told


def moving(kind: str, frames: int = 3, size: tuple[int, int] = (200, 100)) -> bytes:
    """An animation, each frame of another colour."""
    out = io.BytesIO()
    pictures = [Image.new("RGB", size, colour) for colour in ("red", "green", "blue", "white")][:frames]
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:], duration=80, loop=0)
    return out.getvalue()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def huge_png(width: int, height: int) -> bytes:
    """A PNG that says it is this large, in a few bytes."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + png_chunk(b"IEND", b"")
    )


def opened(data: bytes) -> Any:
    """The bytes as Pillow reads them, decoded."""
    found = Image.open(io.BytesIO(data))
    found.load()
    return found
