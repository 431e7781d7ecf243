"""The orders a board's topics can be read in, and finding one page of them. Pinned topics come first in each.

Lists are ordered by things that change, so their pages cannot be cut by number as a topic's can. They are cut by
LIMIT and OFFSET, but over an index that holds all that is asked (topics/models.py), from the end that is nearer, and
for ids alone: rows are fetched for the twenty that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from threadkeep.kernel.refused import NotThere
from threadkeep.topics.models import Topic


@dataclass(frozen=True)
class Order:
    """One order: its key in the address, its name, and the columns from the natural end ("-": largest first)."""

    key: str
    label: str | Promise
    columns: tuple[str, str]
    is_reversed: bool = False

    @property
    def name(self) -> str:
        """As it stands in the address: "replies", turned round "-replies"; nothing for the usual one."""
        return ("-" if self.is_reversed else "") + self.key if self.is_reversed or self.key != USUAL else ""

    def by(self, *, backwards: bool = False) -> tuple[str, ...]:
        """The columns for order_by; `backwards` reads the list from its end."""
        turned = self.is_reversed != backwards
        return tuple(_turned(column) if turned else column for column in self.columns)


USUAL = "last"
ORDERS = (
    Order(USUAL, _("Last post"), ("-last_post_at", "-id")),
    Order("started", _("Started"), ("-started_at", "-id")),
    Order("replies", _("Replies"), ("-reply_count", "-id")),
    Order("views", _("Views"), ("-view_count", "-id")),
    Order("title", _("Title"), ("title", "id")),
)


def order_named(name: str | None) -> Order:
    """The order of this name in an address; "" and None are the usual one. NotThere if there is none of that name."""
    key = (name or USUAL).removeprefix("-")
    for each in ORDERS:
        if each.key == key:
            return Order(each.key, each.label, each.columns, is_reversed=(name or "").startswith("-"))
    raise NotThere


def _turned(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"


def ids_of_page(topics: QuerySet[Topic], order: Order, *, total: int, offset: int, size: int) -> Sequence[int]:
    """The ids of one page of a board's topics (`topics` is one board's, already gated), in order. Two queries.

    `total` is how many there are; it only decides from which end to count, and whether the end has been reached.
    """
    pinned = list(topics.filter(is_pinned=True).order_by(*order.by()).values_list("pk", flat=True))
    taken = pinned[offset : offset + size]
    rest = topics.filter(is_pinned=False)
    start, length = max(0, offset - len(pinned)), size - len(taken)
    found = _nearer(rest, order, max(0, total - len(pinned)), start, length)
    return [*taken, *found]


def _nearer(rows: QuerySet[Topic], order: Order, total: int, start: int, length: int) -> list[int]:
    """`rows[start : start + length]` by id, read from the end that is nearer."""
    behind = total - start - length
    if start <= max(behind, 0) or total <= start:
        return list(rows.order_by(*order.by()).values_list("pk", flat=True)[start : start + length])
    first, count = max(0, behind), min(length, total - start)
    backwards = rows.order_by(*order.by(backwards=True)).values_list("pk", flat=True)[first : first + count]
    return list(backwards)[::-1]
