"""The facts the vocabulary tells. Compared with docs/events.md by a test."""

from __future__ import annotations

from dataclasses import dataclass

from threadkeep.kernel.facts import Fact


@dataclass(frozen=True)
class SmileysChanged(Fact):
    """The board shows other smileys; posts are rendered again, little by little."""

    actor_id: int


@dataclass(frozen=True)
class BBCodeMade(Fact):
    """The board has a BBCode of its own more."""

    bbcode_id: int
    actor_id: int


@dataclass(frozen=True)
class BBCodeEdited(Fact):
    """One of the board's own BBCodes is called or means something else."""

    bbcode_id: int
    actor_id: int


@dataclass(frozen=True)
class BBCodeDeleted(Fact):
    """One of the board's own BBCodes is gone; where it was used, posts show it as it was typed."""

    bbcode_id: int
    actor_id: int
