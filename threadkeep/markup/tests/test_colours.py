"""Colours and sizes come down to a few classes."""

import pytest

from threadkeep.markup.colours import PALETTE, nearest_colour, size_step


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("red", "red"),
        (" Red ", "red"),
        ("#f00", "red"),
        ("FF0000", "red"),
        ("#fe0102", "red"),
        ("rgb(0, 0, 130)", "navy"),
        ("rgb(999,0,0)", "red"),
        ("grey", "gray"),
        ("#123", "black"),
        ("darkorange", "orange"),
    ],
)
def test_a_colour_becomes_the_nearest_of_the_palette(written, name):
    assert nearest_colour(written) == name


@pytest.mark.parametrize(
    "written", ["", "reddish", "#ff", "#ggg", "url(x)", "red;x", "rgb(1,2)", "expression(1)", "#ff00000"]
)
def test_what_is_no_colour_has_none(written):
    assert nearest_colour(written) is None


def test_every_colour_of_the_palette_is_nearest_to_itself():
    for name, (red, green, blue) in PALETTE.items():
        assert nearest_colour(name) == name
        assert nearest_colour(f"#{red:02x}{green:02x}{blue:02x}") == name


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("1", "1"), ("3", "3"), ("7", "7"), ("0", "1"), ("+2", "2"), ("8", "1"), ("16", "3"), ("40", "7"), ("50", "1"),
        ("100", "3"), ("150", "5"), ("200", "6"), ("9999", "7"), ("12pt", "3"), ("10px", "1"), ("1em", "3"),
        ("1.5em", "5"), ("2rem", "6"), ("85%", "2"), ("x-large", "5"), ("smaller", "2"),
    ],
)  # fmt: skip
def test_a_size_becomes_one_of_seven(written, step):
    assert size_step(written) == step


@pytest.mark.parametrize("written", ["", "large!", "-1", "12345", "1;x", "em", ".em", "1e9"])
def test_what_is_no_size_has_none(written):
    assert size_step(written) is None
