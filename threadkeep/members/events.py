"""The facts members tell. Compared with docs/events.md by a test."""

from __future__ import annotations

from dataclasses import dataclass

from threadkeep.kernel.facts import Fact


@dataclass(frozen=True)
class MemberJoined(Fact):
    """Somebody has an account now."""

    member_id: int


@dataclass(frozen=True)
class MemberRenamed(Fact):
    """A member has another name than before; pages and lists that show it are out of date."""

    member_id: int


@dataclass(frozen=True)
class ProfileEdited(Fact):
    """What a member tells about themselves, or their picture, is another than before."""

    member_id: int


@dataclass(frozen=True)
class MemberBanned(Fact):
    """A member may not sign in any more. All their sessions have ended."""

    member_id: int
    actor_id: int


@dataclass(frozen=True)
class BanLifted(Fact):
    """A member may sign in again."""

    member_id: int
    actor_id: int


@dataclass(frozen=True)
class GroupMade(Fact):
    """There is a new group; nobody is in it and no permission set speaks of it yet."""

    group_id: int
    actor_id: int


@dataclass(frozen=True)
class GroupEdited(Fact):
    """A group has another name or title."""

    group_id: int
    actor_id: int


@dataclass(frozen=True)
class GroupDeleted(Fact):
    """A group is gone, and with it whatever it allowed or forbade."""

    group_id: int
    actor_id: int


@dataclass(frozen=True)
class AddedToGroup(Fact):
    """A member belongs to a group now."""

    group_id: int
    member_id: int
    actor_id: int


@dataclass(frozen=True)
class RemovedFromGroup(Fact):
    """A member does not belong to a group any more."""

    group_id: int
    member_id: int
    actor_id: int
