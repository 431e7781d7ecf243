"""How polls look on pages, built from rows already read. Makes no query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from babel.numbers import format_percent
from django.utils import translation

from threadkeep.kernel import addresses


@dataclass(frozen=True)
class OptionLook:
    """One option: how many votes it has (None while that is hidden), and whether it is what this viewer chose."""

    id: int
    text: str
    vote_count: int | None
    voter_count: int
    is_mine: bool
    is_ticked: bool

    @property
    def share(self) -> float:
        """The part of those who voted that chose it, 0 to 1. With several choices the parts add up to more."""
        return (self.vote_count or 0) / self.voter_count if self.voter_count else 0.0

    @property
    def width(self) -> str:
        """The length of its bar, as SVG has it: in a hundredth of what is there."""
        return f"{self.share:.2%}"

    @property
    def percent(self) -> str:
        """The part in whole hundredths, as the reader's language writes them."""
        locale = translation.to_locale(translation.get_language() or "en")
        return str(format_percent(self.share, "#,##0%" if locale == "en" else None, locale=locale))


@dataclass(frozen=True)
class PollMay:
    """What this viewer may do with this poll."""

    vote: bool = False
    withdraw: bool = False
    edit: bool = False
    close: bool = False
    reopen: bool = False
    delete: bool = False
    restore: bool = False
    see_votes: bool = False


@dataclass(frozen=True)
class PollLook:
    """A topic's poll for one viewer. `deleted_by` is "" while it stands."""

    topic_id: int
    topic_url: str
    question: str
    options: Sequence[OptionLook]
    max_choices: int
    may_change: bool
    is_secret: bool
    results: str
    shows_results: bool
    has_voted: bool
    voter_count: int
    is_closed: bool
    closes_at: datetime | None
    closed_at: datetime | None
    is_locked: bool
    may: PollMay
    deleted_by: str = ""
    deleted_at: datetime | None = None
    delete_reason: str = ""

    def url(self, verb: str) -> str:
        """Where something is done with it: "vote", "withdraw", "edit", "close", "reopen", "delete", "votes"."""
        return addresses.topic_act(self.topic_id, f"poll/{verb}")

    def with_ticked(self, option_ids: set[int]) -> PollLook:
        """The same poll with these options ticked: what was chosen on a form that was refused."""
        return replace(self, options=[replace(one, is_ticked=one.id in option_ids) for one in self.options])


@dataclass(frozen=True)
class VoterLook:
    """One ballot of a poll that is not secret. `url` is None for an account that is gone."""

    name: str
    url: str | None
    options: Sequence[str]
    cast_at: datetime


@dataclass(frozen=True)
class VotesPage:
    """Who voted for what, newest first. `chosen` is the option the list is about, None for all of them."""

    poll: PollLook
    voters: Sequence[VoterLook]
    chosen: OptionLook | None
    older_url: str
