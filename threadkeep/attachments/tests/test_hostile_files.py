"""Files made to do harm, each by name. None is ever shown by a browser on our word; none hurts the server."""

import io
import zipfile

import pytest

from threadkeep.attachments import blobs, pictures, sniffing
from threadkeep.attachments.sniffing import is_safe_inline
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.attachments.tests.material import huge_png, moving, picture, png_chunk

SCRIPT = b"<script>alert(document.domain)</script>"


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"\0" * 10_000_000)
    return out.getvalue()


HOSTILE = {
    "SVG with script": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "cat.svg"),
    "SVG behind an XML line": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "cat.svg"),
    "SVG called PNG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "cat.png"),
    "HTML called JPEG": (b"<!doctype html>" + SCRIPT, "cat.jpg"),
    "HTML behind a byte order mark": (b"\xef\xbb\xbf<html>" + SCRIPT, "cat.txt"),
    "HTML behind white space": (b"\n\n   <html>" + SCRIPT, "cat.txt"),
    "HTML behind words": (b"Dear all,\n" + SCRIPT, "letter.txt"),
    "HTML in UTF-16": (SCRIPT.decode().encode("utf-16"), "cat.txt"),
    "HTML in UTF-7": (b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-\x00", "cat.txt"),
    "XHTML": (b'<html xmlns="http://www.w3.org/1999/xhtml">' + SCRIPT, "cat.xhtml"),
    "XML with a stylesheet": (b'<?xml version="1.0"?><?xml-stylesheet href="evil.xsl"?>', "feed.xml"),
    "MathML": (b"<math><mtext><script>1</script></mtext></math>", "sum.txt"),
    "PHP": (b"<?php system($_GET['c']); ?>", "cat.php.jpg"),
    "PDF with script": (b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj", "form.pdf"),
    "Windows program": (b"MZ\x90\x00" + b"\0" * 60, "photo.jpg.exe"),
    "ZIP bomb": (_zip(), "notes.zip"),
    "GIF that is JavaScript": (b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)//", "x.gif"),
    "JPEG start, HTML rest": (b"\xff\xd8\xff\xe0" + b"<html>" + SCRIPT, "cat.jpg"),
    "PNG start, HTML rest": (b"\x89PNG\r\n\x1a\n<html>" + SCRIPT, "cat.png"),
    "truncated JPEG": (picture("JPEG", (800, 800))[:400], "cat.jpg"),
    "truncated PNG": (picture("PNG", (800, 800))[:-60], "cat.png"),
    "PNG of two billion pixels": (huge_png(60_000, 40_000), "sky.png"),
    "PNG as wide as numbers go": (huge_png(2**31 - 1, 1), "line.png"),
    "PNG that says more than it holds": (huge_png(5_000, 5_000), "sky.png"),
    "PNG of no pixels": (huge_png(0, 10), "nothing.png"),
    "GIF of no frame": (b"GIF89a\x10\x00\x10\x00\x00\x00\x00;", "nothing.gif"),
    "WebP that lies about its length": (b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\xff", "cat.webp"),
    "AVIF that is only a name": (b"\x00\x00\x00\x18ftypavif\0\0\0\0avifmif1", "cat.avif"),
}


@pytest.mark.parametrize("which", HOSTILE)
def test_it_is_kept_but_handed_out_as_a_download_only(shelf: Shelf, which: str) -> None:
    data, name = HOSTILE[which]
    pk = shelf.upload("marta", data, name)
    blob = shelf.file(pk).blob
    assert blob.width is None
    answer = shelf.cast.browser("marta").get(f"/a/{pk}/x")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(answer) == data


def test_a_picture_with_a_program_behind_it_is_served_without_it(shelf: Shelf) -> None:
    data = picture("GIF") + b"*/=1;alert(1)//" + SCRIPT
    pk = shelf.upload("marta", data, "x.gif")
    answer = shelf.cast.browser("marta").get(f"/a/{pk}/x.gif")
    assert answer.headers["Content-Type"] == "image/gif"
    assert SCRIPT not in b"".join(answer)


def test_a_png_with_a_compressed_bomb_of_text_in_it_does_no_harm(shelf: Shelf) -> None:
    import zlib

    plain = picture("PNG")
    bomb = png_chunk(b"zTXt", b"k\0\0" + zlib.compress(b"\0" * 80_000_000))
    look = pictures.examine(blobs.keep_bytes(plain[:33] + bomb + plain[33:]))
    assert not look.is_picture or (look.clean is not None and look.clean.size == len(plain))


def test_an_animation_of_too_many_frames_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = moving("GIF", 1, (1, 1))
    start = frame.index(b"\x2c")
    many = frame[:start] + frame[start:-1] * 1_001 + b";"
    look = pictures.examine(blobs.keep_bytes(many))
    assert look.why_no_picture == "too many frames"


@pytest.mark.parametrize("size", [(8_000, 8_001), (32_001, 10)])
def test_more_pixels_than_the_limit_are_refused_before_decoding(size: tuple[int, int]) -> None:
    look = pictures.examine(blobs.keep_bytes(picture("PNG", size, "white", "1")))
    assert look.why_no_picture == "too many pixels"


def test_a_picture_at_the_limit_fits_into_the_memory_it_is_given() -> None:
    kept = blobs.keep_bytes(picture("PNG", (8_000, 8_000), "white", "RGBA"))
    assert pictures.examine(kept).is_picture
    assert isinstance(pictures.make_sizes(kept, "image/png"), list)


def test_a_text_is_shown_only_if_it_is_nothing_but_text() -> None:
    def kind(data: bytes) -> str:
        return sniffing.media_type(blobs.keep_bytes(data).path)

    assert kind(b"Ebbe um sechs, sagt man.\n") == "text/plain"
    assert kind("الجزر في السادسة\n".encode()) == "text/plain"
    assert kind(b"\xff\xfe\x00words") != "text/plain"
    assert kind(b"broken \xe9 utf-8") != "text/plain"
    assert kind(b"bell \x07") != "text/plain"
    assert kind(b"x" * 300_000 + b"\xff") != "text/plain"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"ID3\x04\0\0\0\0\0\0", "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + b"\0" * 9, "audio/mpeg"),
        (b"OggS\0\x02" + b"\0" * 40, "audio/ogg"),
        (b"fLaC\0\0\0\x22", "audio/flac"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        (b"\0\0\0\x18ftypisom\0\0\x02\0", "video/mp4"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "video/webm"),
    ],
)
def test_sound_and_film_are_known_by_their_beginning(data: bytes, kind: str) -> None:
    assert sniffing.media_type(blobs.keep_bytes(data).path) == kind
    assert is_safe_inline(kind, is_decoded_picture=False)


def test_no_picture_is_shown_that_was_not_decoded() -> None:
    assert not is_safe_inline("image/png", is_decoded_picture=False)
    for kind in ("image/svg+xml", "text/html", "application/pdf", "text/xml", "application/xhtml+xml"):
        assert not is_safe_inline(kind, is_decoded_picture=True)
