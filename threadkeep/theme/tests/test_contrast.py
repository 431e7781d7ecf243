"""Contrasts, computed from the tokens themselves: in both themes, and for every hue an owner may choose."""

import math
import re
from functools import cache
from pathlib import Path

import pytest

CSS = Path(__file__).parents[3] / "frontend" / "css"
GROUNDS = ["paper", "surface", "sunken"]
HUES = range(0, 360, 15)
Colour = tuple[float, float, float]


@cache
def declarations(file: str) -> dict[str, str]:
    """All custom properties of a style sheet: name -> value."""
    text = re.sub(r"/\*.*?\*/", "", (CSS / file).read_text("utf-8"), flags=re.DOTALL)
    found: dict[str, str] = {}
    for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", text):
        found.setdefault(name, value)
    return found


def palette() -> dict[str, str]:
    """The colours members may use: class -> value."""
    text = (CSS / "palette.css").read_text("utf-8")
    return dict(re.findall(r"\.(tc-\w+) \{ --tc: ([^;]+);", text))


def colour(value: str, dark: bool, hue: float) -> Colour:
    """A light-dark(oklch(), oklch()) as linear sRGB, clipped to what a screen can show (CSS Color 4, 10 and 12)."""
    sides = re.findall(r"oklch\(([^()]*(?:var\(--[\w-]+\))?[^()]*)\)", value)
    lightness, chroma, angle = (
        sides[1 if dark else 0].replace("var(--hue)", f"{hue}deg").replace("var(--letter-hue)", f"{hue}deg").split()[:3]
    )
    light = float(lightness.rstrip("%")) / 100
    turn = math.radians(float(angle.removesuffix("deg")))
    a, b = float(chroma) * math.cos(turn), float(chroma) * math.sin(turn)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (min(1.0, max(0.0, part)) for part in linear)
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(linear: Colour) -> float:
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def token(name: str, dark: bool, hue: float = 192) -> Colour:
    return colour(declarations("tokens.css")[name], dark, hue)


def test_the_arithmetic_knows_black_on_white() -> None:
    black, white = colour("oklch(0% 0 0deg)", False, 0), colour("oklch(100% 0 0deg)", False, 0)
    assert contrast(black, white) == pytest.approx(21, abs=0.01)
    assert contrast(white, white) == 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    ("ink", "least"),
    [("ink", 7), ("muted", 4.5), ("alarm", 4.5), ("care", 4.5), ("good", 4.5), ("visited", 4.5), ("edge", 3)],
)
def test_a_token_is_readable_on_every_ground(ink: str, least: float, ground: str, dark: bool) -> None:
    assert contrast(token(ink, dark), token(ground, dark)) >= least


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("hue", HUES)
def test_the_accent_is_readable_whatever_hue_an_owner_chooses(hue: int, dark: bool) -> None:
    accent = token("accent", dark, hue)
    for ground in GROUNDS:
        assert contrast(accent, token(ground, dark)) >= 4.5, ground
    assert contrast(token("on-accent", dark), accent) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", sorted(palette()))
def test_a_colour_of_a_members_text_is_readable(name: str, dark: bool) -> None:
    chosen = colour(palette()[name], dark, 0)
    for ground in GROUNDS:
        assert contrast(chosen, token(ground, dark)) >= 4.5, ground


def test_every_colour_the_text_engine_writes_has_one_here() -> None:
    from threadkeep.markup.colours import PALETTE

    assert {f"tc-{name}" for name in PALETTE} == set(palette())


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["word", "text", "figure", "name", "aside", "wrong"])
def test_coloured_code_is_readable(name: str, dark: bool) -> None:
    assert contrast(colour(declarations("code.css")[name], dark, 0), token("sunken", dark)) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("hue", [*range(10, 360, 30), 85])
def test_the_letter_of_an_avatar_is_readable(hue: int, dark: bool) -> None:
    back, ink = (colour(declarations("avatars.css")[name], dark, hue) for name in ["letter-back", "letter-ink"])
    assert contrast(ink, back) >= 4.5
