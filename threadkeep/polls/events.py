"""The facts polls tell. Compared with docs/events.md by a test."""

from __future__ import annotations

from dataclasses import dataclass

from threadkeep.kernel.facts import Fact


@dataclass(frozen=True)
class PollMade(Fact):
    """A topic has a poll."""

    board_id: int
    topic_id: int
    poll_id: int
    actor_id: int


@dataclass(frozen=True)
class PollEdited(Fact):
    """A poll asks something else, has more options or closes at another time."""

    board_id: int
    topic_id: int
    poll_id: int
    actor_id: int


@dataclass(frozen=True)
class PollClosed(Fact):
    """Somebody closed a poll. Not told when its time has come: whoever asks looks at the clock."""

    board_id: int
    topic_id: int
    poll_id: int
    actor_id: int


@dataclass(frozen=True)
class PollReopened(Fact):
    """A closed poll takes votes again."""

    board_id: int
    topic_id: int
    poll_id: int
    actor_id: int


@dataclass(frozen=True)
class PollDeleted(Fact):
    """A topic shows no poll any more; it is kept with its votes."""

    board_id: int
    topic_id: int
    poll_id: int
    actor_id: int


@dataclass(frozen=True)
class PollRestored(Fact):
    """A deleted poll stands again, with its votes."""

    board_id: int
    topic_id: int
    poll_id: int
    actor_id: int


@dataclass(frozen=True)
class VoteCast(Fact):
    """Somebody voted, or votes for something else now. In a secret poll `actor_id` is 0."""

    board_id: int
    topic_id: int
    poll_id: int
    actor_id: int


@dataclass(frozen=True)
class VoteWithdrawn(Fact):
    """Somebody took their vote back. In a secret poll `actor_id` is 0."""

    board_id: int
    topic_id: int
    poll_id: int
    actor_id: int
