"""The fields of a poll: read from a form, put back as they were typed, with the sentence beside what is wrong.

Seven names: `poll_question`, `poll_option` (repeated), `poll_max`, `poll_final`, `poll_results`, `poll_secret` and
`poll_closes`. They stand in the composer of a new topic and in the form of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django.template import engines
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from threadkeep.boards import permissions as may_be
from threadkeep.boards.rules import may
from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer
from threadkeep.polls.models import Poll
from threadkeep.polls.plan import MOST, PollPlan, check_plan, one_line

ADD_ROW = "add-poll-option"
ROWS = 4


@dataclass(frozen=True)
class PollFields:
    """What the template takes: every field as it was typed, and what is wrong with which."""

    question: str = ""
    options: tuple[str, ...] = ("",) * ROWS
    most: str = "1"
    is_final: bool = False
    results: str = Poll.ALWAYS
    is_secret: bool = False
    closes: str = ""
    zone: str = ""
    bad_field: str = ""
    error: str = ""
    is_open: bool = False

    def error_of(self, field: str) -> str | None:
        """The sentence to put beside a field; None if nothing is wrong with it."""
        return self.error if self.error and field == self.bad_field else None


def wants_more_options(typed: QueryDict) -> bool:
    """Whether the form was sent by "add another option": then nothing is done, and the form comes back with more."""
    return typed.get("act") == ADD_ROW


def plan_typed(typed: QueryDict, viewer: Viewer) -> PollPlan | None:
    """The poll a form asks for; None if its question and its options were left empty.

    Refused, with `field`, for a number or a time that is none. What else must be right is `plan.check_plan`'s business.
    """
    question, options = typed.get("poll_question", ""), _options(typed)
    if not one_line(question) and not any(one_line(option) for option in options):
        return None
    return PollPlan(
        question=question,
        options=options,
        max_choices=_number(typed.get("poll_max", "1")),
        may_change="poll_final" not in typed,
        results=typed.get("poll_results", Poll.ALWAYS),
        is_secret="poll_secret" in typed,
        closes_at=closing_time(typed.get("poll_closes", ""), viewer),
    )


def plan_to_start_with(typed: QueryDict, viewer: Viewer) -> PollPlan | None:
    """The poll a new topic is to have, checked; None if none was typed. Refused: see `plan.check_plan`."""
    plan = plan_typed(typed, viewer)
    return check_plan(plan, now=timezone.now()) if plan is not None else None


def plan_added(typed: QueryDict, viewer: Viewer, before: PollPlan) -> PollPlan:
    """The plan of a poll somebody has voted in, with the options added and the closing time of this form."""
    added = tuple(option for option in _options(typed) if one_line(option))
    closes_at = closing_time(typed.get("poll_closes", ""), viewer)
    return replace(before, options=(*before.options, *added), closes_at=closes_at)


def without_options(plan: PollPlan) -> PollPlan:
    """The plan for a form that shows the options beside it and takes more of them."""
    return replace(plan, options=("",))


def closing_time(typed: str, viewer: Viewer) -> datetime | None:
    """A time typed as browsers send it ("2026-03-13T18:00"), on the viewer's clock; None for an empty field."""
    typed = typed.strip()
    if not typed:
        return None
    try:
        when = datetime.fromisoformat(typed)
        if when.tzinfo is not None or not 2000 <= when.year < 2200:
            raise ValueError(typed)
    except ValueError:
        raise Refused(
            _("“%(typed)s” is not a time. Write it as 2026-03-13T18:00, or leave it empty.") % {"typed": typed[:40]},
            field="poll_closes",
            status=422,
        ) from None
    return when.replace(tzinfo=viewer.zone)


def _number(typed: str) -> int:
    typed = typed.strip()
    if typed.isascii() and typed.isdigit() and len(typed) < 4:
        return int(typed)
    raise Refused(_("How many options one may choose is a number, for instance 1."), field="poll_max", status=422)


def _options(typed: QueryDict) -> tuple[str, ...]:
    # A form of ours has 20 of them; somebody else's may have a million.
    return tuple(typed.getlist("poll_option")[: MOST * 2])


def fields_typed(
    viewer: Viewer, typed: QueryDict | None, *, plan: PollPlan | None = None, refusal: Refused | None = None
) -> PollFields:
    """The fields as they were typed, or else as the `plan` of a poll has them; with the refusal beside its field."""
    zone = str(viewer.zone)
    bad = refusal.field or "" if refusal is not None else ""
    is_ours = bad.startswith("poll_")
    error = str(refusal.reason) if refusal is not None and is_ours else ""
    if typed is None:
        if plan is None:
            return PollFields(zone=zone)
        closes = plan.closes_at.astimezone(viewer.zone).strftime("%Y-%m-%dT%H:%M") if plan.closes_at else ""
        most = str(plan.max_choices)
        final, options = not plan.may_change, (*plan.options, "")[:MOST]
        return PollFields(plan.question, options, most, final, plan.results, plan.is_secret, closes, zone)
    options = tuple(option for option in _options(typed) if option.strip())
    more = ROWS if wants_more_options(typed) else max(1, ROWS - len(options))
    return PollFields(
        question=typed.get("poll_question", ""),
        options=(*options, *[""] * min(more, max(0, MOST - len(options)))),
        most=typed.get("poll_max", "1"),
        is_final="poll_final" in typed,
        results=typed.get("poll_results", Poll.ALWAYS),
        is_secret="poll_secret" in typed,
        closes=typed.get("poll_closes", ""),
        zone=zone,
        bad_field=bad if is_ours else "",
        error=error,
        is_open=bool(options or typed.get("poll_question", "").strip() or error or wants_more_options(typed)),
    )


def composer_part(
    viewer: Viewer, board_id: int, typed: QueryDict | None, refusal: Refused | None = None
) -> list[Markup]:
    """What the composer of a new topic shows for polls (ComposerLook.extras): nothing for who may not make one."""
    fields = fields_typed(viewer, typed, refusal=refusal)
    if not may(viewer, may_be.MAKE_POLL, board_id) and not fields.is_open:
        return []
    template: Any = engines["threadkeep"].env.get_template("polls/fields.html")  # type: ignore[attr-defined]
    return [Markup(template.module.poll_box(fields))]  # noqa: S704 - the template escapes


def ticked(request: HttpRequest | QueryDict) -> tuple[int, ...]:
    """The options chosen on a ballot, in order; what is no id is left out and is then missed by the rule."""
    typed = request if isinstance(request, QueryDict) else request.POST
    values = typed.getlist("option")[: MOST * 2]
    return tuple(sorted({int(one) for one in values if one.isascii() and one.isdigit() and len(one) <= 18}))
