"""Derived tables whose rows are a set for each key: the words of a topic's title, the members a post mentions.

    WORDS = RowSet("topics.title_words", TitleWord, key="topic_id", columns=("board_id", "word"), expected=title_words)

`expected(keys)` says, reading only, which rows each key must have; what is stored otherwise is taken away and what is
missing is put there. Everything else a derived thing needs follows from that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Model

from threadkeep.kernel.derived import Derived, Difference

type Row = tuple[Any, ...]
type Rows = Mapping[int, frozenset[Row]]
"""key -> the values of `columns`, for the keys that have any"""


@dataclass(frozen=True)
class RowSet:
    """One such table. `key` is the column rows are grouped by; `owners` are the rows of another table with that key."""

    name: str
    table: type[Model]
    owners: type[Model]
    key: str
    columns: tuple[str, ...]
    expected: Callable[[list[int]], Rows]

    def stored(self, keys: list[int]) -> Rows:
        """What the table has for these keys."""
        found: dict[int, set[Row]] = defaultdict(set)
        rows = self.table._default_manager.filter(**{f"{self.key}__in": keys})
        for key, *values in rows.values_list(self.key, *self.columns):
            found[key].add(tuple(values))
        return {key: frozenset(rows) for key, rows in found.items()}

    def compute(self, keys: list[int]) -> Callable[[], object]:
        """Read and work out now, without holding anything up; what is given back writes the answer."""
        return partial(self.keep, keys, self.expected(keys))

    def keep(self, keys: list[int], expected: Rows) -> set[int]:
        """Make the table say `expected` for these keys, inside a transaction. Returns the keys where it did not."""
        stored = self.stored(keys)
        rows = self.table._default_manager
        fresh: list[Model] = []
        changed: set[int] = set()
        for key in keys:
            was, wanted = stored.get(key, frozenset()), expected.get(key, frozenset())
            if was == wanted:
                continue
            changed.add(key)
            for row in was - wanted:
                rows.filter(**{self.key: key}, **dict(zip(self.columns, row, strict=True))).delete()
            fresh += [self._row(key, row) for row in sorted(wanted - was)]
        # Another process may have come first with the same answer.
        rows.bulk_create(fresh, ignore_conflicts=True)
        return changed

    def _row(self, key: int, row: Row) -> Model:
        return self.table(**{self.key: key}, **dict(zip(self.columns, row, strict=True)))

    def differences(self, keys: list[int]) -> Iterator[Difference]:
        """Where the table does not say what it should."""
        stored, expected = self.stored(keys), self.expected(keys)
        for key in keys:
            was, wanted = stored.get(key, frozenset()), expected.get(key, frozenset())
            if was != wanted:
                yield Difference(f"{self.name} of {key}", sorted(was), sorted(wanted))

    def keys(self, after: int) -> Iterable[int]:
        """All keys above `after`, in order."""
        owners = self.owners._default_manager.filter(pk__gt=after).order_by("pk")
        return owners.values_list("pk", flat=True).iterator()

    def derived(self) -> Derived:
        """For the kernel's list of what is derived."""
        return Derived(
            self.name,
            count=self.owners._default_manager.count,
            keys=self.keys,
            compare=self.differences,
            write=lambda keys: self.compute(keys)(),
            compute=self.compute,
        )
