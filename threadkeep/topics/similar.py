"""Topics with the same words in their titles: what is shown while a title is typed, and what "#" completes.

Every question reads a bounded piece of the index of title words, whatever the size of the board: for each of at most
MOST_ASKED words the newest topics on the board and the newest anywhere that have it (PER_WORD rows each), and of these
the MOST_WEIGHED best, in one query through the gate. A title with only very common words therefore compares itself
with the newest topics alone, which is what people mean by "was this asked already?" anyway.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from threadkeep.kernel import addresses
from threadkeep.kernel.beginnings import begins_with
from threadkeep.members.viewer import Viewer
from threadkeep.topics.models import TitleWord
from threadkeep.topics.rules import visible_topics
from threadkeep.topics.title_words import words_of

MOST_ASKED = 8
PER_WORD = 100
MOST_WEIGHED = 40
# A topic is similar when it shares so much of what the title says; each word counts the more the rarer it is.
SHARED = 0.5


@dataclass(frozen=True)
class FoundTopic:
    """A topic that was found by the words of its title."""

    id: int
    title: str
    url: str
    board_id: int
    board_name: str
    reply_count: int
    last_post_at: datetime
    is_locked: bool


def similar_topics(viewer: Viewer, board_id: int, title: str, limit: int = 5) -> Sequence[FoundTopic]:
    """Topics this viewer may see whose titles say much the same, at most `limit`: those of the board first.

    At most 2 * MOST_ASKED small index reads and one query for the topics themselves; none for an empty title.
    """
    words = words_of(title)[:MOST_ASKED]
    scores: dict[int, float] = defaultdict(float)
    whole = 0.0
    for word in words:
        found = {*_with_word(word, board_id), *_with_word(word, None)}
        weight = 1 / (1 + math.log1p(len(found)))
        whole += weight
        for topic_id in found:
            scores[topic_id] += weight
    near = [topic_id for topic_id, score in scores.items() if score >= whole * SHARED]
    near.sort(key=lambda topic_id: (scores[topic_id], topic_id), reverse=True)
    topics = _visible(viewer, near[:MOST_WEIGHED])
    return sorted(topics, key=lambda topic: (topic.board_id != board_id, -scores[topic.id], -topic.id))[:limit]


def complete_topics(viewer: Viewer, typed: str, board_id: int, limit: int = 8) -> Sequence[FoundTopic]:
    """Topics this viewer may see with all these words in their titles, the last one perhaps only begun; or with this
    number. Those of the board (0: none) first, then the newest.

    The rarest word leads: of the topics that have it at most PER_WORD on the board and PER_WORD anywhere are looked at.
    """
    *whole, begun = words_of(typed)[:MOST_ASKED] or ("",)
    if not begun:
        return ()
    is_begun = not typed[-1:].isspace()
    rows = [[*_with_word(word, board_id), *_with_word(word, None)] for word in whole]
    rows.append([*_with_word(begun, board_id, is_begun=is_begun), *_with_word(begun, None, is_begun=is_begun)])
    wanted = [int(typed)] if typed.isascii() and typed.isdigit() and len(typed) < 10 else []
    topics = _visible(viewer, {*min(rows, key=len), *wanted})
    hits = [topic for topic in topics if topic.id in wanted or _has(topic.title, whole, begun)]
    hits.sort(key=lambda topic: (topic.id not in wanted, topic.board_id != board_id, -topic.id))
    return hits[:limit]


def _has(title: str, whole: Iterable[str], begun: str) -> bool:
    words = words_of(title)
    return all(word in words for word in whole) and any(word.startswith(begun) for word in words)


def _with_word(word: str, board_id: int | None, *, is_begun: bool = False) -> list[int]:
    """The newest topics with this word (or, in the order of the words, with words that begin so), at most PER_WORD."""
    rows = TitleWord.objects.filter(board_id=board_id) if board_id is not None else TitleWord.objects.all()
    rows = rows.filter(begins_with("word", word)) if is_begun else rows.filter(word=word)
    return list(rows.order_by("word", "-topic_id").values_list("topic_id", flat=True)[:PER_WORD])


def _visible(viewer: Viewer, topic_ids: Iterable[int]) -> list[FoundTopic]:
    wanted = list(topic_ids)
    if not wanted:
        return []
    rows = visible_topics(viewer).filter(pk__in=wanted, deleted_at__isnull=True)
    columns = ("pk", "title", "board_id", "board__name", "reply_count", "last_post_at", "is_locked")
    return [
        FoundTopic(pk, title, addresses.topic(pk, title), board_id, board, replies, last, locked)
        for pk, title, board_id, board, replies, last, locked in rows.values_list(*columns)
    ]
