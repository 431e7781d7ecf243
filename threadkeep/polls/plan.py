"""What a poll is to be, as it was typed and as it will be kept. Plain values: forms make them, actions take them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from threadkeep.kernel.refused import Refused
from threadkeep.polls.models import Poll

FEWEST: Final = 2
MOST: Final = 20
LONGEST: Final = 200


@dataclass(frozen=True)
class PollPlan:
    """A poll that is to be made or changed."""

    question: str
    options: tuple[str, ...]
    max_choices: int = 1
    may_change: bool = True
    results: str = Poll.ALWAYS
    is_secret: bool = False
    closes_at: datetime | None = None


def check_plan(plan: PollPlan, *, now: datetime, closes_at_before: datetime | None = None) -> PollPlan:
    """The plan as it will be kept: runs of white space one space, empty options left out.

    Refused, with `field` "poll_question", "poll_options", "poll_max" or "poll_closes": no question, one longer than 200
    characters, fewer than 2 or more than 20 options, two alike, more choices than options, a closing time that is past
    (unless it is the one the poll had before).
    """
    question = _check_question(plan.question)
    options = _check_options(plan.options)
    if not 1 <= plan.max_choices <= len(options):
        raise Refused(
            _("Of %(count)d options, one can choose between 1 and %(count)d.") % {"count": len(options)},
            field="poll_max",
            status=422,
        )
    if plan.results not in dict(Poll.SHOWN):
        raise Refused(_("Choose when the results are shown."), field="poll_results", status=422)
    if plan.closes_at is not None and plan.closes_at <= now and plan.closes_at != closes_at_before:
        raise Refused(
            _("This closing time is past. Choose a later one, or leave it empty and close the poll by hand."),
            field="poll_closes",
            status=422,
        )
    return replace(plan, question=question, options=options)


def one_line(text: str) -> str:
    """A text as it is kept: in one line, without what the databases cannot hold."""
    return " ".join(text.replace("\0", "").encode("utf-8", "replace").decode().split())


def _check_question(question: str) -> str:
    question = one_line(question)
    if not question:
        raise Refused(
            _("The poll needs a question. If you want none, empty all of its fields."),
            field="poll_question",
            status=422,
        )
    return _not_longer(question, "poll_question")


def _check_options(typed: tuple[str, ...]) -> tuple[str, ...]:
    options = tuple(option for text in typed if (option := one_line(text)))
    if len(options) < FEWEST:
        raise Refused(_("A poll needs at least two options to choose from."), field="poll_options", status=422)
    if len(options) > MOST:
        raise Refused(
            _("A poll may have %(most)d options; these are %(count)d.") % {"most": MOST, "count": len(options)},
            field="poll_options",
            status=422,
        )
    seen: set[str] = set()
    for option in options:
        _not_longer(option, "poll_options")
        if option.casefold() in seen:
            raise Refused(
                _("The option “%(option)s” is there twice.") % {"option": option}, field="poll_options", status=422
            )
        seen.add(option.casefold())
    return options


def _not_longer(text: str, field: str) -> str:
    if len(text) > LONGEST:
        raise Refused(
            _("“%(start)s…” has %(length)d characters; %(most)d is the most. Please shorten it.")
            % {"start": text[:30], "length": len(text), "most": LONGEST},
            field=field,
            status=422,
        )
    return text
