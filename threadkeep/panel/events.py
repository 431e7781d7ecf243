"""The facts the panel tells. Compared with docs/events.md by a test."""

from __future__ import annotations

from dataclasses import dataclass

from threadkeep.kernel.facts import Fact


@dataclass(frozen=True)
class ParkedDismissed(Fact):
    """An administrator decided that an effect will never hear a fact it had stumbled over."""

    effect: str
    event_id: int
    actor_id: int
