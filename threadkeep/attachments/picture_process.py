"""The process that decodes pictures, and nothing else. Started anew for each picture, with little to break.

    python -m threadkeep.attachments.picture_process look  SOURCE TYPE FOLDER
    python -m threadkeep.attachments.picture_process sizes SOURCE TYPE FOLDER
    python -m threadkeep.attachments.picture_process square SOURCE TYPE FOLDER SIDE

A decoder that reads what strangers send will one day be made to do what it should not. So it runs with limits on
memory, time, and file size, without Django, database or configuration. It answers with one JSON document; `why` in it
says that this is no picture for us.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import warnings
from pathlib import Path
from typing import Any

MEMORY = 512 * 1024 * 1024
SECONDS = 10
LARGEST_OUTPUT = 256 * 1024 * 1024
# 64 million pixels are 256 MB once decoded: what the memory limit can hold, and more than phones take by default.
MOST_PIXELS = 64_000_000
LONGEST_SIDE = 32_000
MOST_PIXELS_TO_COPY = 24_000_000
MOST_FRAMES = 1_000
# An animation is decoded frame by frame in the reader's browser.
MOST_PIXELS_OF_ALL_FRAMES = 2_000_000_000
WIDTHS = (480, 960, 1600)
ENCODINGS: dict[str, dict[str, Any]] = {
    "image/avif": {"format": "AVIF", "quality": 60, "speed": 7, "max_threads": 1},
    "image/webp": {"format": "WEBP", "quality": 80, "method": 4},
}
FORMATS = {
    "image/jpeg": ["JPEG"],
    "image/png": ["PNG"],
    "image/gif": ["GIF"],
    "image/webp": ["WEBP"],
    "image/avif": ["AVIF"],
}
_TURNED_ON_ITS_SIDE = {5, 6, 7, 8}


class NoPicture(Exception):
    """This is not a picture we show; the text is why, for the record."""


def limit_ourselves() -> None:
    """Give up what a decoder does not need, before any of the picture is read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)


def open_picture(source: Path, mime_type: str) -> Any:
    """The picture, opened but not yet decoded, its measures checked. Raises NoPicture."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    picture = Image.open(source, formats=FORMATS[mime_type])
    width, height = picture.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise NoPicture("too many pixels")
    frames = getattr(picture, "n_frames", 1)
    if frames > MOST_FRAMES or frames * width * height > MOST_PIXELS_OF_ALL_FRAMES:
        raise NoPicture("too many frames")
    return picture


def orientation_of(picture: Any) -> int:
    """How the camera was held (EXIF 0x0112): 1 upright … 8."""
    try:
        value = int(picture.getexif().get(0x0112, 1))
    except Exception:
        # Broken EXIF is common and says nothing about the picture.
        return 1
    return value if 1 <= value <= 8 else 1


def look(source: Path, mime_type: str, folder: Path) -> dict[str, Any]:
    """Measure the picture, prove that it decodes, and write it to FOLDER/clean without its metadata, if it has any."""
    picture = open_picture(source, mime_type)
    orientation = orientation_of(picture)
    width, height = picture.size
    # A JPEG is walked through completely even when it is only unpacked at an eighth of its size.
    picture.draft("RGB", (max(1, width // 8), max(1, height // 8)))
    picture.load()
    data = source.read_bytes()
    clean = _clean(source, data, mime_type, orientation)
    if clean != data:
        (folder / "clean").write_bytes(clean)
    if orientation in _TURNED_ON_ITS_SIDE:
        width, height = height, width
    return {"width": width, "height": height, "has_clean": clean != data}


def _clean(source: Path, data: bytes, mime_type: str, orientation: int) -> bytes:
    from threadkeep.attachments.stripping import NotUnderstood, without_metadata

    if mime_type == "image/avif" and b"Exif" not in data and b"rdf+xml" not in data:
        return data
    try:
        return without_metadata(data, mime_type, orientation)
    except NotUnderstood:
        return _encoded_anew(source, mime_type)


def _encoded_anew(source: Path, mime_type: str) -> bytes:
    """For files that cannot be taken apart: decoded and encoded again, upright. The first frame, if there are many."""
    from io import BytesIO

    from PIL import ImageOps

    picture = ImageOps.exif_transpose(open_picture(source, mime_type))
    out = BytesIO()
    options = {"image/jpeg": {"quality": 92}, "image/webp": {"quality": 92}, "image/avif": {"quality": 85}}
    bare = picture.copy()
    bare.info = {}
    bare.getexif().clear()
    bare.save(out, FORMATS[mime_type][0], exif=b"", **options.get(mime_type, {}))
    return out.getvalue()


def sizes(source: Path, mime_type: str, folder: Path) -> dict[str, Any]:
    """Write the picture in its sizes, upright, without metadata, its first frame if it moves."""
    from threadkeep.kernel import crash

    picture = open_picture(source, mime_type)
    is_moving = getattr(picture, "n_frames", 1) > 1
    orientation = orientation_of(picture)
    width, height = picture.size
    if orientation in _TURNED_ON_ITS_SIDE:
        width, height = height, width
    widths = _widths(width, always=is_moving)
    written = []
    if widths:
        still = _upright_still(picture, width, height, widths[-1], orientation)
        for each in widths:
            tall = max(1, round(height * each / width))
            small = still if still.size == (each, tall) else still.resize((each, tall), _lanczos(), reducing_gap=3.0)
            for kind, options in ENCODINGS.items():
                name = f"{each}.{kind.rpartition('/')[2]}"
                small.save(folder / name, **options, **_colours(still))
                written.append({"width": each, "height": tall, "mime_type": kind, "file": name})
                crash.point("in-picture")
    return {"sizes": written}


def _widths(width: int, *, always: bool) -> list[int]:
    """The widths worth making: those below the picture's own, and its own if it is not larger than the largest.

    A small picture is served as it is, unless it moves: on the page stands a still.
    """
    if width <= WIDTHS[0] and not always:
        return []
    return [each for each in WIDTHS if each < width] + ([width] if width <= WIDTHS[-1] else [])


def _upright_still(picture: Any, width: int, height: int, wanted: int, orientation: int) -> Any:
    """The first frame at `wanted` pixels wide, turned upright, in RGB or RGBA."""
    from PIL import ImageOps

    is_turned = orientation in _TURNED_ON_ITS_SIDE
    upright = (wanted, max(1, round(height * wanted / width)))
    as_stored = upright[::-1] if is_turned else upright
    picture.draft("RGB", as_stored)
    picture.load()
    profile = picture.info.get("icc_profile") if picture.mode in {"RGB", "RGBA"} else None
    exif = picture.getexif()
    if picture.mode in {"P", "PA", "1", "LA", "La"} or picture.mode.startswith("I"):
        picture = picture.convert("RGBA" if "transparency" in picture.info or "A" in picture.mode else "RGB")
    if picture.mode == "RGBA" and picture.width * picture.height > MOST_PIXELS_TO_COPY:
        # Scaling with an alpha channel makes a copy of everything first; for the largest there is no memory for two.
        picture = picture.resize((as_stored[0] * 2, as_stored[1] * 2), _nearest())
    small = picture.resize(as_stored, _lanczos(), reducing_gap=3.0)
    if small.mode not in {"RGB", "RGBA"}:
        small = small.convert("RGB")
    small.info = {}
    if orientation > 1:
        small.getexif()[0x0112] = exif.get(0x0112, 1)
        small = ImageOps.exif_transpose(small)
    small.getexif().clear()
    small.info = {"icc_profile": profile} if profile else {}
    return small


def _lanczos() -> Any:
    from PIL import Image

    return Image.Resampling.LANCZOS


def _nearest() -> Any:
    from PIL import Image

    return Image.Resampling.NEAREST


def _colours(still: Any) -> dict[str, Any]:
    profile = still.info.get("icc_profile")
    return {"icc_profile": profile} if profile and len(profile) < 16_384 else {"icc_profile": b""}


def square(source: Path, mime_type: str, folder: Path, side: int) -> dict[str, Any]:
    """Write the middle of the picture as FOLDER/square, a WebP of side x side pixels: an avatar."""
    from PIL import ImageOps

    picture = open_picture(source, mime_type)
    orientation = orientation_of(picture)
    width, height = picture.size
    least = min(width, height)
    scale = side / least
    if orientation in _TURNED_ON_ITS_SIDE:
        width, height = height, width
    still = _upright_still(picture, width, height, max(side, round(width * scale)), orientation)
    made = ImageOps.fit(still, (side, side), _lanczos())
    made.save(folder / "square", **ENCODINGS["image/webp"], **_colours(still))
    return {"width": side, "height": side}


def main(arguments: list[str]) -> None:
    """Do one thing and say in JSON what came of it. Trouble of the picture's making is an answer, not an error."""
    limit_ourselves()
    work, source, mime_type, folder, *more = arguments
    answer: dict[str, Any]
    try:
        place = Path(folder)
        if work == "look":
            answer = look(Path(source), mime_type, place)
        elif work == "sizes":
            answer = sizes(Path(source), mime_type, place)
        else:
            answer = square(Path(source), mime_type, place, int(more[0]))
    except NoPicture as reason:
        answer = {"why": str(reason)}
    except MemoryError:
        answer = {"why": "needs too much memory"}
    except OSError as error:
        # A full disk is our trouble; everything else Pillow reports this way is the picture's.
        if error.errno is not None:
            raise
        answer = {"why": "does not decode"}
    except Exception as error:
        answer = {"why": "too many pixels" if "Bomb" in type(error).__name__ else "does not decode"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
