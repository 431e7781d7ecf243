"""The facts reactions tell. Compared with docs/events.md by a test."""

from __future__ import annotations

from dataclasses import dataclass

from threadkeep.kernel.facts import Fact


@dataclass(frozen=True)
class ReactionGiven(Fact):
    """A member gave a post a reaction."""

    board_id: int
    topic_id: int
    post_id: int
    kind_id: int
    actor_id: int


@dataclass(frozen=True)
class ReactionTaken(Fact):
    """A member took a reaction back from a post."""

    board_id: int
    topic_id: int
    post_id: int
    kind_id: int
    actor_id: int


@dataclass(frozen=True)
class ReactionKindMade(Fact):
    """There is one more reaction to give."""

    kind_id: int
    actor_id: int


@dataclass(frozen=True)
class ReactionKindEdited(Fact):
    """A reaction looks or is called otherwise, or is offered or not any more."""

    kind_id: int
    actor_id: int


@dataclass(frozen=True)
class ReactionKindsOrdered(Fact):
    """The reactions are offered in another order."""

    actor_id: int


@dataclass(frozen=True)
class ReactionKindDeleted(Fact):
    """A reaction nobody ever gave is gone."""

    kind_id: int
    actor_id: int
