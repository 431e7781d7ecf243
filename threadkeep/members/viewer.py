"""Whoever looks or acts: a guest or a member, with the groups that count and the preferences that pages need.

Every gate takes a viewer. It is made once per request, is never written to a session, and knows nothing about boards:
what the groups may do there is `boards.access`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.conf import settings

from threadkeep.members.models import Group, Member


@dataclass(frozen=True)
class Viewer:
    """A guest (`member` None) or a member. `group_keys` are the groups that count everywhere on the board."""

    member: Member | None
    group_keys: frozenset[str]
    moderated_board_ids: frozenset[int] = frozenset()

    @property
    def id(self) -> int | None:
        """The member's id; None for a guest."""
        return self.member.pk if self.member else None

    @property
    def is_member(self) -> bool:
        """Whether the viewer has an account and is not banned."""
        return self.member is not None

    @property
    def is_administrator(self) -> bool:
        """Whether the viewer may do everything."""
        return Group.ADMINISTRATORS in self.group_keys

    @property
    def is_staff(self) -> bool:
        """Whether the viewer moderates anything or administers."""
        return self.is_administrator or Group.MODERATORS in self.group_keys or bool(self.moderated_board_ids)

    @property
    def name(self) -> str:
        """The name others see; empty for a guest."""
        return self.member.name if self.member else ""

    @property
    def posts_per_page(self) -> int:
        """How many posts (and topics) a page of theirs has."""
        return self.member.posts_per_page if self.member else 20

    @property
    def zone(self) -> ZoneInfo:
        """The time zone their pages tell times in."""
        return ZoneInfo((self.member.time_zone if self.member else "") or settings.THREADKEEP.board.time_zone)


GUEST = Viewer(member=None, group_keys=frozenset({Group.GUESTS}))


def viewer_for(member: Member | None) -> Viewer:
    """The viewer a member is; a banned or switched-off member is answered as a guest. Two queries for a member."""
    if member is None or member.banned_at is not None or not member.is_active:
        # A copy: notes are kept beside a viewer (boards.access_of), and one guest's must not become the next one's.
        return replace(GUEST)
    keys = set(member.groups.values_list("key", flat=True))
    keys.add(Group.MEMBERS)
    if is_newcomer(member) and not keys & {Group.ADMINISTRATORS, Group.MODERATORS}:
        keys.add(Group.NEWCOMERS)
    moderated = frozenset(member.moderated_boards.values_list("board_id", flat=True))
    return Viewer(member=member, group_keys=frozenset(keys), moderated_board_ids=moderated)


def is_newcomer(member: Member) -> bool:
    """Whether a member has written fewer posts than it takes to be known (members.newcomer_posts)."""
    return bool(member.post_count < settings.THREADKEEP.members.newcomer_posts)
