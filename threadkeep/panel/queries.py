"""Reads for the administrator's pages. Every caller has gone through the door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q

from threadkeep.alerts.models import Mail
from threadkeep.boards.grid import grid
from threadkeep.boards.models import BoardModerator, PermissionSet
from threadkeep.kernel.models import EffectCursor, ParkedEvent
from threadkeep.members.groups import WORKED_OUT, group_name
from threadkeep.members.models import Group, Member
from threadkeep.members.names import name_key, username_key
from threadkeep.members.queries import Person, people
from threadkeep.members.rules import get_member

MOST_FOUND = 50


@dataclass(frozen=True)
class State:
    """How the board is, for the first page of the panel."""

    board_count: int
    member_count: int
    is_mail_set_up: bool
    waiting_mail_count: int
    failed_mail_count: int
    parked_count: int
    limping: Sequence[str]


def state() -> State:
    """How the board is. Four queries, and the grid's."""
    mails = dict(Mail.objects.values_list("state").annotate(count=Count("pk")).order_by())
    return State(
        board_count=len(grid().boards),
        member_count=Member.objects.count(),
        is_mail_set_up=bool(settings.THREADKEEP.mail.host),
        waiting_mail_count=mails.get(Mail.WAITING, 0),
        failed_mail_count=mails.get(Mail.FAILED, 0),
        parked_count=ParkedEvent.objects.count(),
        limping=list(EffectCursor.objects.filter(failure_count__gt=0).values_list("effect", flat=True)),
    )


def member_called(name: str) -> Member | None:
    """The member of this name, else of this login name."""
    by_name = Member.objects.filter(name_key=name_key(name)).first()
    return by_name or Member.objects.filter(username_key=username_key(name)).first()


def moderators_of(board_id: int) -> list[Person]:
    """Who was appointed to this very board."""
    ids = BoardModerator.objects.filter(board_id=board_id).order_by("pk").values_list("member_id", flat=True)
    found = people(list(ids))
    return [found[pk] for pk in ids if pk in found]


@dataclass(frozen=True)
class SetRow:
    """A permission set in the list, and the boards that name it."""

    id: int
    name: str
    description: str
    is_default: bool
    boards: Sequence[str]


def permission_sets() -> list[SetRow]:
    """Every set with the boards that use it."""
    now = grid()
    return [
        SetRow(
            each.pk,
            each.name,
            each.description,
            each.is_default,
            [board.name for board in now.boards.values() if board.permission_set_id == each.pk],
        )
        for each in now.sets.values()
    ]


def get_set(set_id: int) -> PermissionSet | None:
    """One permission set."""
    return PermissionSet.objects.filter(pk=set_id).first()


@dataclass(frozen=True)
class GroupRow:
    """A group in the list. `member_count` is None where who belongs to it is worked out."""

    id: int
    key: str
    name: str
    title: str
    is_built_in: bool
    member_count: int | None
    edit_minutes: int | None


def group_rows() -> list[GroupRow]:
    """Every group, with how many were put into it."""
    groups = Group.objects.annotate(count=Count("memberships")).order_by("position", "id")
    return [
        GroupRow(
            each.pk,
            each.key,
            group_name(each.key, each.name),
            each.title,
            each.key in Group.BUILT_IN,
            None if each.key in WORKED_OUT else each.count,
            each.edit_minutes,
        )
        for each in groups
    ]


@dataclass(frozen=True)
class MemberRow:
    """A member in the list of those found."""

    id: int
    person: Person
    username: str
    email: str
    is_banned: bool
    groups: Sequence[str]


def find_members(words: str) -> list[MemberRow]:
    """Members whose name, login name or address has this in it (nothing: the newest); 50 at most. Four queries."""
    words = words.strip()
    found = Member.objects.order_by("-joined_at", "-pk")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(username__icontains=words) | Q(email__icontains=words))
    members = list(found.prefetch_related("groups")[:MOST_FOUND])
    who = people([member.pk for member in members])
    return [
        MemberRow(
            member.pk,
            who[member.pk],
            member.username,
            member.email,
            member.banned_at is not None,
            [group_name(group.key, group.name) for group in member.groups.all()],
        )
        for member in members
        if member.pk in who
    ]


@dataclass(frozen=True)
class ParkedRow:
    """A fact an effect gave up on, with the last line of what went wrong."""

    id: int
    effect: str
    event_id: int
    error: str
    trace: str
    at: datetime


def parked_rows() -> list[ParkedRow]:
    """What was parked, oldest first; 50 at most."""
    return [
        ParkedRow(
            each.pk, each.effect, each.event_id, each.error.strip().rpartition("\n")[2], each.error, each.parked_at
        )
        for each in ParkedEvent.objects.order_by("pk")[:MOST_FOUND]
    ]


@dataclass(frozen=True)
class Belonging:
    """A group somebody can be put into, and whether this member is in it."""

    group_id: int
    name: str
    is_in: bool


@dataclass(frozen=True)
class MemberPage:
    """One member, for an administrator."""

    id: int
    person: Person
    username: str
    email: str
    joined_at: datetime
    banned_at: datetime | None
    ban_reason: str
    groups: Sequence[Belonging]
    boards: Sequence[tuple[int, str]]


def member_page(member_id: int) -> MemberPage:
    """One member with the groups they could be in and the boards they moderate. NotThere: none such. Six queries."""
    member = get_member(member_id)
    mine = set(member.memberships.values_list("group_id", flat=True))
    groups = [group for group in group_rows() if group.key not in WORKED_OUT]
    moderated = member.moderated_boards.order_by("board__name").values_list("board_id", "board__name")
    return MemberPage(
        id=member.pk,
        person=people([member.pk])[member.pk],
        username=member.username,
        email=member.email,
        joined_at=member.joined_at,
        banned_at=member.banned_at,
        ban_reason=member.ban_reason,
        groups=[Belonging(group.id, group.name, group.id in mine) for group in groups],
        boards=list(moderated),
    )
