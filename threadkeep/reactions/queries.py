"""What pages show of reactions. A topic page makes two queries for all of its posts, three for who may react."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet, Sum, Value
from django.template import engines
from django.utils.translation import gettext as _
from markupsafe import Markup

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.models import Member
from threadkeep.members.viewer import Viewer
from threadkeep.reactions.kinds import kind_name
from threadkeep.reactions.look import BarLook, GivenLook, KindLook, KindRow, ReactorLook, ReactorsPage
from threadkeep.reactions.models import Count, Kind, Reaction, Received
from threadkeep.reactions.rules import may_react_in
from threadkeep.topics.models import Post, Topic

REACTORS_ON_A_PAGE = 50


def for_posts(viewer: Viewer, topic: Topic, posts: Sequence[Post]) -> Mapping[int, Markup]:
    """post id -> the HTML of the reactions under it, for posts of one topic that stand and this viewer may read."""
    may_react = may_react_in(viewer, topic) and Kind.objects.filter(is_offered=True).exists()
    given = _given_to(viewer, [post.pk for post in posts])
    macros = _macros()
    bars = {
        post.pk: BarLook(
            post_id=post.pk,
            number=post.number,
            given=given.get(post.pk, ()),
            may_react=may_react and post.author_id != viewer.id,
        )
        for post in posts
    }
    return {pk: Markup(macros.bar(bar)) for pk, bar in bars.items() if bar.given or bar.may_react}  # noqa: S704 - escaped


def bar_of(viewer: Viewer, post: Post) -> Markup:
    """The reactions under one post this viewer may read; empty if there are none and none can be given."""
    return for_posts(viewer, post.topic, [post]).get(post.pk, Markup())


def picker_of(viewer: Viewer, post: Post) -> Markup:
    """The reactions that can be given, as the script puts them beside a post."""
    bar = BarLook(post.pk, post.number, (), may_react=True)
    return Markup(_macros().picker(bar, choices(viewer, post)))  # noqa: S704 - the template escapes


def choices(viewer: Viewer, post: Post) -> list[KindLook]:
    """What can be given to a post; and what this viewer gave it, even if that is not offered any more."""
    mine = set(Reaction.objects.filter(post=post, member_id=viewer.id or 0).values_list("kind_id", flat=True))
    return [_kind(kind, is_mine=kind.pk in mine) for kind in Kind.objects.all() if kind.is_offered or kind.pk in mine]


def _given_to(viewer: Viewer, post_ids: list[int]) -> dict[int, list[GivenLook]]:
    """The counts of these posts, in the order of the set, and the names of those who gave them first."""
    rows = list(_counts(viewer).filter(post_id__in=post_ids))
    wanted = {member_id for row in rows for member_id in row.first_ids}
    names = dict(Member.objects.filter(pk__in=wanted).values_list("id", "name")) if wanted else {}
    found: dict[int, list[GivenLook]] = defaultdict(list)
    for row in rows:
        found[row.post_id].append(_given(row, names))
    return found


def _counts(viewer: Viewer) -> QuerySet[Count]:
    """Counts with their kinds, and `mine`: whether this viewer is among those who gave it."""
    mine = Reaction.objects.filter(post=OuterRef("post"), kind=OuterRef("kind"), member_id=viewer.id or 0)
    return (
        Count.objects.select_related("kind")
        .annotate(mine=Exists(mine) if viewer.is_member else Value(value=False))
        .order_by("kind__position", "kind_id")
    )


def _given(row: Count, names: Mapping[int, str]) -> GivenLook:
    mine: bool = row.mine  # type: ignore[attr-defined]
    said = [names[member_id] for member_id in row.first_ids if member_id in names]
    return GivenLook(_kind(row.kind), row.count, said, mine)


def _kind(kind: Kind, *, is_mine: bool = False) -> KindLook:
    return KindLook(kind.pk, kind.emoji, kind_name(kind), is_mine)


def _macros() -> Any:
    return engines["threadkeep"].env.get_template("reactions/bar.html").module  # type: ignore[attr-defined]


def reactors_page(viewer: Viewer, post: Post, *, kind: str, before: str) -> ReactorsPage:
    """Who reacted to a post this viewer may read, newest first, at most 50. `kind` and `before` come from the address
    and may be ""; NotThere for a kind the post was not given.
    """
    given = _given_to(viewer, [post.pk]).get(post.pk, [])
    chosen = next((one for one in given if str(one.kind.id) == kind), None)
    if (kind and chosen is None) or (before and not _is_id(before)):
        raise NotThere
    rows = Reaction.objects.filter(post=post).select_related("kind", "member").order_by("-id")
    if chosen is not None:
        rows = rows.filter(kind_id=chosen.kind.id)
    if before:
        rows = rows.filter(pk__lt=int(before))
    shown = list(rows[: REACTORS_ON_A_PAGE + 1])
    older = ""
    if len(shown) > REACTORS_ON_A_PAGE:
        shown.pop()
        wanted = {"before": str(shown[-1].pk)} | ({"kind": kind} if chosen else {})
        older = addresses.post_act(post.pk, "reactions") + "?" + urlencode(wanted)
    return ReactorsPage(
        post_id=post.pk,
        number=post.number,
        author_name=post.author_name,
        given=given,
        reactors=[_reactor(row) for row in shown],
        chosen=chosen.kind if chosen else None,
        count=sum(one.count for one in given),
        older_url=older,
    )


def _reactor(row: Reaction) -> ReactorLook:
    who = row.member
    name = who.name if who else _("Somebody")
    return ReactorLook(name, addresses.member(who.pk, who.name) if who else None, _kind(row.kind), row.given_at)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def kind_rows() -> list[KindRow]:
    """The whole set for the panel, with how often each was given. Two queries."""
    counts = dict(Count.objects.order_by().values_list("kind_id").annotate(given=Sum("count")))
    kinds = list(Kind.objects.all())
    return [
        KindRow(
            id=kind.pk,
            emoji=kind.emoji,
            name=kind_name(kind),
            is_offered=kind.is_offered,
            count=counts.get(kind.pk, 0),
            is_first=kind is kinds[0],
            is_last=kind is kinds[-1],
        )
        for kind in kinds
    ]


def received_count(member_id: int) -> int:
    """How many reactions a member's posts were given, where they stand."""
    return Received.objects.filter(member_id=member_id).values_list("count", flat=True).first() or 0
