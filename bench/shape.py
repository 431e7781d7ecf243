"""The shape of a believable board: how long topics are, who writes, when."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

BIG_TOPIC_SHARE = 0.05


@dataclass(frozen=True)
class Shape:
    """Boards, members, and how many posts each topic has. The first topic is the big one."""

    posts: int
    boards: int
    members: int
    topic_lengths: tuple[int, ...]


def shape(posts: int, rng: random.Random) -> Shape:
    """The shape of a board of exactly `posts` posts: about 30 a topic with a long tail, one topic of 5 % of all."""
    big = max(1, round(posts * BIG_TOPIC_SHARE))
    lengths, left = [big], posts - big
    while left > 0:
        # Pareto with this exponent: half the topics end within 8 posts, one in a hundred passes 300.
        length = min(left, int(4 * rng.paretovariate(1.15)), max(1, posts // 100))
        lengths.append(max(1, length))
        left -= lengths[-1]
    return Shape(posts, 20, max(50, min(20_000, posts // 50)), tuple(lengths))


class Writers:
    """Who writes the next post: a few write most (Zipf), many write once."""

    def __init__(self, ids: list[int], rng: random.Random) -> None:
        self._ids = ids
        self._rng = rng
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(ids))))

    def next(self) -> int:
        """The id of a member."""
        return self._ids[bisect(self._weights, self._rng.random() * self._weights[-1])]

    def many(self, count: int) -> Iterator[int]:
        """The authors of a topic's posts: a handful talk to each other."""
        circle = [self.next() for _ in range(min(40, 2 + count // 3))]
        return (circle[int(self._rng.random() * len(circle))] for _ in range(count))
