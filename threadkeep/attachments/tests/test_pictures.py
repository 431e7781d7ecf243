"""Pictures: what is served shows the same and tells nothing else; sizes are upright, small and still."""

import io
import subprocess

import pytest
from PIL import Image

from threadkeep.attachments import blobs, picture_process, pictures
from threadkeep.attachments.pictures import PictureTrouble
from threadkeep.attachments.stripping import NotUnderstood, without_metadata
from threadkeep.attachments.tests.material import SECRET, exif, moving, opened, picture, png_chunk


def _noise(kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((320, 200), 80).convert("RGB").save(out, kind, **how)
    return out.getvalue()


def _clean(data: bytes) -> bytes:
    look = pictures.examine(blobs.keep_bytes(data))
    assert look.is_picture
    return look.clean.path.read_bytes() if look.clean else data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_and_camera_are_gone_from_what_is_served_and_up_stays_up(kind: str) -> None:
    data = _noise(kind, exif=exif(orientation=6))
    assert SECRET in data
    clean = _clean(data)
    assert SECRET not in clean
    shown = opened(clean)
    # Either turned already, or still telling the browser to turn it.
    assert shown.size == (200, 320) or shown.getexif().get(0x0112) == 6
    told = shown.getexif()
    assert set(told) <= {0x0112}
    assert not told.get_ifd(0x8825)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_not_one_pixel_changes(kind: str) -> None:
    how = {"comment": SECRET} if kind in {"JPEG", "GIF"} else {"exif": exif()}
    data = _noise(kind, **how)
    clean = _clean(data)
    assert clean != data
    assert SECRET not in clean
    assert opened(clean).convert("RGB").tobytes() == opened(data).convert("RGB").tobytes()


def test_progressive_jpegs_with_many_scans_are_copied_whole() -> None:
    data = _noise("JPEG", progressive=True, exif=exif())
    assert opened(_clean(data)).tobytes() == opened(data).tobytes()


def test_colour_profiles_stay_because_without_them_it_is_another_picture() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP"):
        clean = _clean(_noise(kind, icc_profile=profile, exif=exif()))
        assert opened(clean).info["icc_profile"] == profile


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_what_hides_behind_the_end_of_a_picture_is_not_served(kind: str) -> None:
    hidden = b"PK\x03\x04 or <script>alert(1)</script>"
    data = picture(kind) + hidden
    assert hidden not in _clean(data)


def test_texts_in_png_chunks_are_not_served() -> None:
    plain = picture("PNG")
    data = plain[:33] + png_chunk(b"tEXt", b"Comment\0" + SECRET) + png_chunk(b"zTXt", b"x") + plain[33:]
    assert SECRET in data
    assert _clean(data) == plain


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_stays_one_and_its_sizes_are_stills(kind: str) -> None:
    data = moving(kind)
    kept = blobs.keep_bytes(data)
    look = pictures.examine(kept)
    assert look.is_picture
    assert opened(_clean(data)).n_frames == 3
    sizes = pictures.make_sizes(kept, look.mime_type)
    assert not isinstance(sizes, str)
    assert [size.width for size in sizes] == [200, 200]
    for size in sizes:
        still = opened(size.kept.path.read_bytes())
        assert getattr(still, "n_frames", 1) == 1
        red, green, blue = still.convert("RGB").getpixel((100, 50))
        assert red > 200 > 60 > max(green, blue)


def test_sizes_are_those_below_the_picture_in_two_kinds() -> None:
    kept = blobs.keep_bytes(picture("JPEG", (1200, 800), exif=exif()))
    sizes = pictures.make_sizes(kept, "image/jpeg")
    assert not isinstance(sizes, str)
    assert [(size.width, size.height, size.mime_type) for size in sizes] == [
        (width, height, kind)
        for width, height in ((480, 320), (960, 640), (1200, 800))
        for kind in ("image/avif", "image/webp")
    ]
    for size in sizes:
        data = size.kept.path.read_bytes()
        assert SECRET not in data
        assert opened(data).size == (size.width, size.height)


def test_a_large_picture_has_no_size_above_1600() -> None:
    sizes = pictures.make_sizes(blobs.keep_bytes(picture("PNG", (2000, 10))), "image/png")
    assert not isinstance(sizes, str)
    assert max(size.width for size in sizes) == 1600
    assert min(size.height for size in sizes) == 2


def test_a_small_picture_needs_no_sizes() -> None:
    assert pictures.make_sizes(blobs.keep_bytes(picture("PNG", (480, 900))), "image/png") == []


def test_sizes_are_upright() -> None:
    lying = Image.new("RGB", (1000, 600), "blue")
    lying.paste("red", (0, 0, 1000, 100))
    out = io.BytesIO()
    # 6: the camera was turned; what is the left edge of the scene lies on top of the stored picture.
    lying.save(out, "JPEG", exif=exif(orientation=6))
    sizes = pictures.make_sizes(blobs.keep_bytes(out.getvalue()), "image/jpeg")
    assert not isinstance(sizes, str)
    largest = opened(sizes[-1].kept.path.read_bytes()).convert("RGB")
    assert largest.size == (600, 1000)
    assert largest.getpixel((580, 500))[0] > 150, "the red edge is on the right"
    assert largest.getpixel((20, 500))[0] < 100


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_every_way_of_keeping_colours_gets_sizes(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    kept = blobs.keep_bytes(picture(kind, (600, 300), 0 if mode == "I;16" else "white", mode))
    look = pictures.examine(kept)
    assert look.is_picture
    assert len(pictures.make_sizes(kept, look.mime_type)) == 4


def test_a_picture_that_shines_through_still_does() -> None:
    data = picture("PNG", (600, 300), (255, 0, 0, 0), "RGBA")
    sizes = pictures.make_sizes(blobs.keep_bytes(data), "image/png")
    assert all(opened(size.kept.path.read_bytes()).convert("RGBA").getpixel((5, 5))[3] == 0 for size in sizes)


def test_the_process_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import resource as r; from threadkeep.attachments import picture_process as p; p.limit_ourselves();"
        "print(r.getrlimit(r.RLIMIT_AS)[0], r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_CORE)[0])"
    )
    done = subprocess.run([pictures.sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(512 * 1024**2), "10", "0"]


def test_a_process_killed_from_outside_is_tried_again_and_one_that_ran_out_of_time_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = blobs.keep_bytes(picture())

    def dies_of(signal: int) -> None:
        died = subprocess.CompletedProcess([], -signal, b"", b"")
        monkeypatch.setattr(pictures.subprocess, "run", lambda *_a, **_k: died)

    dies_of(9)
    with pytest.raises(PictureTrouble):
        pictures.make_sizes(kept, "image/png")
    dies_of(24)
    assert pictures.make_sizes(kept, "image/png") == "takes too long"
    dies_of(11)
    assert pictures.examine(kept).why_no_picture == "breaks the decoder"


def test_no_secret_goes_along_to_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: dict[str, str] = {}
    monkeypatch.setenv("THREADKEEP_MAIL_PASSWORD", "hunter2")

    def noting(*_a: object, env: dict[str, str], **_k: object) -> object:
        passed.update(env)
        return subprocess.CompletedProcess([], 0, b'{"why": "test"}', b"")

    monkeypatch.setattr(pictures.subprocess, "run", noting)
    pictures.examine(blobs.keep_bytes(picture()))
    assert passed
    assert not any("THREADKEEP" in name for name in passed)


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/gif", "image/webp"])
def test_nonsense_behind_a_true_beginning_is_not_understood(kind: str) -> None:
    start = {"image/jpeg": b"\xff\xd8\xff\xe1", "image/png": b"\x89PNG\r\n\x1a\n", "image/gif": b"GIF89a"}
    for rest in (b"", b"\0", b"\xff\xff\xff\xff\xff\xff", b"A" * 50):
        data = start.get(kind, b"RIFF\xff\xff\xff\x00WEBPVP8X\xff\xff\xff\x7f") + rest
        try:
            without_metadata(data, kind)
        except NotUnderstood:
            continue
        # A JPEG or WebP that ends early may be copied; it is decoded before, and nothing hidden is in it.
        assert kind in {"image/jpeg", "image/webp"}


def test_the_widths_are_as_documented() -> None:
    assert picture_process.WIDTHS == (480, 960, 1600)
