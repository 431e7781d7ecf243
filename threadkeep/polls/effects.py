"""What is derived of polls. The actions write the counts themselves, because a voter must see them on the next page; so
nothing here listens. It is registered so that `threadkeep check` finds and `threadkeep rebuild` mends what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Count

from threadkeep.kernel.derived import Derived, Difference, derives
from threadkeep.polls.models import Ballot, Option, Poll, Vote


def _expected(poll_ids: list[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Voters by poll and votes by option, as the ballots say."""
    ballots = Ballot.objects.filter(poll_id__in=poll_ids).order_by()
    votes = Vote.objects.filter(option__poll_id__in=poll_ids).order_by()
    return (
        dict(ballots.values_list("poll_id").annotate(count=Count("pk"))),
        dict(votes.values_list("option_id").annotate(count=Count("pk"))),
    )


def _differences(poll_ids: list[int]) -> Iterator[Difference]:
    voters, votes = _expected(poll_ids)
    for pk, stored in Poll.objects.filter(pk__in=poll_ids).order_by("pk").values_list("pk", "voter_count"):
        if stored != voters.get(pk, 0):
            yield Difference(f"voters of poll {pk}", stored, voters.get(pk, 0))
    options = Option.objects.filter(poll_id__in=poll_ids).order_by("pk")
    for pk, stored in options.values_list("pk", "vote_count"):
        if stored != votes.get(pk, 0):
            yield Difference(f"votes of option {pk}", stored, votes.get(pk, 0))


def _write(poll_ids: list[int]) -> None:
    voters, votes = _expected(poll_ids)
    for pk in poll_ids:
        Poll.objects.filter(pk=pk).update(voter_count=voters.get(pk, 0))
    for pk in Option.objects.filter(poll_id__in=poll_ids).values_list("pk", flat=True):
        Option.objects.filter(pk=pk).update(vote_count=votes.get(pk, 0))


def _keys(after: int) -> Iterable[int]:
    return Poll.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()


@derives("polls.counts")
def poll_counts() -> Derived:
    """How many voted in each poll, and how many votes each option has."""
    return Derived("polls.counts", count=Poll.objects.count, keys=_keys, compare=_differences, write=_write)


def rebuild() -> None:
    """Count every poll anew (after an import)."""
    poll_counts().rebuild()
