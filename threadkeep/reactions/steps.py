"""What the actions on reactions do alike, inside their transactions."""

from __future__ import annotations

from datetime import datetime

from threadkeep.reactions.models import Count, Kind, Reaction

# How many who gave it first are named beside a reaction; the others are on its page.
NAMED = 3


def write_count(post_id: int, kind_id: int) -> None:
    """Write how often a post was given this kind, and by whom first."""
    expected = expected_count(post_id, kind_id)
    if expected is None:
        Count.objects.filter(post_id=post_id, kind_id=kind_id).delete()
    else:
        count, first_ids = expected
        Count.objects.update_or_create(
            post_id=post_id, kind_id=kind_id, defaults={"count": count, "first_ids": first_ids}
        )


def expected_count(post_id: int, kind_id: int) -> tuple[int, list[int]] | None:
    """What the reactions say: how many, and the first members; None if there is none."""
    given = Reaction.objects.filter(post_id=post_id, kind_id=kind_id)
    count = given.count()
    if not count:
        return None
    first = given.filter(member__isnull=False).order_by("id").values_list("member_id", flat=True)[:NAMED]
    return count, [member_id for member_id in first if member_id is not None]


def add_reaction(post_id: int, kind_id: int, member_id: int, now: datetime) -> None:
    """Give a post a reaction; the caller has checked."""
    Reaction.objects.create(post_id=post_id, kind_id=kind_id, member_id=member_id, given_at=now)
    write_count(post_id, kind_id)


def remove_reaction(post_id: int, kind_id: int, member_id: int) -> bool:
    """Take a member's reaction back; False if there was none."""
    gone, _rows = Reaction.objects.filter(post_id=post_id, kind_id=kind_id, member_id=member_id).delete()
    if gone:
        write_count(post_id, kind_id)
    return bool(gone)


def write_order(ids: list[int]) -> None:
    """Number the kinds 0, 1, 2 … in this order."""
    for position, pk in enumerate(ids):
        Kind.objects.filter(pk=pk).update(position=position)
