"""The facts topics tell. Compared with docs/events.md by a test."""

from __future__ import annotations

from dataclasses import dataclass

from threadkeep.kernel.facts import Fact


@dataclass(frozen=True)
class TopicStarted(Fact):
    """A topic with its first post stands on its board."""

    board_id: int
    topic_id: int
    post_id: int
    actor_id: int


@dataclass(frozen=True)
class ReplyPosted(Fact):
    """A reply stands in its topic."""

    board_id: int
    topic_id: int
    post_id: int
    actor_id: int


@dataclass(frozen=True)
class PostEdited(Fact):
    """A post says something else now; what it said before is kept as a revision."""

    board_id: int
    topic_id: int
    post_id: int
    actor_id: int


@dataclass(frozen=True)
class PostDeleted(Fact):
    """A reply shows a tombstone, or nothing at all if its author took it back at once; its number stays its own."""

    board_id: int
    topic_id: int
    post_id: int
    actor_id: int


@dataclass(frozen=True)
class PostRestored(Fact):
    """A deleted reply stands again."""

    board_id: int
    topic_id: int
    post_id: int
    actor_id: int


@dataclass(frozen=True)
class TopicDeleted(Fact):
    """A topic and all its posts are answered with 410 and the reason; also when its starter took it back at once."""

    board_id: int
    topic_id: int
    actor_id: int


@dataclass(frozen=True)
class TopicRestored(Fact):
    """A deleted topic stands again, with every post as it was."""

    board_id: int
    topic_id: int
    actor_id: int


@dataclass(frozen=True)
class TopicLocked(Fact):
    """Only those who may lock can write in the topic now."""

    board_id: int
    topic_id: int
    actor_id: int


@dataclass(frozen=True)
class TopicUnlocked(Fact):
    """The topic is open again."""

    board_id: int
    topic_id: int
    actor_id: int


@dataclass(frozen=True)
class TopicPinned(Fact):
    """The topic stands above the others on its board."""

    board_id: int
    topic_id: int
    actor_id: int


@dataclass(frozen=True)
class TopicUnpinned(Fact):
    """The topic stands among the others again."""

    board_id: int
    topic_id: int
    actor_id: int


@dataclass(frozen=True)
class TopicRenamed(Fact):
    """The topic has another title; the old one is in its history."""

    board_id: int
    topic_id: int
    actor_id: int


@dataclass(frozen=True)
class PostMadeWiki(Fact):
    """Whoever may edit wiki posts on the board may edit the post."""

    board_id: int
    topic_id: int
    post_id: int
    actor_id: int


@dataclass(frozen=True)
class PostUnmadeWiki(Fact):
    """Only its author and the moderators may edit the post again."""

    board_id: int
    topic_id: int
    post_id: int
    actor_id: int


@dataclass(frozen=True)
class RevisionHidden(Fact):
    """What a version of a post said is hidden; that there was one is told, with the reason."""

    board_id: int
    topic_id: int
    post_id: int
    number: int
    actor_id: int


@dataclass(frozen=True)
class RevisionShown(Fact):
    """What a hidden version of a post said can be read again."""

    board_id: int
    topic_id: int
    post_id: int
    number: int
    actor_id: int
