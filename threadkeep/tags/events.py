"""The facts of prefixes and tags. Compared with docs/events.md by a test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from threadkeep.kernel.facts import Fact


@dataclass(frozen=True)
class TopicLabelled(Fact):
    """A topic carries another prefix or other tags; `tag_ids` are the tags that came or went."""

    board_id: int
    topic_id: int
    tag_ids: Sequence[int]
    actor_id: int


@dataclass(frozen=True)
class TagRenamed(Fact):
    """A tag is called something else on every topic that carries it."""

    tag_id: int
    actor_id: int


@dataclass(frozen=True)
class TagMerged(Fact):
    """Topics that carried a tag carry another one instead; the old one's page leads there."""

    tag_id: int
    into_id: int
    actor_id: int


@dataclass(frozen=True)
class PrefixMade(Fact):
    """There is another prefix; boards that offer it are said with each board."""

    prefix_id: int
    actor_id: int


@dataclass(frozen=True)
class PrefixEdited(Fact):
    """A prefix has another name or colour on every topic that carries it."""

    prefix_id: int
    actor_id: int


@dataclass(frozen=True)
class PrefixDeleted(Fact):
    """A prefix that no topic carried is gone."""

    prefix_id: int
    actor_id: int
