"""The facts reading tells. Compared with docs/events.md by a test."""

from __future__ import annotations

from dataclasses import dataclass

from threadkeep.kernel.facts import Fact


@dataclass(frozen=True)
class BookmarkDue(Fact):
    """A bookmark's reminder date has come. Only its owner may hear of it; told once for each date."""

    bookmark_id: int
    member_id: int
    post_id: int
