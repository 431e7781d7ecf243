"""Pages: cut by number range or by key, never by OFFSET over what people wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from threadkeep.kernel.refused import NotThere


@dataclass(frozen=True)
class NumberPage:
    """One page of things that are numbered 1, 2, 3 … without ever moving: the posts of a topic.

    A deleted post keeps its number, so a page is a range of numbers and its address never shifts.
    """

    number: int
    count: int
    size: int
    url: Callable[[int], str]

    @property
    def first(self) -> int:
        """The lowest number on this page."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The highest number that has room on this page."""
        return self.number * self.size

    @property
    def offset(self) -> int:
        """How many things stand before this page, for lists that are ordered but not numbered."""
        return self.first - 1

    @property
    def has_next(self) -> bool:
        """Whether a page follows."""
        return self.number < self.count

    @property
    def has_previous(self) -> bool:
        """Whether a page goes before."""
        return self.number > 1


def number_page(wanted: str | int | None, *, total: int, size: int, url: Callable[[int], str]) -> NumberPage:
    """The page `wanted` (1-based; None or "" is the first) of `total` things, `size` to a page.

    Refuses with NotThere what is no number or lies beyond the end; an empty list has one page.
    """
    count = max(1, -(-total // size))
    number = _whole(wanted)
    if not 1 <= number <= count:
        raise NotThere
    return NumberPage(number=number, count=count, size=size, url=url)


def page_of(number: int, size: int) -> int:
    """On which page (1-based) the thing with this number stands."""
    return (number - 1) // size + 1


def _whole(wanted: str | int | None) -> int:
    if wanted in (None, ""):
        return 1
    text = str(wanted)
    # isascii too: str.isdigit accepts digits of every script, and int() would turn them into second addresses.
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise NotThere
    return int(text)
