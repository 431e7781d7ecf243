"""Who is meant by "@": names typed in posts, and the members who were called that when it was written.

Names are given up and taken by others. A mention means whoever was called so when the post was written: so a post keeps
meaning the same person through all changes of names, a name nobody bears any more leads to whom it was, and nobody
steps into a mention by taking a name later. This follows from the history of names alone, whenever it is asked.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import batched

from threadkeep.kernel import addresses
from threadkeep.markup.render import Rendered
from threadkeep.members.models import Member, NameChange
from threadkeep.members.names import LONGEST, name_key

# So many different names of one post are looked up; those after them stay words.
MOST_NAMES = 30
# So many beginnings of "Marta Berg said hello" are tried as a name, the longest first.
MOST_ENDS = 24
# Names asked for in one query; a page whose writers tried hard to have more takes another query.
AT_ONCE = 5_000


@dataclass(frozen=True)
class Named:
    """A member under one of the names they ever had. `since`: from when on."""

    member_id: int
    name: str
    since: datetime


class Mentions:
    """The members behind the names of some posts. Made by `mentions_in`."""

    def __init__(self, holders: Mapping[str, Sequence[Named]]) -> None:
        self._holders = holders

    def find(self, text: str, posted_at: datetime, written_at: datetime) -> tuple[Named, str] | None:
        """Who is meant by a text such as "Marta Berg said hello", and what of it is the name; None if nobody.

        Whoever bore the name when the post was first posted; else, for names that came up later, at its last edit.
        """
        for name in _beginnings(text):
            found = self._holders.get(_key(name), ())
            held = [one for one in found if len(one.name.split()) == len(name.split())]
            for moment in (posted_at, written_at):
                if standing := [one for one in held if one.since <= moment]:
                    return max(standing, key=lambda one: one.since), name
        return None


def mentions_in(rendered: Iterable[Rendered]) -> Mentions:
    """Everything needed to say who is meant in these posts: three queries, none if nobody is mentioned."""
    texts = {text for each in rendered for text in each.mentions[:MOST_NAMES]}
    keys = {_key(name) for text in texts for name in _beginnings(text)}
    members: set[int] = set()
    for some in batched(keys, AT_ONCE):
        members.update(Member.objects.filter(name_key__in=some).values_list("pk", flat=True))
        members.update(NameChange.objects.filter(old_name_key__in=some).values_list("member_id", flat=True))
    return Mentions(_holders(members, keys) if members else {})


def _holders(member_ids: set[int], keys: set[str]) -> Mapping[str, Sequence[Named]]:
    """By key, who bore the name and since when: the history of these members, in one query."""
    history: dict[int, list[Named]] = defaultdict(list)
    rows = Member.objects.filter(pk__in=member_ids).order_by("pk", "name_changes__changed_at", "name_changes__pk")
    columns = ("pk", "name", "joined_at", "name_changes__old_name", "name_changes__changed_at")
    since: dict[int, datetime] = {}
    now: dict[int, str] = {}
    for pk, name, joined_at, old_name, changed_at in rows.values_list(*columns):
        begun = since.setdefault(pk, joined_at)
        now[pk] = name
        if changed_at is not None:
            history[pk].append(Named(pk, old_name, begun))
            since[pk] = changed_at
    holders: dict[str, list[Named]] = defaultdict(list)
    for pk, name in now.items():
        for one in (*history[pk], Named(pk, name, since[pk])):
            if (key := name_key(one.name)) in keys:
                holders[key].append(one)
    return holders


_key = lru_cache(maxsize=8192)(name_key)


@lru_cache(maxsize=2048)
def _beginnings(text: str) -> tuple[str, ...]:
    """What of a text could be a name, the longest first: whole words, words before a sign ("Marta's" speaks of Marta),
    and, where a script writes without spaces, each letter could be the last ("田中さん" may speak of 田中).
    """
    ends = [
        end
        for end in range(1, min(len(text), LONGEST + 4) + 1)
        if not text[end - 1].isspace() and (end == len(text) or _may_end(text[end - 1], text[end]))
    ]
    return tuple(text[:end] for end in reversed(ends[-MOST_ENDS:]))


def _may_end(last: str, following: str) -> bool:
    kind = unicodedata.category(following)[0]
    if kind not in "LNM":
        return following not in "-_"
    return kind == "L" and last >= "\u0e00" and unicodedata.category(last) in ("Lo", "Lm")


def addressed_in(rendered: Rendered) -> list[str]:
    """The names a post itself calls, in order: those inside quotations were called by somebody else."""
    found: dict[str, None] = {}
    depth = 0
    for piece in rendered.pieces:
        if isinstance(piece, str):
            # Every "<" that somebody typed is escaped, so what looks like a tag here is one.
            depth += piece.count("<blockquote") - piece.count("</blockquote>")
        elif piece.kind == "mention" and depth == 0:
            found[f"{piece.data['name']}{piece.data['rest']}"] = None
    return list(found)


def profile_of(named: Named) -> str:
    """The address of whoever is meant."""
    return addresses.member(named.member_id, named.name)
