"""Pictures for the demo, drawn here: no photograph of anybody's has to be shipped or asked for."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

type Colour = tuple[int, int, int]
SIZE = (1600, 1000)


def draw(name: str) -> bytes:
    """The JPEG of one of the PICTURES."""
    picture = PICTURES[name](random.Random(name))  # noqa: S311 - shavings, not secrets
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88)
    return file.getvalue()


def _sky(top: Colour, bottom: Colour) -> Image.Image:
    column = Image.new("RGB", (1, SIZE[1]))
    for y in range(SIZE[1]):
        part = y / SIZE[1]
        column.putpixel((0, y), tuple(round(a + (b - a) * part) for a, b in zip(top, bottom, strict=True)))
    return column.resize(SIZE)


def _pier(rng: random.Random) -> Image.Image:
    """Evening at the pier: a low sun, its path on the water, posts and a boat."""
    picture = _sky((58, 72, 112), (244, 178, 122))
    pen = ImageDraw.Draw(picture)
    horizon = 560
    pen.ellipse((980, horizon - 130, 1200, horizon + 90), fill=(255, 226, 168))
    pen.rectangle((0, horizon, *SIZE), fill=(62, 74, 104))
    for y in range(horizon, SIZE[1], 7):
        half = 20 + (y - horizon) * 0.45 * rng.uniform(0.4, 1)
        pen.line((1090 - half, y, 1090 + half, y), fill=(236, 180, 132), width=3)
    for number in range(9):
        x, height = 60 + number * 92, 330 - number * 20
        pen.rectangle((x, SIZE[1] - height - 60, x + 22 - number, SIZE[1]), fill=(34, 30, 40))
    pen.polygon(((0, 640), (880, 700), (880, 724), (0, 700)), fill=(44, 38, 46))
    pen.polygon(((1250, 640), (1470, 640), (1430, 690), (1290, 690)), fill=(38, 34, 44))
    pen.line((1350, 640, 1350, 430), fill=(38, 34, 44), width=6)
    return picture.filter(ImageFilter.GaussianBlur(1.2))


def _ferry(rng: random.Random) -> Image.Image:
    """A still morning: hills, mist, and the old ferry on her reflection."""
    picture = _sky((104, 146, 172), (255, 206, 158))
    pen = ImageDraw.Draw(picture)
    line = 590  # where the water begins
    pen.ellipse((330, 380, 450, 500), fill=(255, 240, 214))
    for depth, shade in enumerate(((158, 172, 178), (122, 144, 152), (88, 116, 122))):
        top = [line - 150 + depth * 48 - 46 * math.sin(x / (210 - depth * 30) + depth * 2.1) for x in range(0, 1601, 8)]
        pen.polygon([(0, line), *zip(range(0, 1601, 8), top, strict=True), (1600, line)], fill=shade)
        picture = Image.blend(picture, Image.new("RGB", SIZE, (246, 228, 206)), 0.1)
        pen = ImageDraw.Draw(picture)
    _draw_ferry(pen, line)
    above = picture.crop((0, line - (SIZE[1] - line), SIZE[0], line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    water = Image.blend(above, Image.new("RGB", above.size, (86, 120, 128)), 0.34)
    picture.paste(water.filter(ImageFilter.GaussianBlur(3)), (0, line))
    pen = ImageDraw.Draw(picture, "RGBA")
    for _ in range(240):
        y = line + 6 + (SIZE[1] - line - 6) * rng.random() ** 1.6
        half = 12 + (y - line) * 0.22 * rng.random()
        x = rng.uniform(0, SIZE[0])
        pen.line((x - half, y, x + half, y), fill=(252, 236, 214, 70), width=2 + round((y - line) / 160))
    return picture.filter(ImageFilter.GaussianBlur(0.8))


def _draw_ferry(pen: ImageDraw.ImageDraw, line: int) -> None:
    white, shade, hull, red = (244, 240, 230), (206, 204, 198), (38, 62, 74), (172, 62, 48)
    pen.polygon(((560, line - 74), (1330, line - 74), (1296, line), (610, line)), fill=hull)
    pen.polygon(((600, line - 16), (1303, line - 16), (1296, line), (610, line)), fill=red)
    pen.rectangle((640, line - 146, 1240, line - 74), fill=white)
    pen.rectangle((700, line - 206, 1060, line - 146), fill=white)
    pen.polygon(((730, line - 262), (880, line - 262), (894, line - 206), (716, line - 206)), fill=shade)
    pen.polygon(((960, line - 330), (1036, line - 322), (1026, line - 206), (952, line - 206)), fill=red)
    pen.polygon(((958, line - 330), (1036, line - 322), (1034, line - 296), (957, line - 302)), fill=hull)
    for x in range(672, 1220, 52):
        pen.rounded_rectangle((x, line - 128, x + 30, line - 98), 5, fill=(74, 100, 110))
    for x in range(724, 930, 46):
        pen.rounded_rectangle((x, line - 190, x + 28, line - 164), 5, fill=(74, 100, 110))
    pen.rectangle((738, line - 250, 872, line - 224), fill=(74, 100, 110))
    pen.line((804, line - 262, 804, line - 380), fill=hull, width=6)
    pen.line((804, line - 370, 562, line - 74), fill=hull, width=2)
    pen.line((804, line - 370, 1322, line - 74), fill=hull, width=2)
    for x in range(1072, 1241, 42):
        pen.line((x, line - 146, x, line - 176), fill=shade, width=3)
    pen.line((1060, line - 176, 1240, line - 176), fill=shade, width=4)


def _bench(rng: random.Random) -> Image.Image:
    """A workbench from above: planks, a plane, shavings."""
    picture = Image.new("RGB", SIZE, (176, 134, 92))
    pen = ImageDraw.Draw(picture)
    for y in range(0, SIZE[1], 125):
        shade = rng.randint(-14, 14)
        pen.rectangle((0, y, SIZE[0], y + 122), fill=(176 + shade, 134 + shade, 92 + shade))
        for _ in range(14):
            x = rng.randint(0, SIZE[0])
            pen.line((x, y + rng.randint(5, 115), x + rng.randint(80, 400), y + rng.randint(5, 115)), (150, 110, 74), 2)
    pen.rounded_rectangle((430, 380, 1100, 560), 40, fill=(70, 74, 80))
    pen.rounded_rectangle((500, 340, 640, 470), 50, fill=(112, 60, 38))
    pen.rounded_rectangle((900, 330, 1040, 450), 60, fill=(112, 60, 38))
    for _ in range(60):
        x, y, size = rng.randint(80, 1500), rng.randint(600, 960), rng.randint(20, 60)
        pen.arc((x, y, x + size, y + size), rng.randint(0, 180), rng.randint(200, 360), (236, 210, 166), 7)
    return picture


def _tides(_rng: random.Random) -> Image.Image:
    """A week of tides as a chart."""
    picture = Image.new("RGB", (1600, 800), (250, 248, 242))
    pen = ImageDraw.Draw(picture)
    for day in range(8):
        pen.line((100 + day * 200, 80, 100 + day * 200, 700), fill=(220, 214, 202), width=2)
    for level in range(6):
        pen.line((100, 100 + level * 120, 1500, 100 + level * 120), fill=(230, 225, 215), width=2)
    points = []
    for x in range(1400):
        hours = x / 1400 * 168
        height = math.sin(hours / 12.42 * 2 * math.pi) * (1 + 0.35 * math.sin(hours / 354 * 2 * math.pi))
        points.append((100 + x, 400 - height * 220))
    pen.line(points, fill=(32, 96, 120), width=7, joint="curve")
    return picture


def _cat(_rng: random.Random) -> Image.Image:
    """The shop's cat asleep on a coil of rope."""
    picture = Image.new("RGB", SIZE, (94, 116, 112))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 700, *SIZE), fill=(120, 92, 66))
    for ring in range(9):
        pen.ellipse(
            (380 - ring * 18, 560 + ring * 16, 1220 + ring * 18, 800 + ring * 16), outline=(206, 178, 128), width=15
        )
    pen.ellipse((480, 430, 1120, 720), fill=(216, 138, 70))
    pen.ellipse((380, 470, 640, 690), fill=(226, 148, 80))
    for left in (410, 540):
        pen.polygon(((left, 500), (left + 34, 420), (left + 80, 490)), fill=(226, 148, 80))
    for left in (440, 540):
        pen.arc((left, 560, left + 46, 596), 10, 170, (70, 42, 26), 6)
    pen.arc((900, 520, 1240, 780), 300, 120, (216, 138, 70), 46)
    for stripe in range(5):
        pen.arc((640 + stripe * 80, 440, 760 + stripe * 80, 640), 200, 290, (176, 100, 46), 14)
    return picture.filter(ImageFilter.GaussianBlur(1))


PICTURES: dict[str, Callable[[random.Random], Image.Image]] = {
    "pier.jpg": _pier,
    "ferry.jpg": _ferry,
    "bench.jpg": _bench,
    "tides.jpg": _tides,
    "cat.jpg": _cat,
}
