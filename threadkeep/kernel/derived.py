"""Derived data: what could be computed from the tables again, and the promise that it equals that.

A feature registers each derived thing once, in its effects.py:

    @derives("boards.counts")
    def board_counts() -> Derivation: ...

`threadkeep check` lists the differences, `threadkeep rebuild NAME` removes them, a property test demands that after
any random sequence of actions there are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from threadkeep.kernel import crash, writer

BATCH = 200

type Progress = Callable[[list[int]], None]


@dataclass(frozen=True)
class Difference:
    """One place where what is stored is not what the tables say."""

    what: str
    stored: object
    expected: object


@dataclass(frozen=True)
class Derived:
    """One derived thing, cut into pieces by key so that a rebuild is resumable and never holds the pen for long.

    `keys(after)` yields the keys above `after` in order; `compare(keys)` yields the differences of these keys;
    `write(keys)` writes the right answer for them. Where working the answer out takes long, `compute(keys)` does it
    without holding anybody up and gives back what writes it; a rebuild then calls that instead of `write`. `shrinks`:
    the keys are only those still to do, so a rebuild that was stopped begins again at the first of them.
    """

    name: str
    count: Callable[[], int]
    keys: Callable[[int], Iterable[int]]
    compare: Callable[[list[int]], Iterable[Difference]]
    write: Callable[[list[int]], object]
    compute: Callable[[list[int]], Callable[[], object]] | None = None
    shrinks: bool = False

    def differences(self) -> Iterator[Difference]:
        """Every difference between what is stored and what the tables say."""
        for keys in _in_batches(self.keys(0)):
            yield from self.compare(keys)

    def rebuild(self, progress: Progress = lambda _keys: None, *, after: int = 0) -> int:
        """Write the right answer everywhere, from key `after` on; `progress` hears each batch of keys once it is kept.

        Returns the last key done, to go on from if this is stopped.
        """
        for keys in _in_batches(self.keys(after)):
            # Worked out before the pen is taken: rendering 200 posts may take a second in which nobody could post.
            write = self.compute(keys) if self.compute else partial(self.write, keys)
            with writer.background(), transaction.atomic():
                write()
            after = keys[-1]
            progress(keys)
            crash.point("in-rebuild")
        return after


_all: dict[str, Callable[[], Derived]] = {}


def derives(name: str) -> Callable[[Callable[[], Derived]], Callable[[], Derived]]:
    """Register the maker of one `Derived` under its name."""

    def register(make: Callable[[], Derived]) -> Callable[[], Derived]:
        _all[name] = make
        return make

    return register


def all_derived() -> list[Derived]:
    """Every derived thing of the board, in the order in which they must be rebuilt."""
    return [make() for make in _all.values()]


def _in_batches(keys: Iterable[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for key in keys:
        batch.append(key)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
