"""A believable board of N posts, at more than 20,000 posts a second on SQLite.

What costs is not the rows but the text: rendering a post takes about a millisecond. So a few hundred different texts
are rendered once, and the posts share them; lengths, authors and times differ as on a real board.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bench.rows import Table, next_id, reset_sequences, write_all
from bench.shape import Shape, Writers, shape
from bench.texts import text, title
from threadkeep.boards.models import Board, Category, Tree
from threadkeep.kernel.derived import all_derived
from threadkeep.markup.render import render
from threadkeep.members.models import Member
from threadkeep.topics.models import Post, Topic

TEXTS = 400
BEGIN = datetime(2009, 3, 1, tzinfo=UTC)
YEARS = timedelta(days=365 * 16)

type Say = Callable[[int], None]


def make_board(posts: int, seed: int = 1, said: Say = lambda _posts: None, rebuild: bool = True) -> Shape:
    """Fill an empty board; `said` hears how many posts each step wrote. The same seed makes the same board."""
    rng = random.Random(seed)
    plan = shape(posts, rng)
    boards = _make_boards(plan.boards)
    members = _make_members(plan.members, rng)
    _write_topics(plan, boards, members, rng, said)
    reset_sequences([Board, Category, Member, Topic, Post])
    if rebuild:
        for derived in all_derived():
            if not derived.name.startswith("markup"):
                derived.rebuild()
    return plan


def _make_boards(count: int) -> list[int]:
    category = Category.objects.create(name="Workshop", position=90)
    boards = [
        Board.objects.create(
            category=category, position=number, name=f"Bench {number}", description="What is on the bench."
        )
        for number in range(1, count + 1)
    ]
    Tree.objects.update_or_create(pk=1, defaults={"version": 10**6 + count})
    return [board.pk for board in boards]


def _make_members(count: int, rng: random.Random) -> list[int]:
    first = next_id(Member)
    Member.objects.bulk_create(
        (
            Member(
                id=first + number,
                username=f"bench{number}",
                username_key=f"bench{number}",
                name=f"{rng.choice(('Ada', 'Bo', 'Chi', 'Dov', 'Eve', 'Fay', 'Gus', 'Hal'))} {number}",
                name_key=f"bench {number}",
                password="!",
                joined_at=BEGIN,
            )
            for number in range(count)
        ),
        batch_size=1000,
    )
    return list(range(first, first + count))


class _Topics:
    """Writes topics and posts row by row; ids are our own, so that rows can point to each other before they exist."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.topic_id, self.post_id = next_id(Topic), next_id(Post)
        self.texts = [_rendered(text(rng)) for _ in range(TEXTS)]
        self.topics = Table(
            Topic,
            "id board title starter starter_name started_at is_pinned is_locked delete_reason last_number reply_count "
            "last_post last_post_at last_author_name version view_count".split(),
        )
        self.posts = Table(
            Post,
            "id topic number author author_name posted_at source syntax rendered renderer_version edit_reason "
            "revision_count delete_reason".split(),
        )

    def add(self, board_id: int, authors: list[int], started_at: datetime) -> None:
        """One topic with a post by each of `authors`."""
        rng, topic_id, count = self.rng, self.topic_id, len(authors)
        step = timedelta(seconds=rng.randint(60, 40_000)) if count < 1000 else YEARS * 0.9 / count
        moment = started_at
        for number, author in enumerate(authors, 1):
            source, rendered, version = self.texts[int(rng.random() * TEXTS)]
            self.posts.add(
                self.post_id, topic_id, number, author, f"Member {author}", str(moment)[:19], source, "markdown",
                rendered, version, "", 0, "",
            )  # fmt: skip
            self.post_id += 1
            moment += step
        last_at = str(moment - step)[:19]
        self.topics.add(
            topic_id, board_id, title(rng), authors[0], f"Member {authors[0]}", str(started_at)[:19], False, False, "",
            count, count - 1, self.post_id - 1, last_at, f"Member {authors[-1]}", count, count * 7,
        )  # fmt: skip
        self.topic_id += 1


def _rendered(source: str) -> tuple[str, str, int]:
    made = render(source, "markdown")
    return source, made.to_json(), made.version


def _write_topics(plan: Shape, boards: list[int], members: list[int], rng: random.Random, said: Say) -> None:
    writers, rows, written = Writers(members, rng), _Topics(rng), 0
    for place, length in enumerate(plan.topic_lengths):
        started_at = BEGIN + YEARS * (place / len(plan.topic_lengths))
        rows.add(boards[0 if place == 0 else place % len(boards)], list(writers.many(length)), started_at)
        written += length
        if rows.posts.is_full:
            write_all((rows.topics, rows.posts))
            said(written)
            written = 0
    write_all((rows.topics, rows.posts))
    said(written)
