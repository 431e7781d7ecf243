"""What pages show of members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.kernel import addresses
from threadkeep.members.look import Avatar, avatar_of
from threadkeep.members.models import Group, Member, Membership
from threadkeep.members.rules import get_member
from threadkeep.members.viewer import Viewer, is_newcomer
from threadkeep.reactions.queries import received_count
from threadkeep.topics.rules import visible_posts

RECENT_POSTS = 10


@dataclass(frozen=True)
class Person:
    """An author as posts show them. `badges` are the titles of their groups, `signature_html` is safe."""

    id: int
    name: str
    url: str
    avatar: Avatar
    title: str
    badges: tuple[str, ...]
    post_count: int
    joined_at: datetime
    signature_html: str


@dataclass(frozen=True)
class RecentPost:
    """One of a member's newest posts, as the profile lists it."""

    url: str
    topic_title: str
    number: int
    board_name: str
    board_url: str
    posted_at: datetime


@dataclass(frozen=True)
class ProfilePage:
    """A member's page for one viewer."""

    id: int
    name: str
    url: str
    avatar: Avatar
    title: str
    groups: tuple[str, ...]
    joined_at: datetime
    post_count: int
    reaction_count: int
    about: str
    website: str
    website_shown: str
    posts: tuple[RecentPost, ...]
    is_own: bool
    is_banned: bool
    ban_reason: str


def people(member_ids: Iterable[int]) -> dict[int, Person]:
    """These members by id, in two queries however many. Ids that belong to nobody are left out."""
    ids = set(member_ids)
    if not ids:
        return {}
    badges: dict[int, list[str]] = defaultdict(list)
    titled = Membership.objects.filter(member_id__in=ids).exclude(group__title="").order_by("group__position")
    for member_id, title in titled.values_list("member_id", "group__title"):
        badges[member_id].append(title)
    members = Member.objects.select_related("avatar").filter(pk__in=ids)
    return {member.pk: _person(member, tuple(badges[member.pk])) for member in members}


def _person(member: Member, badges: tuple[str, ...]) -> Person:
    return Person(
        id=member.pk,
        name=member.name,
        url=addresses.member(member.pk, member.name),
        avatar=avatar_of(member.name, member.avatar),
        title=member.title,
        badges=badges,
        post_count=member.post_count,
        joined_at=member.joined_at,
        signature_html=member.signature_html,
    )


def profile_page(viewer: Viewer, member_id: int) -> ProfilePage:
    """The member's page, with their newest posts among those this viewer may read. NotThere if there is no such member.

    Why somebody is banned is shown to those who run the board and to nobody else.
    """
    member = get_member(member_id)
    return ProfilePage(
        id=member.pk,
        name=member.name,
        url=addresses.member(member.pk, member.name),
        avatar=avatar_of(member.name, member.avatar),
        title=member.title,
        groups=_group_names(member),
        joined_at=member.joined_at,
        post_count=member.post_count,
        reaction_count=received_count(member_id),
        about=member.about,
        website=member.website,
        website_shown=member.website.partition("://")[2].rstrip("/"),
        posts=_recent_posts(viewer, member_id),
        is_own=viewer.id == member_id,
        is_banned=member.banned_at is not None,
        ban_reason=member.ban_reason if viewer.is_staff else "",
    )


def built_in_name(key: str) -> str:
    """What a built-in group is called as long as nobody has given it another name."""
    return {
        Group.ADMINISTRATORS: _("Administrators"),
        Group.MODERATORS: _("Moderators"),
        Group.MEMBERS: _("Members"),
        Group.NEWCOMERS: _("Newcomers"),
        Group.GUESTS: _("Guests"),
    }.get(key, key)


def _group_names(member: Member) -> tuple[str, ...]:
    names = [name or built_in_name(key) for key, name in member.groups.order_by("position").values_list("key", "name")]
    if not names and is_newcomer(member):
        names.append(built_in_name(Group.NEWCOMERS))
    return tuple(names)


def _recent_posts(viewer: Viewer, member_id: int) -> tuple[RecentPost, ...]:
    rows = visible_posts(viewer).filter(author_id=member_id, deleted_at__isnull=True, topic__deleted_at__isnull=True)
    newest = rows.order_by("-id").values_list(
        "pk", "number", "posted_at", "topic__title", "topic__board_id", "topic__board__name"
    )
    return tuple(
        RecentPost(addresses.post(pk), title, number, board, addresses.board(board_id, board), posted_at)
        for pk, number, posted_at, title, board_id, board in newest[:RECENT_POSTS]
    )
